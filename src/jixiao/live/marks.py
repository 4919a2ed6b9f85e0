"""Marks and notes on the sheets of an open workbook, the same that the file carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jixiao.form.finding import SEVERITIES, Severity
from jixiao.live.blocks import areas
from jixiao.xlsx.edit.comments import HEADING
from jixiao.xlsx.edit.marks import COLOURS, SIGN
from jixiao.xlsx.edit.note_boxes import points

if TYPE_CHECKING:
    from xlwings import Sheet

EXPRESSION = 2  # xlExpression


def put_fills(sheet: Sheet, fills: Mapping[Severity, str], marked: int) -> None:
    """Our marks on the sheet as `fills` has them, by severity; the `marked` rules that were there go."""
    if marked:
        _drop(sheet, marked)
    for severity in reversed(SEVERITIES):  # each comes first: at the end the errors lead
        for addresses in areas(fills.get(severity, "")):
            rule = sheet.api.Range(addresses).FormatConditions.Add(
                Type=EXPRESSION, Formula1=f'=LEN("{SIGN}-{severity}")>0'
            )
            rule.SetFirstPriority()
            rule.Interior.Color = _colour(COLOURS[severity])
            rule.StopIfTrue = False


def put_notes(sheet: Sheet, notes: Mapping[str, str | None]) -> None:
    """The notes of these cells as given; None takes a note away. A note of somebody else keeps its box and its author."""
    # by Excel's own members: xlwings asks three times as often, and there may be hundreds of notes
    for cell, text in notes.items():
        place = sheet.api.Range(cell)
        known = place.Comment
        if text is None:
            if known is not None:
                known.Delete()
        elif known is None:
            _fit(place.AddComment(text), text)
        else:
            known.Text(text)
            if text.startswith(HEADING):
                _fit(known, text)


def _fit(note: Any, text: str) -> None:
    """As large as its text needs; by itself Excel shows the first few lines."""
    shape = note.Shape
    shape.Width, shape.Height = points(text)


def _drop(sheet: Sheet, marked: int) -> None:
    """Ours come first, so that the many of the template behind them are seldom asked."""
    rules = sheet.api.Cells.FormatConditions
    number = 1
    for _ in range(rules.Count):
        rule = rules.Item(number)
        if rule.Type == EXPRESSION and SIGN in rule.Formula1:
            rule.Delete()
            marked -= 1
            if not marked:
                return
        else:
            number += 1


def _colour(rgb: str) -> int:
    """A colour as Excel counts it: red lowest."""
    red, green, blue = (int(rgb[at : at + 2], 16) for at in (0, 2, 4))
    return red + green * 256 + blue * 65536
