"""What code asks of Excel, found in its source: each member with its arguments, held against Excel's object model."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from xlwings_libreoffice import model

CLASSES = sorted({name.partition(".")[0] for name in model.members()})
APIS = {"app": "Application", "book": "Workbook", "sheet": "Worksheet", "copy": "Worksheet"}
"""What `.api` of xlwings' objects is, by the name our code gives them."""
NOT_EXCELS = {"MessageBoxW", "GetAsyncKeyState", "Book", "N_COM_ATTEMPTS", "CLSIDToClass"}
NOT_EXCELS |= {"EnsureModule", "LoadRegTypeLib", "GetLibAttr", "GetGeneratedFileName"}
"""Members of Windows, xlwings and pywin32; those of imported modules are given by their import."""
RESULTS = {
    "Application.ActiveWindow": "Window",
    "Application.FileDialog": "FileDialog",
    "Application.Workbooks": "Workbooks",
    "Workbooks.Add": "Workbook",
    "FileDialog.SelectedItems": "FileDialogSelectedItems",
    "Workbook.Names": "Names",
    "Worksheet.Names": "Names",
    "Names.Item": "Name",
    "Worksheet.Range": "Range",
    "Worksheet.Cells": "Range",
    "Worksheet.Protection": "Protection",
    "Range.Cells": "Range",
    "Range.CurrentArray": "Range",
    "Range.Comment": "Comment",
    "Range.AddComment": "Comment",
    "Comment.Shape": "Shape",
    "Range.FormatConditions": "FormatConditions",
    "FormatConditions.Item": "FormatCondition",
    "FormatConditions.Add": "FormatCondition",
    "FormatCondition.Interior": "Interior",
    "Range.__call__": "Range",
}


@dataclass(frozen=True)
class Use:
    """One use of a member at `line`; `given` are the arguments of a call (None: no call)."""

    line: int
    receiver: str
    member: str
    is_set: bool = False
    given: tuple[int, tuple[str, ...]] | None = None

    def fits(self, owner: str) -> bool:
        """Whether Excel's class has this member, to be used in this way."""
        known = model.found(owner, self.member)
        if self.is_set:
            return known is True
        if self.given is None or known is None:
            return known is not None
        if not isinstance(known, tuple):  # a collection is asked for one of its items
            result = RESULTS.get(f"{owner}.{self.member}", "")
            known = model.found(result, "__call__")
        if not isinstance(known, tuple):
            return False
        try:
            model.bound(self.member, known, (None,) * self.given[0], dict.fromkeys(self.given[1]))
        except (TypeError, model.ComError):
            return False
        return True


def faults_of_python(path: Path) -> list[str]:
    """Each use of a member that no class of Excel allows, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    imported = {each.asname or each.name for node in ast.walk(tree) for each in _names(node)}
    return [f"{path.name}:{fault}" for scope in scopes for fault in _of_function(scope, imported)]


def _names(node: ast.AST) -> list[ast.alias]:
    return node.names if isinstance(node, ast.Import | ast.ImportFrom) else []


def uses_of_python(path: Path) -> int:
    """How many members a module of ours uses."""
    return sum(1 for _ in _uses(ast.parse(path.read_text(encoding="utf-8"))))


def _of_function(scope: ast.FunctionDef, imported: Set[str]) -> Iterator[str]:
    kinds = _kinds(scope)
    by_receiver: dict[str, list[Use]] = defaultdict(list)
    for node, use in _uses(scope):
        owner = _kind(node.value, kinds)
        if _root(node) in imported:
            continue
        if owner is None:
            by_receiver[use.receiver].append(use)
        elif not use.fits(owner):
            yield f"{use.line} {owner}.{use.member}"
    for receiver, uses in by_receiver.items():
        if not any(all(use.fits(owner) for use in uses) for owner in CLASSES):
            yield f"{uses[0].line} {receiver}: no class has {sorted({use.member for use in uses})}"


def _uses(scope: ast.AST) -> Iterator[tuple[ast.Attribute, Use]]:
    calls = {id(node.func): node for node in ast.walk(scope) if isinstance(node, ast.Call)}
    for node in ast.walk(scope):
        if isinstance(node, ast.Attribute) and node.attr[0].isupper() and node.attr not in NOT_EXCELS:
            call = calls.get(id(node))
            named = [each.arg for each in call.keywords if each.arg] if call else []
            given = (len(call.args), tuple(named)) if call and len(named) == len(call.keywords) else None
            is_set = isinstance(node.ctx, ast.Store)
            yield node, Use(node.lineno, ast.unparse(node.value), node.attr, is_set, given)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _kinds(scope: ast.FunctionDef) -> dict[str, str]:
    """Excel's classes of the variables of a function, as far as what they are given tells."""
    kinds: dict[str, str] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            kind = _kind(node.value, kinds)
            if kind:
                kinds[node.targets[0].id] = kind
    return kinds


