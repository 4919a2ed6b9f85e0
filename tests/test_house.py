"""One place for each mechanism: what would be a second one is found in the sources.

Each row of the table says what the mechanism is, how a line that does it by hand looks, and where it may be written.
"""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from jixiao.form.fields import NAMES, OF_INDICATOR
from tests.samples import ROOT

SOURCE = ROOT / "src" / "jixiao"
TEXTS = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
PLACES = {
    "how files of Office begin": (
        r"PK\\x03\\x04|\\xd0\\xcf\\x11",
        {"xlsx/opc/guard.py", "collect/containers/zip_archives.py"},  # the second looks for entries inside an archive
    ),
    "relations of a package": (r"<Relationship\b|Relationship\\s", {"xlsx/opc/new_parts.py", "xlsx/opc/opc.py"}),
    "where relations are kept": (r'"_rels"|\}\.rels"', {"xlsx/opc/opc.py"}),
    "the first line of an XML part": (
        r'<\?xml version="1\.0" encoding="UTF-8" standalone',
        {"xlsx/opc/new_parts.py", "deploy/addin/ribbon.py"},
    ),
    "a new small workbook": (r"<workbook xmlns", {"xlsx/opc/new_parts.py", "xlsx/read/values.py"}),
    "the parts of a new Word document": (
        r'"docProps/core\.xml"',
        {"exporters/docx_parts.py", "exporters/docx_package.py", "design/tidy.py", "exporters/pdf.py"},
    ),
    "letters to a column": (r"number \* 26", {"xlsx/references.py"}),
    "a column to letters": (r"divmod\(column - 1, 26\)", {"form/table.py"}),
    "references in formulas": (r"\(\?<!\[\\w.*\[A-Z", {"xlsx/references.py"}),
    "a sheet's name in quotes": (
        r"""replace\("'", "''"\)""",
        {"xlsx/references.py", "collect/links.py", "collect/parquet.py"},
    ),
    "a cell with a value": (r'<c r="\{address\}', {"xlsx/cells.py"}),
    "paths of indicators and fund rows": (r'f"(indicators|funds\.parts)\[\{', {"form/paths.py", "rules/jx2_funds.py"}),
    "what the execution rate is of": (r'base == "(initial|annual)"', {"policy/model.py", "rules/fund_rates.py"}),
    "万元 and the other units of money": (r'"亿元": ', {"form/unit.py"}),
    "a fraction as percent": (
        r"(fraction|value) \* 100",
        {"form/rounding.py", "form/unit.py", "exporters/docx_fields.py"},
    ),
    "what counts as no reason": (r'path\("workbook/reasons\.toml"\)', {"policy/reasons.py"}),
    "LibreOffice is started": (r'"soffice"', {"libreoffice.py"}),
    "numerals in Chinese": (r'"零一二三四五六七八九"', {"form/numerals.py"}),
    "data files are parsed": (
        r"tomllib\.loads\(resources",
        {
            *("form/lexicon.py", "policy/reasons.py", "recognise/labels.py", "recognise/taught.py"),
            *("report/sample.py", "rules/lists.py"),  # with Decimal
        },
    ),
}
XML = {
    "lxml": {"xlsx/stamp/read_sheet.py", "xlsx/stamp/tables.py"},
    "xml.parsers": {"xlsx/opc/events.py", "xlsx/read/plain.py", "xlsx/read/plain_part.py"},
}
"""Besides `Markup`, which leaves what it does not change as it was: trees for the template, which is ours, and a parser
for what other programs write in their own way."""
NAMED = {
    "form/fields.py": "the table itself",
    "collect/roster.py": "headings that lists of units have",
    "commands/collect.py": "columns of the summary",
    "recognise/taught.py": "labels of a form",
}
FIELDS = set(NAMES.values()) | set(OF_INDICATOR.values())


def written_by_hand(pattern: str) -> set[str]:
    return {name for name, text in TEXTS.items() if re.search(pattern, text)}


def texts(module: str) -> set[str]:
    """The texts of a module that stand alone, as in a table."""
    nodes = ast.walk(ast.parse(TEXTS[module]))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("what", PLACES)
def test_each_mechanism_is_in_its_one_place(what):
    pattern, places = PLACES[what]
    found = written_by_hand(pattern)
    assert found and found <= places


@pytest.mark.parametrize("parser", XML)
def test_workbooks_are_read_by_few_techniques(parser):
    found = written_by_hand(rf"(?m)^\s*(from|import) {re.escape(parser)}\b")
    assert {name for name in found if name.startswith("xlsx/")} == XML[parser]


def test_names_of_fields_come_from_one_table():
    found = {name for name in TEXTS if len({text.lstrip(">") for text in texts(name)} & FIELDS) > 2}
    assert found <= set(NAMED)


def test_names_of_sheets_are_data():
    sheets = set()
    for file in ("layout", "collected"):
        sheets |= set(
            tomllib.loads((ROOT / "workbook" / f"{file}.toml").read_text(encoding="utf-8"))["sheets"].values()
        )
    allowed = {
        ("form/fields.py", "汇总表"),  # the part of a workbook that a finding may be about
        ("submit/last_year.py", "上年数据"),  # what the sheet itself says
        ("collect/links.py", "项目明细"),
    }
    assert {(name, text) for name in TEXTS for text in texts(name) & sheets} <= allowed


def test_a_second_table_of_names_would_be_found(monkeypatch):
    monkeypatch.setitem(TEXTS, "sheets/extra.py", 'HEADS = ("项目名称", ">全年预算数", "实际完成值")')
    assert len({text.lstrip(">") for text in texts("sheets/extra.py")} & FIELDS) == 3


def test_no_module_is_two():
    assert {name: lines for name, text in TEXTS.items() if (lines := text.count("\n")) > 300} == {}


REGISTERED = ("each_", "across_")
"""How the decorators of rules begin, which say of a rule what a docstring would."""


def without_docstring(module: str) -> list[str]:
    """The public classes and functions of a module that do not say what they are."""
    found, ahead = [], list(ast.parse(TEXTS[module]).body)
    while ahead:
        item = ahead.pop()
        if isinstance(item, (ast.FunctionDef, ast.ClassDef)) and not item.name.startswith("_"):
            is_rule = any(ast.unparse(each).startswith(REGISTERED) for each in item.decorator_list)
            found += [] if is_rule or ast.get_docstring(item) else [item.name]
            ahead += item.body if isinstance(item, ast.ClassDef) else []
    return found


def test_public_functions_say_what_they_are():
    found = {name: lacking for name in TEXTS if (lacking := without_docstring(name))}
    assert found == {}
