"""Workbooks made to exhaust whoever reads them: none ends the process, each is read or refused as text."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Sequence

import pytest

from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.read.formats import MOST, Formats, formats
from jixiao.xlsx.read.read import read

RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="{{}}"/></cellXfs></styleSheet>'
GIB = 1 << 30
READER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
from jixiao.errors import CannotGoOn
from jixiao.xlsx.read.formats import MOST, Formats, formats
from jixiao.xlsx.read.read import read
for path in sys.argv[2:]:
    try:
        print("read", sum(len(table.rows) for table in read(path).tables))
    except CannotGoOn as refused:
        print("refused", refused)
"""


def sheet(cells: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'


def number(cell: str, text: str, style: int = 0) -> str:
    return f'<c r="{cell}" s="{style}"><v>{text}</v></c>'


def texts(count: int) -> str:
    """So many cells that all show the first shared text."""
    return "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, count + 1))


def strings(items: str, given: str = "") -> str:
    return f'<sst xmlns="{MAIN}"{given}>{items}</sst>'


def book(sheets: Sequence[str], **beside: str) -> bytes:
    """A workbook of these sheets, with `sharedStrings` and `styles` where they are given."""
    names = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="{name}" sheetId="{name}" r:id="rId{name}"/>' for name in names)
    related = [(f"rId{name}", "worksheet", f"worksheets/sheet{name}.xml") for name in names]
    related += [(kind, kind, f"{kind}.xml") for kind in beside]
    relations = "".join(
        f'<Relationship Id="{each}" Type="{TYPES}/{kind}" Target="{to}"/>' for each, kind, to in related
    )
    main = f'<Relationship Id="r1" Type="{TYPES}/officeDocument" Target="xl/workbook.xml"/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", RELATIONS.format(main))
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{TYPES}"><sheets>{listed}</sheets></workbook>'
        )
        package.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(relations))
        for name, xml in zip(names, sheets, strict=True):
            package.writestr(f"xl/worksheets/sheet{name}.xml", xml)
        for kind, xml in beside.items():
            package.writestr(f"xl/{kind}.xml", xml)
    return stream.getvalue()


ONE = sheet(number("A1", "1"))
SHARED = sheet(texts(1))
LONG = f"<si><t>{'长' * 32_767}</t></si>"
HOSTILE = {
    "texts counted in tens of thousands of millions": book(
        [SHARED], sharedStrings=strings("<si><t>a</t></si>", ' count="1" uniqueCount="10000000000"')
    ),
    "more texts than numbers can count": book(
        [SHARED], sharedStrings=strings("<si><t>a</t></si>", ' uniqueCount="18446744073709551615"')
    ),
    "one long text in many cells": book([sheet(texts(4_000))], sharedStrings=strings(LONG)),
    "two cells far apart": book([sheet(number("A1", "1") + number("ZZ56000", "1"))]),
    "two cells far apart on each of several sheets": book([sheet(number("A1", "1") + number("ZZ47000", "1"))] * 3),
    "thousands of empty sheets": book([sheet(number("A1", "1") + number("Z990", "1"))] * 1_700),
    "a dimension beyond all sheets": book([sheet(number("A1", "1"), '<dimension ref="A1:XFD1048576"/>')]),
    "a dimension beyond all numbers": book([sheet(number("A1", "1"), '<dimension ref="A1:ZZZZZZZ99999999999"/>')]),
    "a merged area beyond all sheets": book(
        [sheet(number("A1", "1"), after='<mergeCells count="99999999999"><mergeCell ref="A1:XFD1048576"/></mergeCells>')]
    ),
    "a merged area beyond all numbers": book(
        [sheet(number("A1", "1"), after='<mergeCells><mergeCell ref="A1:ZZZZZZ99999999999"/></mergeCells>')]
    ),
    "formats counted in millions of millions": book([ONE], styles=STYLES.replace('"2"', '"9999999999999"').format(14)),
    "a text of a number that is none": book([sheet('<c r="A1" t="s"><v>99999999999999999999</v></c>')], sharedStrings=strings("")),
    "a date beyond the calendar": book([sheet(number("A1", "-1e300", 1))], styles=STYLES.format(14)),
    "a time beyond all clocks": book([sheet(number("A1", "1e15", 1))], styles=STYLES.format(46)),
}  # fmt: skip


