"""Sound workbooks written in unusual ways: the same forms, marked and cleared without a trace."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from jixiao.cli import main
from jixiao.exporters.json import form as as_json
from jixiao.importers import read
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.read import stray
from jixiao.xlsx.read.read import read as open_book
from jixiao.xlsx.read.stray import bounded
from tests.build import form
from tests.importers.documents import official
from tests.importers.sheets_and_pages import xlsx
from tests.samples import ROOT

FOLDER = ROOT / "tests" / "data" / "odd-files"
SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"
SAME = ("xfd_value", "sheetname", "target_backslash", "workbook22", "amt_zwsp", "single_quotes")


@pytest.mark.parametrize("name", SAME)
def test_a_workbook_in_unusual_dress_gives_the_same_forms(name):
    assert _fields(FOLDER / f"{name}.xlsx") == _fields(SAMPLE)


def test_a_percent_cell_is_one_whatever_the_order_of_its_attributes():
    forms = read(FOLDER / "targ_t095tnp.xlsx").forms
    assert len(forms) == 15 and forms[3].indicators[8].target == "90%"


def test_a_cell_at_the_far_corner_is_named_and_not_read():
    assert open_book(FOLDER / "xfd_value.xlsx").stray == {"环卫经费项目": ("XFD1048576",)}


FAR = [
    ('<c r="XFD1048576" t="s"><v>1</v></c>', ["XFD1048576"]),
    ("<c t='inlineStr' r='XFD1048576'><is><t>x</t></is></c>", ["XFD1048576"]),
    ('<x:c xmlns:x="x" s="1" r="XFD1048576"><x:v>1</x:v></x:c>', ["XFD1048576"]),
    ('<c\nr = "xfd1048576"><!-- --><v><![CDATA[1]]></v></c>', ["XFD1048576"]),
    ('<c r="A99999999999"><v>1</v></c><c r="ZZZZZZZZZ2"><v>1</v></c>', ["A1048577", "XFE2"]),
    ("<c/>" * 16383 + "<c><v>1</v></c>", ["XFD1048576"]),
    ('<c r="XFD1048576" s="4"/>', []),
]


@pytest.mark.parametrize(("cells", "dropped"), FAR)
def test_far_cells_with_content_are_found_however_they_are_written(cells, dropped):
    kept = '<row r="1"><c r="A1"><v>1</v></c></row>'
    text = f'<worksheet><sheetData>{kept}<row r="1048576">{cells}</row></sheetData></worksheet>'.encode()
    found = bounded(text)
    assert sorted(found.stray) == dropped and found.area == 1
    assert b"XF" not in found.xml and kept.encode() in found.xml


def test_a_long_narrow_sheet_is_read_whole_where_its_cells_are_in_the_file():
    cells = b'<c r="AD1000000"><v>1</v></c>' * (30_000_000 // stray.SPARSE)
    data = b'<sheetData><row r="1000000">' + cells + b"</row></sheetData>"
    text = b"<x>" + data + b"</x>"
    assert bounded(text) == stray.Bounded(text, data, 30_000_000)


@pytest.mark.parametrize(("far", "dropped"), [("Z60000", []), ("AD100000", ["AD100000"]), ("ZZ47000", ["ZZ47000"])])
def test_an_almost_empty_area_is_read_only_where_it_is_small(far, dropped):
    text = f'<x><sheetData><c r="A1"><v>1</v></c><c r="{far}"><v>1</v></c></sheetData></x>'.encode()
    assert list(bounded(text).stray) == dropped


def test_many_far_cells_are_dropped_in_one_pass():
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 50_001)
    )
    found = bounded(f"<x><sheetData>{rows}</sheetData></x>".encode())
    assert len(found.stray) == 50_000 and found.area == 50_000


def test_sheets_that_together_span_too_much_are_refused_in_words(monkeypatch):
    for limit in ("LARGEST_AREA", "LARGEST_AREAS"):
        monkeypatch.setattr(f"jixiao.xlsx.read.read.{limit}", 1_000)
    with pytest.raises(PackageError, match=r"范围合计 \d+ 格，太大或几乎全空"):
        read(SAMPLE)


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
FORMULAS = [
    '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "<c r='B1'><f t='shared' ref='B1:B2' si='0'>A1*2</f><v>2</v></c><c t='e' r='C1'><f>1/0</f><v>#DIV/0!</v></c>",
    '<c r="B1">\n <f t = "shared" ref="B1:B2" si = "0">A1*2</f>\n <v>2</v>\n</c>\n<c r="C1" t="e">\n<f>1/0</f>\n<v>#DIV/0!</v></c>',
    '<c r="B1"><f si="0" t="shared" ref="B1:B2"><![CDATA[A1*2]]></f><v>2</v></c><c r="C1" t="e"><f>1/0</f><v>&#35;DIV/0!</v></c>',
]
SECOND = ['<c r="B2"><f t="shared" si="0"/><v>4</v></c>', "<c r='B2'>\n<f si='0' t='shared'/>\n<v>4</v></c>"]


@pytest.mark.parametrize("first", FORMULAS)
@pytest.mark.parametrize("second", SECOND)
def test_formulas_results_and_errors_are_seen_however_they_are_written(first, second):
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{first}</row><row r="2">{second}<c r="C2"><f>A9</f></c></row>'
    book = open_book(_with_sheet(SHEET.format(rows)))
    (name,) = book.formulas
    assert book.formulas[name] == {"B1": "A1*2", "B2": "A2*2", "C1": "1/0", "C2": "A9"}
    assert book.uncomputed == {name: ("C2",)}
    assert book.tables[0].rows == ((1.0, 2.0, "#DIV/0!"), ("", 4.0, ""))


def _form_with(cells: str) -> bytes:
    """The form with further cells at the end of its first row."""
    return _rewritten(
        lambda name, content: (
            content.replace(b'</row><row r="2">', cells.encode() + b'</row><row r="2">', 1)
            if name.endswith("sheet1.xml")
            else content
        )
    )


DATED = {
    '<c r="J1" t="d"><v>2020-03-04</v></c>': "2020年3月4日",
    '<c r="J1" t="d"><v>2020-03-04T10:20:30Z</v></c>': "2020年3月4日 10:20",
    '<c r="J1" t="d"><v>10:20:30</v></c>': "10:20:30",
    "<c t='d' r='J1'><v>2020-03-04</v></c>": "2020年3月4日",
    '<c r="J1" t="d"><v>三月</v></c>': "三月",
}


@pytest.mark.parametrize("cell", DATED)
def test_a_cell_that_says_it_is_a_date_shows_as_one_where_no_format_is_one(cell):
    content = _form_with(cell)
    assert open_book(content).tables[0].rows[0][9] == DATED[cell]
    assert len(read_source(Source("表.xlsx", content)).forms) == 1


@pytest.mark.parametrize(
    "style",
    [f'formatCode="{"0" * 260}yyyy"', 'formatCode="yyyy%"', 'formatCode="[h]:mm"'],
    ids=["long", "both", "time"],
)
def test_a_format_that_only_the_reader_of_values_takes_for_a_date_ends_no_read(style):
    def styled(name: str, content: bytes) -> bytes:
        if name.endswith("styles.xml"):
            numbered = content.replace(
                b"<fonts", f'<numFmts><numFmt numFmtId="9" {style}/></numFmts><fonts'.encode(), 1
            )
            return numbered.replace(b"</cellXfs>", b'<xf numFmtId="9"/></cellXfs>').replace(
                b'<numFmts count="0"/>', b""
            )
        cell = b'<c r="J1" s="1"><v>44000.5</v></c></row><row r="2">'
        return content.replace(b'</row><row r="2">', cell, 1) if name.endswith("sheet1.xml") else content

    assert len(read_source(Source("表.xlsx", _rewritten(styled))).forms) == 1


@pytest.mark.parametrize(
    "error", ["#SPILL!", "#CALC!", "#ERROR!", "#BUSY!", "Err:502", "#GETTING_DATA", "#N/A", "#REF!"]
)
@pytest.mark.parametrize("cell", ['<c r="J1" t="e"><f>1/0</f><v>{}</v></c>', '<c t="e" r="J1" vm="1"><v>{}</v></c>'])
def test_an_error_of_a_newer_program_costs_no_sheet(cell, error):
    content = _form_with(cell.format(error))
    assert open_book(content).tables[0].rows[0][9] == error
    assert len(read_source(Source("表.xlsx", content)).forms) == 1


TWO = [[official(form())], [official(form(project="路灯更换"))]]


def _of_two(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook of two forms with its parts changed, those left out for which `change` gives None."""
    source, out = zipfile.ZipFile(io.BytesIO(xlsx(TWO))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in source.namelist():
            if (content := change(part, source.read(part))) is not None:
                made.writestr(part, content)
    return out.getvalue()


LOST = {
    "the part": lambda name, content: None if name.endswith("sheet2.xml") else content,
    "the relation": lambda name, content: (
        content.replace(b'Id="rId2"', b'Id="rId9"') if name.endswith(".rels") else content
    ),
    "its kind": lambda name, content: content.replace(
        b'/worksheet" Target="/xl/worksheets/sheet2', b'/Blatt" Target="/xl/worksheets/sheet2'
    ),
}


@pytest.mark.parametrize("what", LOST)
def test_a_sheet_that_is_listed_and_not_there_is_named(what, tmp_path):
    content = _of_two(LOST[what])
    found = read_source(Source("表.xlsx", content))
    assert len(found.forms) == 1
    assert [problem.message for problem in found.problems] == [
        "表.xlsx 工作表“表2”：内容不在文件里（缺少部件），没有读入。请用 Excel 或 WPS 打开核对，另存后再试。"
    ]
    (tmp_path / "表.xlsx").write_bytes(content)
    assert main(["check", str(tmp_path / "表.xlsx"), "-o", str(tmp_path / "m.xlsx")]) == 2
    assert main(["clear", str(tmp_path / "m.xlsx"), "-o", str(tmp_path / "c.xlsx")]) == 0
    before, after = _parts(tmp_path / "表.xlsx"), _parts(tmp_path / "c.xlsx")
    assert after.keys() == before.keys() and after["xl/worksheets/sheet1.xml"] == before["xl/worksheets/sheet1.xml"]


def test_a_workbook_whose_sheets_are_all_lost_does_not_say_there_is_no_form():
    with pytest.raises(ReadError, match=r"工作表“表1”：内容不在文件里.*\n.*工作表“表2”"):
        read_source(Source("表.xlsx", _of_two(lambda name, content: None if "/sheet" in name else content)))


def test_a_target_written_as_an_address_leads_to_its_part():
    def coded(name: str, content: bytes) -> bytes:
        return content.replace(b"sheet2.xml", b"%E8%A1%A8%202.xml") if name.endswith(".rels") else content

    source, out = zipfile.ZipFile(io.BytesIO(_of_two(coded))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in source.namelist():
            made.writestr(part.replace("sheet2.xml", "表 2.xml"), source.read(part))
    assert len(read_source(Source("表.xlsx", out.getvalue())).forms) == 2


def test_two_sheets_of_one_name_are_refused_as_only_one_would_be_read():
    content = _of_two(lambda name, content: content.replace("表2".encode(), "表1".encode()))
    with pytest.raises(PackageError, match=r"有两张工作表都叫“表1”.*另存为"):
        read_source(Source("表.xlsx", content))


def test_of_a_sheet_with_more_rows_than_forms_have_the_first_are_looked_at(monkeypatch):
    monkeypatch.setattr("jixiao.importers.workbook.MOST_ROWS", 20)
    second = official(form(project="路灯更换"))
    found = read_source(Source("表.xlsx", xlsx([[official(form()), second], [second]])))
    assert [one.project for one in found.forms] == [form().project, "路灯更换"]
    (note,) = found.notes
    assert re.search(r"^表\.xlsx：工作表“表1”有 \d+ 行，不像自评表，只看了前 20 行。", note)


def test_very_many_small_sheets_span_no_large_area(monkeypatch):
    monkeypatch.setattr("jixiao.xlsx.read.read.LARGEST_AREA", 30_000)
    assert len(read_source(Source("表.xlsx", xlsx(TWO))).forms) == 2


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "Big5", "ISO-8859-1"])
def test_parts_in_another_encoding_of_chinese_text_are_read_marked_and_cleared(declared, tmp_path):
    def coded(name: str, content: bytes) -> bytes:
        if not name.endswith(("sheet1.xml", "/workbook.xml")):
            return content
        encoding = {"big5": "big5", "iso-8859-1": "latin-1"}.get(declared.lower(), "gb18030")
        text = re.sub("&#(\\d{4,});", lambda found: chr(int(found[1])), content.decode())
        return f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding, "xmlcharrefreplace")

    path, marked, cleared = (tmp_path / f"{name}.xlsx" for name in ("表", "m", "c"))
    path.write_bytes(_rewritten(coded))
    assert open_book(path).sheets[0].name == "表1"
    assert read(path).forms[0].project == form().project
    assert main(["check", str(path), "-o", str(marked)]) in (0, 1)
    assert [sheet.name for sheet in open_book(marked).sheets] == ["表1", "校验结果"]
    assert read(marked).forms[0].indicators == read(path).forms[0].indicators
    assert main(["clear", str(marked), "-o", str(cleared)]) == 0
    before, after = _parts(path), _parts(cleared)
    assert {name for name in before if before[name] != after.get(name)} <= {
        "xl/styles.xml"
    } and before.keys() == after.keys()


