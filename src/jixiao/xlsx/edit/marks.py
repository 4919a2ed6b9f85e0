"""Marks on cells: a fill by severity and a note, laid over the cell so that its own style is never touched.

The fill is a conditional format with a formula of our own and not a changed cell style: Excel, WPS, LibreOffice and
openpyxl renumber the styles of a file when they save it, so a remembered style number would soon mean something
else, while a conditional format they all keep. Taking it away leaves the cells exactly as their owner styled them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from jixiao.form.finding import SEVERITIES, Severity
from jixiao.xlsx.edit.styles import Styles, styles_part, without_last
from jixiao.xlsx.edit.worksheet_order import add_child, merged_area
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup

# as in the legend on 填报说明
COLOURS: Mapping[Severity, str] = MappingProxyType({"error": "F8CBAD", "warning": "FFE699", "notice": "DDEBF7"})
SIGN = "jixiao-mark"
_PRIORITY = re.compile(r"""(\spriority\s*=\s*["'])(\d+)(["'])""")


def add_fills(archive: Archive, sheet: Markup, cells: Mapping[str, Severity]) -> None:
    """Colour cells by severity, a merged block as a whole; our rules come first, those of others keep their order."""
    first = _add_formats(archive)
    areas = {
        severity: " ".join(merged_area(sheet, cell) for cell, given in cells.items() if given == severity)
        for severity in SEVERITIES
    }
    used = [severity for severity in SEVERITIES if areas[severity]]
    _renumber(sheet, lambda priority: priority + len(used))
    for priority, severity in enumerate(used, 1):
        rule = _rule(sheet, severity, first + SEVERITIES.index(severity), priority)
        add_child(sheet, "conditionalFormatting", f' sqref="{areas[severity]}"', rule)


def clear_fills(sheet: Markup) -> bool:
    """Take our fills off a sheet; whether there were any. Rules of others in the same block stay."""
    if SIGN not in sheet.text:
        return False
    for block in sheet.children():
        if block.local == "conditionalFormatting" and SIGN in sheet.source(block):
            rules = sheet.children(block)
            ours = [rule for rule in rules if SIGN in sheet.source(rule)]
            for element in [block] if len(ours) == len(rules) else ours:
                sheet.remove(element)
    gone = [int(rule.attributes.get("priority", "1")) for rule in sheet.every("cfRule") if SIGN in sheet.source(rule)]
    _renumber(sheet, lambda priority: priority - sum(number < priority for number in gone))
    return True


def fills(sheet: Markup) -> dict[Severity, str]:
    """The cells and blocks our fills colour, as a list of addresses by severity; Excel keeps a long list in several rules."""
    found: dict[Severity, str] = {}
    for block in sheet.children():
        if block.local == "conditionalFormatting" and SIGN in sheet.source(block):
            for severity in SEVERITIES:
                if f"{SIGN}-{severity}" in sheet.source(block):
                    found[severity] = f"{found.get(severity, '')} {block.attributes.get('sqref', '')}".strip()
    return found


def drop_formats(archive: Archive) -> None:
    """Take the formats of the fills out of the styles, where they are the last ones."""
    part = styles_part(archive)
    text = archive.text(part)
    archive.write(part, without_last(text, "dxfs", _formats(Markup(text).root.prefix)).encode())


def _add_formats(archive: Archive) -> int:
    part = styles_part(archive)
    styles = Styles(archive.text(part))
    wanted = _formats(styles.prefix)
    entries = styles.entries("dxfs")
    if entries[-len(wanted) :] != wanted:
        entries.extend(wanted)
        archive.write(part, styles.result().encode())
    return len(entries) - len(wanted)


def _formats(prefix: str) -> list[str]:
    p = prefix
    return [
        f'<{p}dxf><{p}fill><{p}patternFill><{p}bgColor rgb="FF{COLOURS[severity]}"/></{p}patternFill></{p}fill></{p}dxf>'
        for severity in SEVERITIES
    ]


def _rule(sheet: Markup, severity: Severity, number: int, priority: int) -> str:
    p = sheet.root.prefix
    formula = f'<{p}formula>LEN("{SIGN}-{severity}")&gt;0</{p}formula>'
    return f'<{p}cfRule type="expression" dxfId="{number}" priority="{priority}">{formula}</{p}cfRule>'


def _renumber(sheet: Markup, moved: Callable[[int], int]) -> None:
    """Move the priorities of the rules of others, those Excel keeps in extLst included."""
    for rule in sheet.every("cfRule"):
        if SIGN not in sheet.source(rule):
            end = rule.start + len(rule.tag) + 1 + len(rule.given)
            given = _PRIORITY.sub(lambda found: f"{found[1]}{moved(int(found[2]))}{found[3]}", rule.given, count=1)
            sheet.replace(end - len(rule.given), end, given)


def worst(severities: Iterable[Severity]) -> Severity:
    """The gravest of several severities."""
    return min(severities, key=SEVERITIES.index)