def test_no_workbook_ends_the_process_that_reads_it(tmp_path):
    pytest.importorskip("resource")
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(HOSTILE))]
    for path, content in zip(paths, HOSTILE.values(), strict=True):
        path.write_bytes(content)
    done = subprocess.run([sys.executable, "-c", READER, str(GIB), *paths], capture_output=True, text=True, check=False)
    answers = dict(zip(HOSTILE, done.stdout.splitlines(), strict=False))
    assert done.returncode == 0 and answers.keys() == HOSTILE.keys() and not done.stderr, done.stderr
    assert {name for name, answer in answers.items() if not answer.startswith(("read", "refused “"))} == set()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("one long text in many cells", "文字合计超过 256 MB"),
        ("a date beyond the calendar", "工作表“1”.*数值太大"),
        ("a time beyond all clocks", "日期或时长格式.*数值太大.*改正"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(name, message):
    book = read(HOSTILE[name], name="自评.xlsx")
    with pytest.raises(PackageError, match=message):
        book.table("1")


@pytest.mark.parametrize("format_id", [14, 21, 22, 46])
@pytest.mark.parametrize("days", ["-1e300", "-1E+12", "-106751991168", "-9999999999999", "-1e400", "-inf"])
def test_a_time_before_all_calendars_is_refused_without_a_word_of_the_library(format_id, days, capfd):
    content = book([sheet(number("A1", days, 1))], styles=STYLES.format(format_id))
    with pytest.raises(PackageError, match=r"工作表“1”.*数值太大"):
        read(content, name="自评.xlsx").table("1")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("days", ["-1", "-100000000000", "0", "45000", "1e300", "350402199001011234"])
def test_a_time_the_library_counts_with_is_left_to_it(days, capfd):
    found = read(book([sheet(number("A1", days, 1))], styles=STYLES.format(14)))
    assert found.table("1").rows and capfd.readouterr().err == ""


def test_a_percentage_that_is_no_number_stays_what_it_is():
    found = read(book([sheet(number("A1", "inf", 1) + number("B1", "0.5", 1))], styles=STYLES.format(9)))
    assert found.table("1").rows == ((float("inf"), "50%"),)


@pytest.mark.parametrize(
    ("code", "shown"), [("[h]", "1 day, 12:00:00"), ("[SS].000", "1 day, 12:00:00"), ("[red]0", 1.5)]
)
def test_time_that_has_passed_shows_as_text(code, shown):
    styles = STYLES.replace("<cellXfs", f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><cellXfs')
    found = read(book([sheet(number("A1", "1.5", 1))], styles=styles.format(164)))
    assert found.table("1").rows == ((shown,),)


def test_a_number_that_is_no_time_may_be_as_low_as_it_likes():
    found = read(book([sheet(number("A1", "-1e300"))], styles=STYLES.format(14)))
    assert found.table("1").rows == ((-1e300,),)


@pytest.mark.parametrize(("item", "count"), [('<numFmt numFmtId="164" formatCode="0"/>', 1), ('<xf numFmtId="9"/>', 2)])
def test_more_formats_than_excel_opens_are_refused_before_they_are_read(item, count, monkeypatch):
    monkeypatch.setattr("jixiao.xlsx.read.read.formats", lambda styles: pytest.fail("read"))
    found = read(
        book([ONE], styles=STYLES.format(9).replace("<xf", item * (count * MOST + 1) + "<xf", 1)), name="自评.xlsx"
    )
    with pytest.raises(PackageError, match=r"“自评\.xlsx”的单元格格式超过 65490 种.*另存"):
        found.table("1")


def test_of_a_number_format_only_as_much_is_looked_at_as_excel_allows():
    coded = STYLES.replace("<cellXfs", '<numFmts><numFmt numFmtId="164" formatCode="{}"/></numFmts><cellXfs').replace(
        '"{}"/></c', '"164"/></c'
    )
    assert formats(coded.format("0" * 254 + "%").encode()).percent == {1}
    assert formats(coded.format("[" * 255 + "%").encode()) == Formats()


def test_a_number_of_texts_that_is_wrong_does_not_matter():
    found = read(HOSTILE["texts counted in tens of thousands of millions"]).tables
    assert found[0].rows == (("a",),)


def test_many_cells_with_long_texts_are_read_where_few_show_the_longest():
    many = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{row > 2:d}</v></c></row>' for row in range(1, 4_001))
    (table,) = read(book([sheet(many)], sharedStrings=strings(f"{LONG}<si><t>短</t></si>"))).tables
    assert table.rows[2:] == (("短",),) * 3_998 and len(table.rows[0][0]) == 32_767


def test_a_long_shared_formula_is_not_written_out_for_every_cell(monkeypatch):
    monkeypatch.setattr("jixiao.xlsx.read.scan.LONGEST_SHARED", 10_000)
    first = f'<c r="A1"><f t="shared" ref="A1:A99" si="0">{"B1+" * 1_000}B1</f><v>1</v></c>'
    others = "".join(f'<c r="A{row}"><f t="shared" si="0"/><v>1</v></c>' for row in range(2, 100))
    found = read(book([sheet(first + others)])).formulas["1"]
    assert found["A3"] == "B3+" * 1_000 + "B3" and found["A99"] == "" and len(found) == 99
