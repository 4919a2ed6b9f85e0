"""Builds `workbook/jixiao.xlam` from `macros/` and the installed xlwings; the same source gives the same bytes."""

from __future__ import annotations

from pathlib import Path

from jixiao import resources
from jixiao.deploy.addin import buttons, callbacks, functions, project, ribbon, shipped
from jixiao.deploy.addin.modules import standard
from jixiao.deploy.addin.project import Project
from jixiao.xlsx.opc.pack import compress, pack

MACROS, PARTS, OUTPUT = "macros", "macros/package", "workbook/jixiao.xlam"
PROJECT_NAME, SETTINGS = "Jixiao", "jixiao"
_FIRST, _PROJECT_PART = "[Content_Types].xml", "xl/vbaProject.bin"


def build() -> bytes:
    """The add-in as a file, from what `macros/` holds; `write_sources` first where the table has changed."""
    parts = {**package_parts(), **shipped.parts(), _PROJECT_PART: project.write(macros())}
    # the content types come first, as readers of streams expect them
    names = sorted(parts, key=lambda name: (name != _FIRST, name))
    return pack(compress(name, parts[name]) for name in names)


def macros() -> Project:
    """The VBA project: the runner of xlwings, then every module of `macros/`."""
    sources = sorted(resources.path(MACROS).glob("*.bas"))
    own = [standard(source.read_text(encoding="ascii")) for source in sources]
    return shipped.base().named(PROJECT_NAME).with_modules([shipped.runner(SETTINGS), *own])


def package_parts() -> dict[str, bytes]:
    """The parts of the package that are kept as files, by their name in it."""
    folder = resources.path(PARTS)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in files}


def sources() -> dict[Path, str]:
    """The files of `macros/` that the tables of buttons and functions give, with their text; lines end in `\\n`."""
    tab = buttons.load()
    folder, parts = resources.path(MACROS), resources.path(PARTS)
    modules = callbacks.modules(tab) | {functions.MODULE: functions.module(functions.load())}
    made = {folder / f"{name}.bas": text for name, text in modules.items()}
    return made | {parts / name: text for name, text in ribbon.parts(tab).items()}


def write_sources() -> None:
    """Write the generated files; modules with the line ends that the VBA editor imports."""
    for path, text in sources().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\r\n" if path.suffix == ".bas" else "\n")


def main() -> None:
    """Write the generated sources and the add-in."""
    write_sources()
    resources.path(OUTPUT).write_bytes(build())
    print(OUTPUT)


if __name__ == "__main__":
    main()
