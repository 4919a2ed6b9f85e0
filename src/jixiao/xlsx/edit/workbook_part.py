"""The workbook part as text: sheets listed, added and taken out, with the names and positions that count by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jixiao.xlsx.cells import escape, escape_attribute
from jixiao.xlsx.edit.worksheet_order import relation_attribute
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import DAMAGED, PackageError
from jixiao.xlsx.opc.markup import Element, Markup
from jixiao.xlsx.opc.opc import Sheet, sheets, workbook_part
from jixiao.xlsx.opc.parts import cut_off, forget_parts, related, unrelate

# what may be before definedNames, and what must be behind calcPr
# fmt: off
BEFORE_NAMES = (
    "fileVersion", "fileSharing", "revisionPtr", "workbookPr", "AlternateContent", "workbookProtection", "bookViews",
    "sheets", "functionGroups", "externalReferences",
)
# fmt: on
WAS_CLOSED, WAS_OPEN = "\t", "\t\t"
"""Layout behind the last of our names in a list that was empty: openpyxl writes such lists."""


def add_tab(archive: Archive, name: str, relation: str, at: int) -> None:
    """List a sheet at a zero-based position; what counts by position moves along."""
    markup = _workbook(archive)
    listed = _child(markup, "sheets")
    tabs = markup.children(listed)
    number = max((int(tab.attributes.get("sheetId", 0)) for tab in tabs), default=0) + 1
    given = f' name="{escape_attribute(name)}" sheetId="{number}"{relation_attribute(markup, relation)}'
    place = tabs[at].start if at < len(tabs) else listed.inside_end
    markup.insert(place, f"<{markup.root.prefix}sheet{given}/>")
    _renumber(markup, lambda index: index + 1 if index >= at else index)
    _store(archive, markup)


def remove_tab(archive: Archive, at: int) -> None:
    """Take a sheet off the list, and its own names with it."""
    markup = _workbook(archive)
    markup.remove(markup.children(_child(markup, "sheets"))[at])
    _renumber(markup, lambda index: None if index == at else index - 1 if index > at else index)
    _store(archive, markup)
    _drop_empty_names(archive)


def name_texts(archive: Archive, at: int | None) -> dict[str, Markup]:
    """The names of the sheet at a position (None: of the workbook) as written, by name in lower case."""
    markup = _workbook(archive)
    scope = None if at is None else str(at)
    return {
        item.attributes.get("name", "").lower(): Markup(markup.source(item))
        for item in markup.items("definedNames")
        if item.attributes.get("localSheetId") == scope
    }


def drop_names(archive: Archive, at: int) -> None:
    """Take away the names of the sheet at a position."""
    markup = _workbook(archive)
    for item in markup.items("definedNames"):
        if item.attributes.get("localSheetId") == str(at):
            markup.remove(item)
    _store(archive, markup)
    _drop_empty_names(archive)


def add_names(archive: Archive, entries: Iterable[tuple[str, str]]) -> None:
    """Add names: pairs of attributes as written and the text they refer to."""
    markup = _workbook(archive)
    p = markup.root.prefix
    text = "".join(f"<{p}definedName{given}>{escape(refers)}</{p}definedName>" for given, refers in entries)
    if not text:
        return
    names = markup.child("definedNames")
    if names is not None:
        markup.append(names, text if markup.children(names) else text + (WAS_CLOSED if names.closed else WAS_OPEN))
    else:
        markup.insert(_behind(markup, BEFORE_NAMES), f"<{p}definedNames>{text}</{p}definedNames>")
    _store(archive, markup)


def drop_calculation_chain(archive: Archive) -> None:
    """Remove calcChain.xml, which lists formula cells: a stale entry makes Excel "repair", a missing part does not."""
    main = workbook_part(archive)
    found = related(archive, main, "calcChain")
    if found is not None:
        unrelate(archive, main, [found.id])
        forget_parts(archive, [found.target])


def detach(archive: Archive, part: str, relation: str) -> None:
    """Remove a sheet's part with everything only it needed."""
    cut_off(archive, workbook_part(archive), lambda item: item.id == relation)


def empty(archive: Archive, sheet: Sheet) -> None:
    """Take a sheet's drawings, notes, links and names away; its tab and its part stay."""
    at = position_of(archive, sheet.name)
    if at is not None:
        drop_names(archive, at)
    cut_off(archive, sheet.part, lambda item: True)


def position_of(archive: Archive, name: str) -> int | None:
    """The zero-based position of a sheet; names are compared as Excel does, whatever their case."""
    for at, sheet in enumerate(sheets(archive)):
        if sheet.name.casefold() == name.casefold():
            return at
    return None


def sheet_named(archive: Archive, name: str) -> Sheet:
    """The sheet of that name. Raises PackageError where there is none."""
    at = position_of(archive, name)
    if at is None:
        raise PackageError(f"工作簿“{archive.name}”中没有工作表“{name}”，请核对工作表名称")
    return sheets(archive)[at]


def _workbook(archive: Archive) -> Markup:
    return Markup(archive.text(workbook_part(archive)))


def _store(archive: Archive, markup: Markup) -> None:
    archive.write(workbook_part(archive), markup.result().encode())


def _child(markup: Markup, local: str) -> Element:
    found = markup.child(local)
    if found is None:
        raise PackageError(f"工作簿部件缺少 {local} 元素；{DAMAGED}")
    return found


def _behind(markup: Markup, locals_: tuple[str, ...]) -> int:
    return max((item.end for item in markup.children() if item.local in locals_), default=markup.root.inside)


def _renumber(markup: Markup, moved: Callable[[int], int | None]) -> None:
    for item in markup.items("definedNames"):
        scope = item.attributes.get("localSheetId")
        new = moved(int(scope)) if scope is not None else -1
        if new is None:
            markup.remove(item)
        elif new >= 0 and new != int(scope or 0):
            markup.give(item, {"localSheetId": str(new)})
    for view in markup.every("workbookView"):
        given = {name: view.attributes.get(name) for name in ("activeTab", "firstSheet")}
        at = {name: (int(index), moved(int(index))) for name, index in given.items() if index is not None}
        markup.give(view, {name: str(new or 0) for name, (old, new) in at.items() if new != old})


def _drop_empty_names(archive: Archive) -> None:
    """A list of names with none left in it goes, or becomes as it was before ours were added to an empty one."""
    markup = _workbook(archive)
    names = markup.child("definedNames")
    if names is None or names.closed or markup.children(names):
        return
    inner = markup.inner(names)
    if inner == WAS_CLOSED:
        markup.replace(names.start, names.end, f"<{names.tag}{names.given}/>")
    elif inner.endswith(WAS_OPEN):
        markup.replace(names.inside, names.inside_end, inner.removesuffix(WAS_OPEN))
    else:
        markup.remove(names)
    _store(archive, markup)
