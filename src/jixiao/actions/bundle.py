"""离线安装包: all that a Windows PC with Python and without a network needs, in one zip archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao import __version__, resources
from jixiao.actions.save import Saved, as_file, put
from jixiao.deploy.bundle import licences, texts, wheel
from jixiao.deploy.bundle.archive import archive, sums
from jixiao.deploy.bundle.licences import Licence
from jixiao.deploy.bundle.own import NAME, own_wheel
from jixiao.deploy.bundle.resolve import download, prove
from jixiao.deploy.bundle.target import Target

# the buttons, and reading of Outlook's mails
EXTRAS = ("excel", "ole")
REQUIREMENT = f"{NAME}[{','.join(EXTRAS)}]=={__version__}"
WHEELS = "wheels"
BSD_BUILD = "1bsd"
ADDIN, TEMPLATE = "workbook/jixiao.xlam", "template.xlsx"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The archive written, and the licences of the wheels in it; `size` in bytes."""

    saved: Saved
    wheels: tuple[Licence, ...]
    size: int


def bundle(target: Target, output: Path) -> Bundle:
    """Write the archive. CannotGoOn when a wheel is missing, may not be handed on, or the file cannot be written."""
    as_file(output, ".zip")
    with tempfile.TemporaryDirectory() as folder:
        wheels = _wheels(target, Path(folder))
    licensed = tuple(licences.licence(wheel.read(name, content)) for name, content in wheels.items())
    files = dict(_files(target, wheels, licensed))
    packed = archive(f"{NAME}-{__version__}-{target.platform}-py{target.tag}", _with_sums(files))
    return Bundle(put(output, packed), licensed, len(packed))


def _wheels(target: Target, folder: Path) -> dict[str, bytes]:
    """All wheels by their file's name, proven to install without an index."""
    made, got = folder / "own", folder / WHEELS
    for one in (made, got):
        one.mkdir()
    download(own_wheel(made), EXTRAS, target, got)
    for path in sorted(got.iterdir()):
        _leave_out(path)
    return {name: (got / name).read_bytes() for name in sorted(prove(REQUIREMENT, target, got))}


def _leave_out(path: Path) -> None:
    """Replace a wheel that has parts which may not be handed on."""
    folders = licences.left_out().get(path.name.split("-")[0].lower())
    if folders:
        lighter = wheel.rebuilt(wheel.read(path.name, path.read_bytes()), folders, BSD_BUILD)
        path.unlink()
        path.with_name(lighter.name).write_bytes(wheel.write(lighter))


def _files(target: Target, wheels: dict[str, bytes], licensed: tuple[Licence, ...]) -> Iterator[tuple[str, bytes]]:
    values = _values(target, wheels)
    yield "安装.bat", texts.batch("install.bat", values)
    yield "卸载.bat", texts.batch("uninstall.bat", values)
    yield "安装说明.txt", texts.note("readme.txt", values)
    yield "第三方许可.txt", texts.plain(licences.listed(item for item in licensed if item.name != NAME))
    yield "空白模板.xlsx", resources.path(TEMPLATE).read_bytes()
    yield "jixiao.xlam", resources.path(ADDIN).read_bytes()
    for name, content in wheels.items():
        yield f"{WHEELS}/{name}", content


def _with_sums(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, "校验和.txt": sums(files).encode()}


def _values(target: Target, wheels: dict[str, bytes]) -> dict[str, str]:
    (own,) = (name for name in wheels if name.startswith(f"{NAME}-"))
    major, minor = target.python.split(".")
    return {
        "version": __version__,
        "platform": target.platform,
        "python": target.python,
        "tag": target.tag,
        "major": major,
        "minor": minor,
        "bits": target.bits,
        "system": target.system,
        "requirement": REQUIREMENT,
        "wheel": own,
    }
