"""带 Python 的安装包: a folder with Python and all libraries, copied to a PC that never had any, or put on a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao import __version__
from jixiao.actions.bundle import REQUIREMENT, Bundle, licences_of, shared_files, wheels_for, without_own, write
from jixiao.actions.save import as_file
from jixiao.deploy.bundle import licences, texts, wheel
from jixiao.deploy.bundle.folder import LIBRARIES, folder
from jixiao.deploy.bundle.own import NAME
from jixiao.deploy.bundle.precompile import can_compile, compiled
from jixiao.deploy.bundle.proof import prove_folder
from jixiao.deploy.bundle.python_package import PythonPackage

PROGRAM = "python"
MEGABYTE = 1024 * 1024
# what the batch file finds only where the archive was unpacked to its end
LAST = f"{LIBRARIES}/xlwings/__init__.py"


def bundle_with_python(package: PythonPackage, output: Path, share: str | None = None) -> Bundle:
    r"""Write the archive; with `share` the program stays in that folder of a server (`\\server\folder`).

    CannotGoOn when a wheel is missing or may not be handed on, when the folder is not whole, or the file cannot be
    written.
    """
    as_file(output, ".zip")
    wheels = wheels_for(package.target)
    terms = licences_of(wheels)
    program = folder(package, [wheel.read(name, content) for name, content in wheels.items()])
    prove_folder(program, REQUIREMENT, package.target)
    program |= compiled(program, package.target)
    listed = licences.listed(without_own(terms), licences.of_python(package.version))
    files = {f"{PROGRAM}/{name}": content for name, content in program.items()} | shared_files(listed)
    files |= dict(_texts(_values(package, program, share)))
    place = "share-" if share else ""
    return write(f"{NAME}-{__version__}-{place}{package.target.platform}-python{package.version}", files, terms, output)


def _texts(values: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    kind = "share" if values["share"] else "python"
    yield "安装.bat", texts.batch(f"install_{kind}.bat", values)
    yield "卸载.bat", texts.batch("uninstall_share.bat" if kind == "share" else "uninstall.bat", values)
    yield "安装说明.txt", texts.note(f"readme_{kind}.txt", values)


def _values(package: PythonPackage, program: Mapping[str, bytes], share: str | None) -> dict[str, str]:
    size = sum(map(len, program.values())) // MEGABYTE + 1
    return {
        "version": __version__,
        "platform": package.target.platform,
        "python": package.target.python,
        "release": package.version,
        "bits": package.target.bits,
        "source": package.name,
        "sha256": package.sha256,
        "megabytes": str(size),
        "twice": str(2 * size),
        "last": LAST.replace("/", "\\"),
        "compile": "no" if can_compile(package.target) else "yes",
        "compiled": _about_compiling(package, share),
        "share": share or "",
    }


def _about_compiling(package: PythonPackage, share: str | None) -> str:
    if can_compile(package.target):
        return "程序已经预编译，按钮启动快。"
    if share:
        return (
            "做包的电脑上没有同版本的 Python，程序还没有预编译，按钮会慢几秒。请用能写入的用户运行一次："
            rf"{share}\python\python.exe -m compileall -q -q --invalidation-mode unchecked-hash {share}\python\Lib"
        )
    return "做包的电脑上没有同版本的 Python，程序在安装时用包里的 Python 预编译（约一分钟）。"
