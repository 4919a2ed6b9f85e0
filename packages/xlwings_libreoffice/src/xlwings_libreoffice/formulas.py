"""Formulas between Excel's English A1 syntax and the one LibreOffice's API reads and prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from xlwings_libreoffice.address import COLUMNS, ROWS, letters, number

_EXCEL = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!))
    |(?P<quoted>'(?:[^']|'')*'!)
    |(?P<sheet>(?:\[[^\]]+\])?[^\W\d][\w.]*!)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.:$]))
    |(?P<word>[$\\\w.]+)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_OFFICE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<lost>\#REF!\.)
    |(?P<error>\#(?:REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!))
    |(?P<linked>'file:(?:[^']|'')*'\#\$?(?:'(?:[^']|'')*'|[\w]+)\.)
    |(?P<quoted>\$?'(?:[^']|'')*'\.)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.:$]))
    |(?P<word>[$\\\w.]+)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_LINKED = re.compile(r"^'(file:(?:[^']|'')*)'\#\$?(.*)\.$", re.DOTALL)
_BOOK = re.compile(r"^(.*)\[([^\]]+)\](.*)$", re.DOTALL)
_PLAIN_SHEET = re.compile(r"^[^\W\d]\w*$")
_LIKE_A_CELL = re.compile(r"^(?:[A-Za-z]{1,3}\d+|[Rr]\d*(?:[Cc]\d*)?|[Cc]\d*)$")
_REFERENCE = re.compile(r"^(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})$")
# how LibreOffice names functions of its add-ins; Excel knows none of these
INTERNAL = "COM.SUN."
_PREFIXES = ("_xlfn.", "_xlws.")


@dataclass(frozen=True)
class Dialect:
    """The names of functions in both languages where they differ, Excel's first."""

    office_names: Mapping[str, str] = field(default_factory=dict)
    excel_names: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(excel: Iterable[tuple[object, str]], office: Iterable[tuple[object, str]]) -> Dialect:
        """The dialect from two lists of (what the name represents, name); the first of two meanings counts."""
        theirs = _grouped(entry for entry in excel if not entry[1].startswith(INTERNAL))
        ours = _grouped(office)
        to_office: dict[str, str] = {}
        to_excel: dict[str, str] = {}
        for key in [key for key in theirs if key in ours]:
            for name in theirs[key]:
                to_office.setdefault(name, name if name in ours[key] else ours[key][0])
            for name in ours[key]:
                to_excel.setdefault(name, name if name in theirs[key] else theirs[key][0])
        return Dialect(to_office, to_excel)

    def to_office(self, formula: str) -> str:
        """`=IF('名 称'!A1>0,1,)` as LibreOffice reads it: `=IF($'名 称'.A1>0;1;)`."""
        return _ToOffice(formula, self.office_names).written()

    def to_excel(self, formula: str, sheets: Iterable[str]) -> str:
        """What LibreOffice prints, as Excel writes it; `sheets` are the names of the document's sheets."""
        plain = formula[1:-1] if formula.startswith("{=") else formula
        return _ToExcel(plain, self.excel_names, {name.lower() for name in sheets}).written()


