"""jixiao bundle --platform win_amd64 --python 3.12 -o ZIP: the package for office PCs without a network."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.bundle import Bundle, bundle
from jixiao.actions.bundle_with_python import MEGABYTE, bundle_with_python
from jixiao.actions.save import as_file
from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import say_saved
from jixiao.deploy.bundle import python_package
from jixiao.deploy.bundle.precompile import can_compile
from jixiao.deploy.bundle.python_package import PythonPackage
from jixiao.deploy.bundle.share import share
from jixiao.deploy.bundle.target import PLATFORMS, target
from jixiao.errors import CannotGoOn

PLATFORM, PYTHON = "win_amd64", "3.12"


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--platform", metavar="平台", help=f"{'、'.join(PLATFORMS)}，默认 {PLATFORM}（64 位）")
    parser.add_argument("--python", metavar="版本", help=f"那些电脑上的 Python 版本，默认 {PYTHON}")
    parser.add_argument(
        "--with-python",
        metavar="文件",
        type=Path,
        help="把 Python 也装进包里：官网的 Windows embeddable package（.zip），或 NuGet 的 python 包（.nupkg）",
    )
    parser.add_argument(
        "--share", metavar="路径", help=r"程序只在这个共享文件夹里放一份，如 \\server\jixiao；要与 --with-python 同用"
    )
    parser.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="要写出的压缩包（.zip）")


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when the set of wheels is not complete or the file cannot be written."""
    as_file(chosen.output, ".zip")
    if chosen.with_python is None:
        return _without_python(chosen)
    place = None if chosen.share is None else share(chosen.share)
    package = python_package.read(chosen.with_python)
    _compare(chosen, package)
    terminal.warn(
        f"正在收集给 Python {package.version}（{package.target.bits}）用的库，需要联网或能访问镜像，约一分钟……"
    )
    _say(made := bundle_with_python(package, chosen.output, place), made.unpacked)
    terminal.say(_about(package))
    if place:
        terminal.say(f"把压缩包里那个文件夹的内容放到 {place}，各用户在那里双击“安装.bat”；见包里的“安装说明.txt”。")
    else:
        terminal.say("拿到办公电脑上解压，双击“安装.bat”，不用先装 Python。")
    return DONE


def _without_python(chosen: Namespace) -> int:
    if chosen.share is not None:
        raise CannotGoOn("--share 要与 --with-python 同用：共享文件夹里的程序要自带 Python。")
    aim = target(chosen.platform or PLATFORM, chosen.python or PYTHON)
    terminal.warn("正在收集要用的库，需要联网或能访问镜像，约一分钟……")
    _say(bundle(aim, chosen.output))
    terminal.say(
        f"已按 {aim.platform}、Python {aim.python} 离线解析一遍，一个不缺。拿到办公电脑上解压，双击“安装.bat”。"
        f"那些电脑上要先装好 Python {aim.python}（{aim.bits}）；想免去这一步，请加 --with-python。"
    )
    return DONE


def _compare(chosen: Namespace, package: PythonPackage) -> None:
    """What was asked for beside the file has to be what is in it."""
    asked = (chosen.platform or package.target.platform, chosen.python or package.target.python)
    if asked != (package.target.platform, package.target.python):
        raise CannotGoOn(
            f"{package.name}：里面是 Python {package.target.python}（{package.target.platform}），"
            f"与要求的 {asked[1]}（{asked[0]}）不同。请换文件，或去掉 --platform、--python。"
        )


def _say(made: Bundle, unpacked: int | None = None) -> None:
    say_saved(made.saved)
    rows = ((item.name, item.version, item.terms) for item in made.wheels)
    larger = f"，解压后 {unpacked / MEGABYTE:.1f} MB" if unpacked else ""
    terminal.table(("库", "版本", "许可"), rows, f"装入 {len(made.wheels)} 个库，{made.size / MEGABYTE:.1f} MB{larger}")


def _about(package: PythonPackage) -> str:
    done = "已预编译" if can_compile(package.target) else "没有预编译（这里的 Python 版本不同）"
    return (
        f"Python {package.version}（{package.target.bits}），取自 {package.name}，SHA-256：{package.sha256}，请与下载页上的核对。"
        f"程序文件夹已验明：依赖一个不缺，每个程序都是 {package.target.platform} 的，要用的系统库 Windows 都有；{done}。"
    )
