"""The XML of one cell: a typed value or a formula with its result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

from jixiao.form.table import Value

SHORT = 1000
"""Longer texts hardly ever come twice, and thousands of them would fill memory."""
TEXT_LIMIT = 32767  # Excel's limit, in UTF-16 units; a longer text makes Excel "repair" the file
CUT = "……（原文超过单元格上限 32767 字，已截断）"
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_SPECIAL = re.compile(r"[&<>\r]|_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "\n"}


def value_cell(address: str, value: Value, style: int) -> str:
    """The `<c>` of a typed value; a text stays a text whatever it begins with. `None` is an empty styled cell.

    A text is kept in its own cell, so that a patch leaves the shared string table alone.
    """
    attribute = f' s="{style}"' if style else ""
    if isinstance(value, str):
        return f'<c r="{address}"{attribute} t="inlineStr"><is>{text_element(value)}</is></c>'
    if value is None:
        return f'<c r="{address}"{attribute}/>'
    if isinstance(value, bool):
        return f'<c r="{address}"{attribute} t="b"><v>{value:d}</v></c>'
    return f'<c r="{address}"{attribute}><v>{number(value)}</v></c>'


def formula_cell(address: str, formula: str, value: Value, style: int) -> str:
    """The `<c>` of a formula (with or without "=") and its computed result; `None`: the result is not known."""
    attribute = f' s="{style}"' if style else ""
    kind = "e" if isinstance(value, str) and value in ERRORS else "str"
    return f'<c r="{address}"{attribute}{formula_tail(formula_text(formula), value, kind)}'


def formula_tail(formula: str, value: Value, kind: str = "str") -> str:
    """What follows the attributes of a formula's cell: `formula` as XML has it, and its computed result.

    `kind` is what a text is: "str", or "e" for an error value.
    """
    if isinstance(value, str):
        return f' t="{kind}"><f>{formula}</f><v>{escape(value)}</v></c>'
    if value is None:
        return f"><f>{formula}</f></c>"
    if isinstance(value, bool):
        return f' t="b"><f>{formula}</f><v>{value:d}</v></c>'
    return f"><f>{formula}</f><v>{number(value)}</v></c>"


def columns(widths: Iterable[float]) -> str:
    """The `<cols>` of columns from A on, each so many characters wide."""
    each = (f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1))
    return f"<cols>{''.join(each)}</cols>"


@lru_cache(maxsize=4096)
def number(value: Decimal | int | float) -> str:
    """A number as Excel stores it, in its shortest text: 10, 6.67, 1E-7. Raises ValueError where it is not finite.

    Equal numbers have one text, whatever their type, for one is remembered for all of them: TRUE is 1.
    """
    if isinstance(value, float):
        value = Decimal(repr(value))
    elif isinstance(value, int):
        return str(int(value))
    if not value.is_finite():
        raise ValueError(f"单元格不能写入非有限数“{value}”，请先核对计算结果")
    text = str(value) if value.adjusted() < -6 or value.adjusted() > 20 else format(value, "f")
    if "." in text and "E" not in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def text_element(text: str) -> str:
    """A `<t>` whose outer spaces and line breaks Excel keeps."""
    return _short_element(text) if len(text) <= SHORT else _element(cut(text), _escape)


@lru_cache(maxsize=8192)
def _short_element(text: str) -> str:
    return _element(text, escape)


def _element(text: str, escape: Callable[[str], str]) -> str:
    keep = text[:1].isspace() or text[-1:].isspace() or "\n" in text
    return f'<t xml:space="preserve">{escape(text)}</t>' if keep else f"<t>{escape(text)}</t>"


@lru_cache(maxsize=8192)
def escape(text: str) -> str:
    """Text for an element: entities, line breaks as LF, and Excel's `_xHHHH_` for what XML cannot hold."""
    return _escape(text)


def _escape(text: str) -> str:
    return text if _is_plain(text) else _SPECIAL.sub(_escaped, text.replace("\r\n", "\n"))


def escape_attribute(text: str) -> str:
    """Text for an attribute in double quotes; characters XML cannot hold are dropped."""
    plain = _ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


@lru_cache(maxsize=8192)
def formula_text(formula: str) -> str:
    """A formula for `<f>`: without its "=" and with entities."""
    return entities(_ILLEGAL.sub("", formula.removeprefix("=")))


def entities(text: str) -> str:
    """Text with the entities XML asks for, otherwise as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str) -> str:
    """The text within Excel's cell limit; a longer one says at its end that it was cut."""
    if len(text) * 2 <= TEXT_LIMIT or _units(text) <= TEXT_LIMIT:
        return text
    room = (TEXT_LIMIT - len(CUT)) * 2
    return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_plain(text: str) -> bool:
    """Whether nothing in `text` needs escaping; the tests of single characters are many times faster than a pattern."""
    if "&" in text or "<" in text or ">" in text:
        return False
    return (text.isprintable() and "_x" not in text) or not _SPECIAL.search(text)


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found.startswith("_x"):
        return "_x005F" + found  # the underscore itself is escaped, so the text is not taken for an escape
    return _ENTITIES.get(found) or f"_x{ord(found):04X}_"
