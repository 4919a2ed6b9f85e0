"""离线安装包: all that a Windows PC without a network needs, in one zip archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
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
    """The archive written, and the licences of the wheels in it; `size` and `unpacked` in bytes."""

    saved: Saved
    wheels: tuple[Licence, ...]
    size: int
    unpacked: int


def bundle(target: Target, output: Path) -> Bundle:
    """Write the archive for PCs that have Python.

    CannotGoOn when a wheel is missing, may not be handed on, or the file cannot be written.
    """
    as_file(output, ".zip")
    wheels = wheels_for(target)
    terms = licences_of(wheels)
    files = dict(_files(target, wheels)) | shared_files(licences.listed(without_own(terms)))
    return write(f"{NAME}-{__version__}-{target.platform}-py{target.tag}", files, terms, output)


def wheels_for(target: Target) -> dict[str, bytes]:
    """All wheels by their file's name, proven to install on the target without an index."""
    with tempfile.TemporaryDirectory() as place:
        made, got = Path(place) / "own", Path(place) / WHEELS
        for one in (made, got):
            one.mkdir()
        download(own_wheel(made), EXTRAS, target, got)
        for path in sorted(got.iterdir()):
            _leave_out(path)
        return {name: (got / name).read_bytes() for name in sorted(prove(REQUIREMENT, target, got))}


def licences_of(wheels: Mapping[str, bytes]) -> tuple[Licence, ...]:
    """The licence of each wheel; CannotGoOn where one may not be handed on."""
    return tuple(licences.licence(wheel.read(name, content)) for name, content in wheels.items())


def without_own(terms: tuple[Licence, ...]) -> tuple[Licence, ...]:
    """The licences of others."""
    return tuple(item for item in terms if item.name != NAME)


def shared_files(listed: str) -> dict[str, bytes]:
    """What every bundle has beside the program: the list of licences, the template, the add-in."""
    return {
        "第三方许可.txt": texts.plain(listed),
        "空白模板.xlsx": resources.path(TEMPLATE).read_bytes(),
        "jixiao.xlam": resources.path(ADDIN).read_bytes(),
    }


def write(folder: str, files: Mapping[str, bytes], terms: tuple[Licence, ...], output: Path) -> Bundle:
    """Write `files` in a folder of that name, with the sum of each."""
    complete = {**files, "校验和.txt": sums(files).encode()}
    packed = archive(folder, complete)
    return Bundle(put(output, packed), terms, len(packed), sum(map(len, complete.values())))


def _leave_out(path: Path) -> None:
    """Replace a wheel that has parts which may not be handed on."""
    folders = licences.stated("left_out").get(path.name.split("-")[0].lower())
    if folders:
        lighter = wheel.rebuilt(wheel.read(path.name, path.read_bytes()), folders, BSD_BUILD)
        path.unlink()
        path.with_name(lighter.name).write_bytes(wheel.write(lighter))


def _files(target: Target, wheels: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    values = _values(target, wheels)
    yield "安装.bat", texts.batch("install.bat", values)
    yield "卸载.bat", texts.batch("uninstall.bat", values)
    yield "安装说明.txt", texts.note("readme.txt", values)
    for name, content in wheels.items():
        yield f"{WHEELS}/{name}", content


def _values(target: Target, wheels: Mapping[str, bytes]) -> dict[str, str]:
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
