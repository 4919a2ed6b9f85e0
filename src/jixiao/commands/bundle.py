"""jixiao bundle --platform win_amd64 --python 3.12 -o ZIP: the package for office PCs without a network."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from jixiao.actions.bundle import bundle
from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE
from jixiao.commands.output import say_saved
from jixiao.deploy.bundle.target import PLATFORMS, target

MEGABYTE = 1024 * 1024


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--platform", metavar="平台", default="win_amd64", help=f"{'、'.join(PLATFORMS)}，默认 win_amd64（64 位）"
    )
    parser.add_argument("--python", metavar="版本", default="3.12", help="那些电脑上的 Python 版本，默认 3.12")
    parser.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="要写出的压缩包（.zip）")


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when the set of wheels is not complete or the file cannot be written."""
    aim = target(chosen.platform, chosen.python)
    terminal.warn("正在收集要用的库，需要联网或能访问镜像，约一分钟……")
    made = bundle(aim, chosen.output)
    say_saved(made.saved)
    rows = ((item.name, item.version, item.terms) for item in made.wheels)
    terminal.table(("库", "版本", "许可"), rows, f"装入 {len(made.wheels)} 个库，{made.size / MEGABYTE:.1f} MB")
    terminal.say(
        f"已按 {aim.platform}、Python {aim.python} 离线解析一遍，一个不缺。拿到办公电脑上解压，双击“安装.bat”。"
    )
    return DONE