def _kind(node: ast.expr, kinds: Mapping[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return kinds.get(node.id)
    if isinstance(node, ast.Call):
        return _kind(node.func, kinds)
    if not isinstance(node, ast.Attribute):
        return None
    if node.attr == "api":
        holder = node.value
        name = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
        return APIS.get(name)
    owner = _kind(node.value, kinds)
    return RESULTS.get(f"{owner}.{node.attr}")


VARIABLES = {
    "Application": "Application",
    "Host": "Application",
    "ActiveWorkbook": "Workbook",
    "ThisWorkbook": "Workbook",
    "Book": "Workbook",
    "Sheet": "Worksheet",
    "Block": "Range",
    "Home": "Worksheet",
    "Parent": "Workbook",
    "Worksheets": "Sheets",
    "UsedRange": "Range",
    "Cell": "Range",
    "Given": "Range",
    "Worksheet": "Worksheet",
    "Caller": "Range",
    "Rows": "Range",
    "Columns": "Range",
    "MergeArea": "Range",
    "Cells(1, 1)": "Range",
}
"""What the variables of our macros hold."""
OTHERS = {"Python", "xlwings", "Err"}
_STRING, _COMMENT = re.compile(r'"(?:[^"]|"")*"'), re.compile(r"'.*")
_USE = re.compile(r"(?<!\w)(?=(Cells\(1, 1\)|\w+)\.(\w+)((?:\([^()]*\))?)( *= |))")


def faults_of_macros(path: Path) -> list[str]:
    """Each use of a member that Excel's class does not allow, or of a variable nobody has named, with its line."""
    return [f"{path.name}:{fault}" for fault in _of_macros(path)]


def uses_of_macros(path: Path) -> list[tuple[str, str]]:
    """Receiver and member of each use in a module of macros."""
    return [(receiver, member) for _, receiver, member, _, _ in _statements(path)]


def _of_macros(path: Path) -> Iterator[str]:
    for number, receiver, member, arguments, is_set in _statements(path):
        if receiver in OTHERS:
            continue
        owner = VARIABLES.get(receiver)
        given = _given(arguments)
        if owner is None or not Use(number, receiver, member, is_set, given).fits(owner):
            yield f"{number} {receiver}.{member}"


def _statements(path: Path) -> Iterator[tuple[int, str, str, str, bool]]:
    text = path.read_bytes().decode("ascii").replace("\r\n", "\n").replace(" _\n", " ")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("Attribute "):
            continue
        plain = _COMMENT.sub("", _STRING.sub('""', line)).strip()
        for match in _USE.finditer(plain):
            receiver, member, called, equals = match.groups()
            rest = plain[match.end(3) :]
            is_statement = match.start() == 0 and not called and not equals and rest.startswith(" ")
            arguments = f"({rest.strip()})" if is_statement else called
            yield number, receiver, member, arguments, bool(equals) and match.start() == 0


def _given(arguments: str) -> tuple[int, tuple[str, ...]] | None:
    if not arguments:
        return None
    inside = arguments[1:-1]
    while (plain := re.sub(r"\([^()]*\)", "", inside)) != inside:
        inside = plain
    parts = [part.strip() for part in inside.split(",") if part.strip()]
    named = tuple(part.partition(":=")[0] for part in parts if ":=" in part)
    return len(parts) - len(named), named
