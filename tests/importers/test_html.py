"""Web pages with forms in them, as saved from a browser."""

import json
import re

import pytest

from jixiao.exporters.json import form as as_json
from jixiao.importers import ReadError, read
from jixiao.importers.html_grid import LAST_REACHING, grid
from jixiao.importers.read import read_source
from jixiao.importers.source import Source, page
from tests.importers.documents import official, region
from tests.importers.sheets_and_pages import html
from tests.samples import HEMENKOU, REGIONS


def read_html(text, name="绩效自评.html", encoding="utf-8"):
    return read_source(Source(name, text.encode(encoding)))


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_a_regional_form_on_a_web_page_is_read_exactly(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["form"]
    (form,) = read_html(html([region(path)])).forms
    found = as_json(form)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("name", "encoding"), [("公开.htm", "gb18030"), ("导出.xls", "utf-8-sig"), ("页面.html", "utf-16")]
)
def test_the_real_document_on_a_page_reads_like_its_text_in_any_encoding(name, encoding):
    expected = read(HEMENKOU).forms
    assert read_html(html(map(official, expected)), name, encoding).forms == expected


def test_a_field_on_a_page_knows_its_table_and_row():
    form = read_html(html(map(official, read(HEMENKOU).forms))).forms[3]
    assert form.place("project") == "表 4 行 1"
    assert form.place("year") == "表 4 上方"


def test_a_page_without_tables_says_what_to_do():
    with pytest.raises(ReadError, match=r"网页中没有表格.*复制到 Excel"):
        read_html("<html><body><p>项目支出绩效自评表</p></body></html>")


def test_scripts_and_endless_spans_do_no_harm():
    page = html([region(REGIONS[0])], "<script>alert('项目名称')</script>")
    page = page.replace("<tbody>", '<tbody><tr><td colspan="999999999">附</td></tr>', 1)
    page = page.replace("<p align", '<table><tr><td rowspan="88888888">附</td><td>件</td></tr></table><p align', 1)
    (form,) = read_html(page).forms
    assert form.project == "渔业成品油价格改革补贴"
    assert form.title == "2020年度长江禁捕项目自评表"


def test_a_page_saved_as_one_file_reads_like_the_page():
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    text = html(map(official, read(HEMENKOU).forms))
    envelope = MIMEMultipart("related")
    envelope.attach(MIMEText(text, "html", "gb18030"))
    envelope.attach(MIMEText("body{}", "css"))
    found = read_source(Source("绩效自评.mht", envelope.as_bytes()))
    assert found.forms == read(HEMENKOU).forms


def test_a_workbook_saved_as_one_page_has_a_page_for_each_sheet():
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    forms = read(HEMENKOU).forms
    envelope = MIMEMultipart("related")
    envelope.attach(MIMEText('<html><frameset><frame src="sheet001.htm"></frameset></html>', "html", "us-ascii"))
    for each in (forms[:2], forms[2:5]):
        envelope.attach(MIMEText(html(map(official, each)), "html", "gb18030"))
    assert read_source(Source("绩效自评.xls", envelope.as_bytes())).forms == forms[:5]


def test_an_envelope_without_pages_has_no_tables():
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    envelope = MIMEMultipart("related")
    envelope.attach(MIMEText("body{}", "css"))
    with pytest.raises(ReadError, match=r"^绩效自评.mht："):
        read_source(Source("绩效自评.mht", envelope.as_bytes()))


@pytest.mark.parametrize("page", ["<html></html>", "<!doctype html>", "<!-- --><html><body><!-- --></body></html>"])
def test_an_empty_page_says_what_to_do(page):
    with pytest.raises(ReadError, match=r"^绩效自评\.html：网页.*浏览器"):
        read_html(page)


def test_a_caption_is_the_title_of_its_table():
    layout = official(read(HEMENKOU).forms[0])
    bare = re.sub(r"<p align=center>.*?</p>", "", html([layout]))
    page = bare.replace("<table border=1>", "<table border=1><caption>2020年度项目支出绩效自评表</caption>", 1)
    assert read_html(page).forms[0].title == "2020年度项目支出绩效自评表" != read_html(bare).forms[0].title


def test_what_a_browser_does_not_show_inside_a_cell_is_not_read():
    page = html([official(read(HEMENKOU).forms[0])]).replace("项目名称", "项目名称<script>var a = 1</script>", 1)
    assert read_html(page).forms[0].project == read(HEMENKOU).forms[0].project


def test_stairs_of_cells_that_reach_down_do_not_fill_a_square():
    from lxml.html import fromstring

    stairs = "<table>" + '<tr><td rowspan="65534">甲</td></tr>' * 600 + "</table>"
    found = grid(fromstring(stairs), 1)
    assert len(found.rows) == 600 and max(map(len, found.rows)) == LAST_REACHING + 2


def test_lines_like_headers_that_lead_nowhere_are_walked_once():
    """A line end that could be taken in two ways doubled the work with each line."""
    assert page(b"a: b\r\n" * 600) is None
    head = (
        b"a: b\r\n c\r\n" * 20
        + b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
    )
    assert page(head + b"<table></table>\r\n--x--") == b"<table></table>"


def test_a_page_with_more_rows_than_forms_have_is_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr("jixiao.importers.html.MOST_ROWS", 3)
    rows = "<tr><td>一</td></tr><TR\nclass='x'><td>二</td></TR>"
    with pytest.raises(
        ReadError, match=r"绩效自评\.html：网页中的表格超过 3 行，不像自评表。请按单位拆成几个文件后分别读取。"
    ):
        read_html(f"<html><body><table>{rows}</table><table>{rows}</table></body></html>")
    with pytest.raises(ReadError, match="没有找到项目支出绩效自评表"):
        read_html(f"<html><body><table>{rows}<tr><td>三</td></tr></table></body></html>")


LEADS = (
    *(
        "<center>",
        "<form>",
        "<p>x</p>",
        "<font>",
        "<script>1</script>",
        "<title>x</title>",
        "<link rel=x>",
        "<xml></xml>",
    ),
    *("<br>", "<h1>x</h1>", "<span>x</span>", "各单位：\n", "<base href=x>", "<tbody>", "<!-- x --><body>"),
)


@pytest.mark.parametrize("lead", LEADS)
def test_what_a_system_hands_out_as_a_workbook_is_a_page_whatever_it_begins_with(lead):
    page = html([official(read(HEMENKOU).forms[0])])
    assert len(read_html(lead + page[page.index("<table") :], "导出.xls", "gb18030").forms) == 1