def quoted(sheet: str) -> str:
    """A sheet's name as it is before `!`."""
    if _PLAIN_SHEET.match(sheet) and not _LIKE_A_CELL.match(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def shifted(formula: str, rows: int, columns: int) -> str:
    """Excel's formula as it reads when copied so many cells down and right; references wrap at the sheet's edge."""
    tokens = [(match.lastgroup, match.group()) for match in _EXCEL.finditer(formula)]
    parts = []
    for at, (kind, text) in enumerate(tokens):
        called = at + 1 < len(tokens) and tokens[at + 1][1] == "("
        parts.append(_moved(text, rows, columns) if kind == "word" and not called else text)
    return "".join(parts)


def _moved(word: str, rows: int, columns: int) -> str:
    match = _REFERENCE.match(word)
    if match is None:
        return word
    column_mark, column, row_mark, row = match.groups()
    column = column if column_mark else letters((number(column) - 1 + columns) % COLUMNS + 1)
    row = row if row_mark else str((int(row) - 1 + rows) % ROWS + 1)
    return f"{column_mark}{column}{row_mark}{row}"


def outside(book: str, sheet: str) -> str:
    """A sheet of another workbook as it is before `!`."""
    plain = re.match(r"^[\w.]+$", book) and quoted(sheet) == sheet
    return f"[{book}]{sheet}" if plain else "'" + f"[{book}]{sheet}".replace("'", "''") + "'"


class _Rewriter:
    """Walks the tokens of a formula; one method for each kind of token that is not kept as it is."""

    pattern: re.Pattern[str]

    def __init__(self, formula: str, names: Mapping[str, str]) -> None:
        self.tokens = [(match.lastgroup or "", match.group()) for match in self.pattern.finditer(formula)]
        self.names = names
        self.at = 0
        self.brackets: list[str] = []

    def written(self) -> str:
        parts = []
        for at, (kind, text) in enumerate(self.tokens):
            self.at = at
            rewrite: Callable[[str], str] = getattr(self, kind, str)
            parts.append(rewrite(text))
        return "".join(parts)

    def beside(self, step: int) -> tuple[str, str]:
        """The next token before or after this one that is no space."""
        at = self.at + step
        while 0 <= at < len(self.tokens) and self.tokens[at][0] == "space":
            at += step
        return self.tokens[at] if 0 <= at < len(self.tokens) else ("", "")

    def called(self, word: str) -> str:
        for prefix in _PREFIXES:
            if word.lower().startswith(prefix):
                word = word[len(prefix) :]
        return self.names.get(word.upper(), word)

    def opened(self, mark: str) -> None:
        """Keeps account of the brackets that are open: a call's, a group's or an array's."""
        if mark in "({":
            before = self.tokens[self.at - 1][0] if self.at else ""
            self.brackets.append("call" if mark == "(" and before == "word" else mark)
        elif mark in ")}" and self.brackets:
            self.brackets.pop()

    @property
    def inside(self) -> str:
        return self.brackets[-1] if self.brackets else ""


class _ToOffice(_Rewriter):
    pattern = _EXCEL

    def quoted(self, text: str) -> str:
        return self._sheet(text[1:-2])

    def sheet(self, text: str) -> str:
        return self._sheet(text[:-1])

    def word(self, text: str) -> str:
        if self.beside(1)[1] == "(":
            return self.called(text)
        return f"{text.upper()}()" if text.upper() in ("TRUE", "FALSE") else text

    def space(self, text: str) -> str:
        before, after = self.beside(-1), self.beside(1)
        refers = before[0] == "word" or before[1] == ")"
        return "!" if refers and after[0] in ("word", "quoted", "sheet") else text

    def mark(self, text: str) -> str:
        self.opened(text)
        if text == ",":
            return "~" if self.inside in ("", "(") else ";"
        if text == ";" and self.inside == "{":
            return "|"
        return "" if text == "@" else text

    def _sheet(self, name: str) -> str:
        if self.beside(1)[0] == "error":
            return ""
        if book := _BOOK.match(name.replace("''", "'")):
            folder, file, sheet = book.groups()
            place = quote((folder + file).replace("\\", "/"))
            return f"'file://{place}'#$'{sheet.replace(chr(39), chr(39) * 2)}'."
        return f"$'{name}'."


class _ToExcel(_Rewriter):
    pattern = _OFFICE

    def __init__(self, formula: str, names: Mapping[str, str], sheets: set[str]) -> None:
        super().__init__(formula, names)
        self.sheets = sheets

    def lost(self, text: str) -> str:
        return "#REF!"

    def linked(self, text: str) -> str:
        match = _LINKED.match(text)
        assert match is not None
        folder, _, file = unquote(match[1].removeprefix("file://")).rpartition("/")
        sheet = match[2][1:-1] if match[2].startswith("'") else match[2]
        return f"'{folder}/[{file}]{sheet}'!"

    def quoted(self, text: str) -> str:
        return quoted(text.lstrip("$")[1:-2].replace("''", "'")) + "!"

    def word(self, text: str) -> str:
        if self.beside(1)[1] == "(":
            return self.called(text)
        sheet, dot, rest = text.partition(".")
        if dot and sheet.lstrip("$").lower() in self.sheets:
            return f"{quoted(sheet.lstrip('$'))}!{rest}"
        return text

    def mark(self, text: str) -> str:
        self.opened(text)
        if self._closes_truth(text):
            return ""
        if text == ";":
            return ","
        return {"~": ",", "!": " "}.get(text, ";" if text == "|" and self.inside == "{" else text)

    def _closes_truth(self, mark: str) -> bool:
        """Whether this is a bracket of `TRUE()`, which Excel writes without."""
        tokens = [text for _, text in self.tokens]
        first = self.at - 1 if mark == "(" else self.at - 2
        return mark in "()" and first >= 0 and tokens[first : first + 3] in (["TRUE", "(", ")"], ["FALSE", "(", ")"])


def _grouped(names: Iterable[tuple[object, str]]) -> dict[object, list[str]]:
    groups: dict[object, list[str]] = {}
    for key, name in names:
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        if name.isascii() and name[:1].isalpha() and not name.startswith("ORG."):
            groups.setdefault(key, []).append(name)
    return {key: sorted(found, key=lambda name: name.startswith(INTERNAL)) for key, found in groups.items()}
