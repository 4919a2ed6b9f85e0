"""What the `dir` stream tells: project information, references, and one group of records for each module."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.deploy.addin.modules import Module, Sort
from jixiao.deploy.addin.records import BadRecords, Id, Record

UNSET = 0xFFFF  # the value of a cookie nobody may rely on (2.3.4.2.3)


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """One module as the `dir` stream describes it: `offset` in bytes of its text in `stream`."""

    name: str
    stream: str
    note: str
    offset: int
    is_procedural: bool


Head = tuple[Record, ...]
"""The records before the modules, references included."""


def encoding(head: Head) -> str:
    """The encoding of names and texts: the code page by its number, e.g. cp1252."""
    (page,) = (record for record in head if record.id == Id.CODE_PAGE)
    return f"cp{int.from_bytes(page.data, 'little')}"


def parse(records: Iterable[Record]) -> tuple[Head, list[ModuleRecord]]:
    """Project information and modules; BadRecords when the stream has no list of modules."""
    everything = list(records)
    split = next((at for at, record in enumerate(everything) if record.id == Id.MODULES), None)
    if split is None:
        raise BadRecords("the dir stream lists no modules")
    head = tuple(everything[:split])
    return head, [_module(group, encoding(head)) for group in _groups(everything[split:])]


def compose(head: Head, modules: Sequence[Module]) -> list[Record]:
    """The records of a whole `dir` stream; every module's text starts at offset 0."""
    count = [Record(Id.MODULES, _short(len(modules))), Record(Id.COOKIE, _short(UNSET))]
    groups = (record for module in modules for record in _records(module, encoding(head)))
    return [*head, *count, *groups, Record(Id.END)]


def named(head: Head, name: str) -> Head:
    """The same project under another name."""
    changed = Record(Id.PROJECT_NAME, name.encode(encoding(head)))
    return tuple(changed if record.id == Id.PROJECT_NAME else record for record in head)


def without_reference(head: Head, name: str) -> Head:
    """The same project without the library called `name`."""
    unwanted = Record(Id.REFERENCE_NAME, name.encode(encoding(head)))
    return tuple(record for group in _references(head) if group[:1] != [unwanted] for record in group)


def _references(records: Iterable[Record]) -> list[list[Record]]:
    """Records in groups: each reference starts with its name, a control's second name belongs to its first."""
    groups: list[list[Record]] = [[]]
    for record in records:
        after_control = bool(groups[-1]) and groups[-1][-1].id == Id.REFERENCE_CONTROL
        if record.id == Id.REFERENCE_NAME and not after_control:
            groups.append([])
        groups[-1].append(record)
    return groups


def _groups(records: Iterable[Record]) -> Iterator[dict[int, bytes]]:
    group: dict[int, bytes] = {}
    for record in records:
        if record.id == Id.MODULE_NAME:
            group = {}
        group[record.id] = record.data
        if record.id == Id.MODULE_END:
            yield group


def _module(group: dict[int, bytes], code_page: str) -> ModuleRecord:
    name, stream, note = (group[key].decode(code_page) for key in (Id.MODULE_NAME, Id.MODULE_STREAM, Id.MODULE_DOC))
    return ModuleRecord(name, stream, note, int.from_bytes(group[Id.MODULE_OFFSET], "little"), Id.STANDARD in group)


def _records(module: Module, code_page: str) -> list[Record]:
    name, wide = module.name.encode(code_page), module.name.encode("utf-16-le")
    return [
        Record(Id.MODULE_NAME, name),
        Record(Id.MODULE_NAME_WIDE, wide),
        Record(Id.MODULE_STREAM, name),
        Record(Id.MODULE_STREAM_WIDE, wide),
        Record(Id.MODULE_DOC, module.note.encode(code_page)),
        Record(Id.MODULE_DOC_WIDE, module.note.encode("utf-16-le")),
        Record(Id.MODULE_OFFSET, struct.pack("<I", 0)),
        Record(Id.MODULE_HELP, struct.pack("<I", 0)),
        Record(Id.MODULE_COOKIE, _short(UNSET)),
        Record(Id.STANDARD if module.sort is Sort.STANDARD else Id.CLASS),
        Record(Id.MODULE_END),
    ]


def _short(number: int) -> bytes:
    return struct.pack("<H", number)
