"""jixiao publish: what goes on the web site holds no personal data, no script, and nothing with errors unless given so."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser

import pytest

from tests import build
from tests.submit.books import workbook
from tests.xlsx.audit import faults

PHONE = "13812345678"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "自评表.xlsx"
    second = build.form({"project": "<b>巷道</b>照明", "goal.actual": f"8台全部修好，联系人电话{PHONE}。"})
    path.write_bytes(workbook(build.form(), second))
    return path


class Seen(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def page(folder):
    return Seen((folder / "index.html").read_text(encoding="utf-8"))


def test_the_folder_holds_the_page_the_table_and_every_form(run, file, tmp_path):
    status, out, _ = run("publish", file, "-o", tmp_path / "公开")
    assert status == 0 and "2 张自评表" in out
    made = sorted(path.relative_to(tmp_path / "公开").as_posix() for path in (tmp_path / "公开").rglob("*.*"))
    assert made == ["forms/001.docx", "forms/002.docx", "index.html", "projects.csv"]
    assert faults((tmp_path / "公开" / "forms" / "001.docx").read_bytes(), tmp_path, ".docx") == []


def test_every_link_of_the_page_leads_to_a_file_of_the_folder(run, file, tmp_path):
    run("publish", file, "-o", tmp_path / "公开")
    links = [value for name, value in page(tmp_path / "公开").attributes if name == "href"]
    assert links == ["forms/001.docx", "forms/002.docx", "projects.csv"]
    assert all((tmp_path / "公开" / link).is_file() for link in links)


def test_the_page_is_plain_html_in_utf_8_and_a_name_never_becomes_markup(run, file, tmp_path):
    run("publish", file, "-o", tmp_path / "公开")
    seen = page(tmp_path / "公开")
    assert ("charset", "UTF-8") in seen.attributes and ("lang", "zh-CN") in seen.attributes
    assert not {"script", "b", "img", "iframe", "link", "object"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert "<b>巷道</b>照明" in seen.texts


def test_personal_data_is_left_out_everywhere_and_listed_beside_the_folder(run, file, tmp_path):
    _, _, err = run("publish", file, "-o", tmp_path / "公开")
    for path in (tmp_path / "公开").rglob("*.*"):
        content = path.read_bytes()
        parts = zipfile.ZipFile(io.BytesIO(content)) if content.startswith(b"PK") else None
        texts = [parts.read(name) for name in parts.namelist()] if parts else [content]
        assert not [text for text in texts if PHONE.encode() in text]
    listed = (tmp_path / "公开-公开前核对.txt").read_text(encoding="utf-8-sig")
    assert "“<b>巷道</b>照明”年度总体目标·实际完成情况：隐去手机号 1 处" in listed and PHONE not in listed
    assert "公开前请核对" in err


def test_nothing_is_published_while_errors_remain(run, tmp_path):
    wrong = tmp_path / "错.xlsx"
    wrong.write_bytes(workbook(build.form({"total.weight": "90"})))
    status, _, err = run("publish", wrong, "-o", tmp_path / "公开")
    assert status == 1 and "处错误，没有公开" in err and not (tmp_path / "公开").exists()
    assert run("publish", wrong, "-o", tmp_path / "公开", "--with-errors", "批复口径不同")[0] == 0
    assert "说明：批复口径不同" in page(tmp_path / "公开").texts


def test_an_earlier_publication_is_replaced_and_its_forms_do_not_stay(run, file, tmp_path):
    run("publish", file, "-o", tmp_path / "公开")
    one = tmp_path / "一张.xlsx"
    one.write_bytes(workbook(build.form()))
    assert run("publish", one, "-o", tmp_path / "公开")[0] == 0
    assert [path.name for path in (tmp_path / "公开" / "forms").iterdir()] == ["001.docx"]


@pytest.mark.parametrize("name", ["工资.xlsx", "index.html"])
def test_a_folder_with_something_else_in_it_is_left_alone(run, file, tmp_path, name):
    folder = tmp_path / "别的"
    folder.mkdir()
    (folder / name).write_bytes(b"mine")
    status, _, err = run("publish", file, "-o", folder)
    assert status == 2 and "有别的东西" in err and (folder / name).read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 1


def test_the_table_is_for_excel_and_no_text_in_it_is_a_formula(run, tmp_path):
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(workbook(build.form({"project": "=1+1"}), build.form({"project": "第二个"})))
    run("publish", path, "-o", tmp_path / "公开", "--with-errors", "试")
    content = (tmp_path / "公开" / "projects.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["序号", "项目名称", "全年预算数", "全年执行数", "执行率", "自评得分", "等级"]
    assert rows[1] == ["1", "'=1+1", "50", "48", "96%", "99.6", "优"]


def test_a_collection_is_published_with_its_units(run, tmp_path):
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    for unit in ("甲局", "乙局"):
        (inbox / f"{unit}.xlsx").write_bytes(workbook(build.form({"unit": unit, "project": f"{unit}项目"})))
    run("collect", inbox, "-o", tmp_path / "汇总.xlsx")
    assert run("publish", tmp_path / "汇总.xlsx", "-o", tmp_path / "公开", "--unit", "青河市财政局")[0] == 0
    texts = page(tmp_path / "公开").texts
    assert "青河市财政局2020年度项目支出绩效自评结果公开" in texts
    assert {"甲局", "乙局", "甲局项目"} <= set(texts)
    assert any("全年预算合计100万元，全年执行合计96万元，预算执行率96%。" in text for text in texts)


@pytest.mark.office
def test_each_form_is_there_as_pdf_when_asked(run, file, tmp_path):
    run("publish", file, "-o", tmp_path / "公开", "--pdf")
    assert (tmp_path / "公开" / "forms" / "002.pdf").read_bytes().startswith(b"%PDF")
    assert "forms/002.pdf" in [value for name, value in page(tmp_path / "公开").attributes if name == "href"]


@pytest.mark.office
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_never_wider_than_the_window(run, tmp_path, width):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("chromium is not installed")
    path = tmp_path / "自评表.xlsx"
    long = "综合治理" * 12
    forms = [build.form({"project": f"{long}{number}", "unit": f"青河区{long}中心{number}"}) for number in range(3)]
    path.write_bytes(workbook(*forms))
    run("publish", path, "-o", tmp_path / "公开", "--with-errors", "试")
    text = (tmp_path / "公开" / "index.html").read_text(encoding="utf-8")
    # the window of a headless browser is not narrower than 500: the page is measured in a frame of the width
    measured = "parent.document.title = document.documentElement.scrollWidth + '/' + innerWidth"
    (tmp_path / "内.html").write_text(text.replace("</body>", f"<script>{measured}</script></body>"), encoding="utf-8")
    frame = f'<title>无</title><iframe src="内.html" style="width:{width}px;height:900px;border:0"></iframe>'
    (tmp_path / "外.html").write_text(f'<!DOCTYPE html><meta charset="UTF-8">{frame}', encoding="utf-8")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--allow-file-access-from-files",
        "--window-size=1400,900",
    ]
    command += [
        f"--user-data-dir={tmp_path / 'browser'}",
        "--virtual-time-budget=3000",
        "--dump-dom",
        (tmp_path / "外.html").as_uri(),
    ]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    seen, inner = map(int, re.search(r"<title>(\d+)/(\d+)</title>", dom).groups())
    assert inner == width and seen <= width