def test_notes_without_boxes_have_none_when_the_marks_are_cleared(tmp_path):
    book = load_workbook(io.BytesIO(xlsx([[official(form())]])))
    book.active["B3"].comment = Comment("看一下", "甲")
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    source = zipfile.ZipFile(made)
    with zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            text = re.sub(
                rb'<legacyDrawing[^>]*/>|<Relationship [^>]*vmlDrawing[^>]*/>|<Default Extension="vml"[^>]*/>',
                b"",
                source.read(name),
            )
            if not name.endswith(".vml"):
                package.writestr(name, text)
    path, marked, cleared = (tmp_path / f"{name}.xlsx" for name in ("表", "m", "c"))
    path.write_bytes(out.getvalue())
    assert main(["check", str(path), "-o", str(marked)]) in (0, 1)
    assert any(name.endswith(".vml") for name in _parts(marked))
    assert main(["clear", str(marked), "-o", str(cleared)]) == 0
    before, after = _parts(path), _parts(cleared)
    assert {name for name in before if before[name] != after.get(name)} <= {
        "xl/styles.xml"
    } and before.keys() == after.keys()


def _with_sheet(xml: str) -> bytes:
    return _rewritten(lambda name, content: xml.encode() if name.endswith("sheet1.xml") else content)


def _rewritten(change: Callable[[str, bytes], bytes], name: Callable[[str], str] = str) -> bytes:
    source, out = zipfile.ZipFile(io.BytesIO(xlsx([[official(form())]]))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in source.namelist():
            made.writestr(name(part), change(part, source.read(part)))
    return out.getvalue()


def test_a_workbook_whose_parts_are_in_a_folder_of_another_name_is_one():
    moved = _rewritten(
        lambda name, content: content.replace(b"xl/", b"book/"), lambda name: name.replace("xl/", "book/")
    )
    assert b"xl/" not in moved and len(read_source(Source("表.xlsx", moved)).forms) == 1


def test_a_workbook_whose_member_names_have_the_separators_of_windows_is_one():
    written = _rewritten(lambda _, content: content, lambda name: name.replace("/", "\\"))
    assert len(read_source(Source("表.xlsx", written)).forms) == 1


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PARTS = ["sheet1.xml", "styles.xml", "workbook.xml", "workbook.xml.rels", "_rels/.rels"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("part", PARTS)
def test_entities_are_refused_in_every_part(part, encoding):
    def armed(name: str, content: bytes) -> bytes:
        text = content.decode()
        head, _, body = text.rpartition("?>") if text.startswith("<?xml") else ("", "", text)
        named = f"<?xml version='1.0' encoding='{encoding[:6].strip('-')}'?>" if head else ""
        return f"{named}{BOMB}{body}".encode(encoding) if name.endswith(part) else content

    with pytest.raises(PackageError, match="文档类型或实体定义"):
        read_source(Source("表.xlsx", _rewritten(armed)))


HOSTILE = {
    "columns without addresses": '<row r="1">'
    + "<c><v>1</v></c>" * 16384
    + '</row><row r="99999"><c><v>1</v></c></row>',
    "a row number beyond all": '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999999"><c r="B99999999999"><v>1</v></c></row>',
    "rows in no order": '<row r="99999"><c r="ZZ99999"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
    "letters in lower case": '<row r="1"><c r="a1"><v>1</v></c><c r="xfd99999"><v>1</v></c></row>',
    "zeros before the row": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD01048576"><v>1</v></c></row>',
}
BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from jixiao.errors import CannotGoOn
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
try:
    read_source(Source("表.xlsx", sys.stdin.buffer.read()))
except CannotGoOn as reason:
    print(reason)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets such limits")
@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sheet_ends_in_words_within_three_gigabytes(rows):
    content = _with_sheet(SHEET.format(rows))
    done = subprocess.run([sys.executable, "-c", BOUNDED], input=content, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    assert "没有找到项目支出绩效自评表" in done.stdout.decode() and not done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets such limits")
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.xlsx")), ids=lambda path: path.stem)
def test_an_odd_file_is_read_within_three_gigabytes(path):
    done = subprocess.run([sys.executable, "-c", BOUNDED], input=path.read_bytes(), capture_output=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_fault_inside_the_reader_of_values_is_reported_in_words(monkeypatch):
    class PanicException(BaseException):
        """As Rust's faults arrive: no Exception, so that nobody catches them by chance."""

    class Opened:
        """A workbook of the reader whose sheets it cannot give."""

        def get_sheet_by_name(self, name):
            raise PanicException("index out of bounds")

        @classmethod
        def from_filelike(cls, package):
            return cls()

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Opened)
    with pytest.raises(PackageError, match="内容已损坏"):
        read(SAMPLE)


NOTE = "工作表“环卫经费项目”的 XFD1048576 离表格很远，多半是误填，没有读入"


@pytest.mark.parametrize("command", ["read {}", "read {} --json", "check {}", "score {}", "import {} -o {}/a.xlsx"])
def test_a_far_cell_is_reported_to_the_user(command, tmp_path, capsys):
    assert main(command.format(FOLDER / "xfd_value.xlsx", tmp_path).split()) in (0, 1)
    assert NOTE in capsys.readouterr().err


def test_a_far_cell_is_listed_by_collecting_and_costs_nothing(capsys):
    assert main(["collect", str(FOLDER / "xfd_value.xlsx")]) == 1
    shown = capsys.readouterr()
    assert NOTE in shown.err and "另有内容要核对 1" in shown.out


@pytest.mark.parametrize("name", ["single_quotes", "sheetname", "targ_t095tnp", "amt_zwsp"])
def test_clearing_the_marks_gives_back_every_part(name, tmp_path):
    marked, cleared = tmp_path / "marked.xlsx", tmp_path / "cleared.xlsx"
    assert main(["check", str(FOLDER / f"{name}.xlsx"), "-o", str(marked)]) == 1
    assert main(["clear", str(marked), "-o", str(cleared)]) == 0
    before, after = _parts(FOLDER / f"{name}.xlsx"), _parts(cleared)
    # formats of 校验结果 that the workbook has not got stay behind its own, where nothing uses them
    formats, theirs = after.pop("xl/styles.xml"), before.pop("xl/styles.xml")
    assert after == before
    for table in ("fonts", "fills", "borders", "cellXfs", "cellStyles", "dxfs", "numFmts"):
        entries = _entries(theirs, table)
        assert _entries(formats, table)[: len(entries)] == entries


def _entries(styles: bytes, table: str) -> list[bytes]:
    """The entries of one table of the styles part, as written but for what the parser levels."""
    return [etree.tostring(item, method="c14n") for item in etree.fromstring(styles).iterfind(f"{{*}}{table}/*")]


def _fields(path: Path) -> list[dict[str, object]]:
    """The forms as JSON has them, without where they were read."""
    return [{key: value for key, value in as_json(item).items() if key != "source"} for item in read(path).forms]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
