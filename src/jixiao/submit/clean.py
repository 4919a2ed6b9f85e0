"""The copy that leaves the house: no marks, no 校验结果, no macros, the first sheet on top, nobody's private data."""

from __future__ import annotations

import re
from datetime import datetime

from jixiao.sheets.settings import sheet_name
from jixiao.submit.redact_machine import forget_machine
from jixiao.submit.redact_people import forget_people
from jixiao.submit.redact_properties import anonymise
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.opc import sheets, workbook_part
from jixiao.xlsx.opc.parts import TYPES, cut_off

MACRO_KINDS = frozenset({"vbaProject", "attachedToolbars"})
MACRO_SHEETS = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})
RIBBON_KINDS = frozenset({"extensibility", "userCustomization"})
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPES = re.compile(r"application/vnd\.ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml")
BUTTON = re.compile(r'(\smacro=")[^"]+(")|<x:FmlaMacro>[^<]*</x:FmlaMacro>')


def clean(content: bytes, name: str, author: str, at: datetime) -> Patch:
    """The workbook to send, still open for its manifest; values, formulas and the texts of notes stay as they are.

    `author` is in the document properties instead of a person, `at` as their only time.
    """
    patch = Patch.open(content, name=name)
    patch.clear_marks()
    for sheet in map(sheet_name, ("findings", "manifest")):
        if sheet in patch.sheets:
            patch.lift(sheet)
    _drop_macros(patch)
    _show_first(patch.archive)
    anonymise(patch.archive, author, at)
    forget_people(patch.archive)
    forget_machine(patch.archive)
    return patch


def _drop_macros(patch: Patch) -> None:
    archive = patch.archive
    for sheet in sheets(archive):
        if sheet.kind in MACRO_SHEETS:
            patch.remove_sheet(sheet.name)
    cut_off(archive, workbook_part(archive), lambda item: item.kind in MACRO_KINDS)
    cut_off(archive, "", lambda item: item.kind in RIBBON_KINDS)
    archive.write(TYPES, MACRO_TYPES.sub(MAIN_TYPE, archive.text(TYPES)).encode())
    for part in [part for part in archive if part.startswith("xl/drawings/") and part.endswith((".xml", ".vml"))]:
        _unbind_buttons(archive, part)


def _unbind_buttons(archive: Archive, part: str) -> None:
    """A button whose macro is gone would only complain when it is pressed."""
    text = archive.read(part).decode("utf-8", "surrogateescape")
    plain = BUTTON.sub(lambda found: f"{found[1]}{found[2]}" if found[1] else "", text)
    if plain != text:
        archive.write(part, plain.encode("utf-8", "surrogateescape"))


def _show_first(archive: Archive) -> None:
    """Open on the first sheet that can be seen, and select no other with it."""
    tabs = sheets(archive)
    first = next((at for at, sheet in enumerate(tabs) if sheet.state == "visible"), 0)
    main = Markup(archive.text(workbook_part(archive)))
    for view in main.every("workbookView"):
        main.give(view, {"activeTab": str(first), "firstSheet": None})
    archive.write(workbook_part(archive), main.result().encode())
    for at, sheet in enumerate(tabs):
        if sheet.part in archive:
            _select(archive, sheet.part, "1" if at == first else None)


def _select(archive: Archive, part: str, selected: str | None) -> None:
    markup = Markup(archive.text(part))
    views = [view for view in markup.every("sheetView") if view.attributes.get("tabSelected") != selected]
    for view in views:
        markup.give(view, {"tabSelected": selected})
    if views:
        archive.write(part, markup.result().encode())
