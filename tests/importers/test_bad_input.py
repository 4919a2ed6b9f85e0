"""Files that are no form, or only partly one: clear words, and the good forms kept."""

import csv
import io

import pytest

from jixiao.importers import ReadError, read
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.build import form
from tests.importers.documents import official
from tests.samples import HEMENKOU

TEXT = HEMENKOU.read_text(encoding="utf-8")


def test_a_text_in_gbk_reads_like_the_same_text_in_utf8(tmp_path):
    path = tmp_path / "河门口.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert read(path).forms == read(HEMENKOU).forms


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_text_with_a_byte_order_mark_is_read(tmp_path, encoding):
    path = tmp_path / "记事本.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path).forms == read(HEMENKOU).forms


def test_line_ends_of_windows_change_nothing(tmp_path):
    path = tmp_path / "windows.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert read(path).forms == read(HEMENKOU).forms


BAD = {
    "空.txt": (b"", "文件是空的"),
    "空白.txt": (b" \n\n\t\n", "文件是空的"),
    "加密.xlsx": (b"b\x14#e" + bytes(range(256)) * 4, "单位的文件加密软件"),
    "照片.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "二进制文件"),
    "旧表.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx 或 .xlsx"),
    "通知.txt": ("关于开展绩效自评工作的通知\n各单位：\n".encode(), "没有表格"),
    "名单.txt": ("姓名\t电话\n张三\t123\n".encode(), "没有找到项目支出绩效自评表"),
    "文档.docx": (b"PK\x03\x04" + bytes(60) + b"word/document.xml", "不完整或内容已损坏"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_form_is_refused_in_clear_words(tmp_path, name):
    data, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert name in str(caught.value)
    assert words in str(caught.value)
    assert path.read_bytes() == data


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(ReadError, match=r"没有\.txt：找不到这个文件"):
        read(tmp_path / "没有.txt")
    with pytest.raises(ReadError, match="这是文件夹"):
        read(tmp_path)


def test_a_broken_form_among_good_ones_is_named_and_the_others_kept(tmp_path):
    blocks = TEXT.split("项目（政策）支出绩效自评表")
    blocks[2] = blocks[2].replace("三级指标", "").replace("二级指标", "").replace("一级指标", "")
    path = tmp_path / "一张坏表.txt"
    path.write_text("项目（政策）支出绩效自评表".join(blocks), encoding="utf-8")
    result = read(path)
    assert len(result.forms) == 14
    (problem,) = result.problems
    assert "第 5 张表" in problem.message
    assert "三级指标" in problem.message
    assert [form.project for form in result.forms[:5]] == [
        form.project for form in read(HEMENKOU).forms if form.source.block != 5
    ][:5]


def test_a_quoted_cell_with_a_line_break_stays_one_cell(tmp_path):
    path = tmp_path / "复制.txt"
    path.write_text(
        '项目支出绩效自评表\n（2020年度）\n项目名称\t"河道\n清淤"\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n'
        "产出指标\t数量指标\t清淤长度\t≥5公里\t6公里\t90\t90\n总分\t\t\t\t\t100\t100\n",
        encoding="utf-8",
    )
    (form,) = read(path).forms
    assert form.project == "河道清淤"
    assert form.indicators[0].target == "≥5公里"


def test_an_amount_in_another_unit_than_the_form_stays_unread(tmp_path):
    path = tmp_path / "单位混用.txt"
    path.write_text(
        "项目支出绩效自评表\n项目名称\t路灯\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\n\t年度资金总额\t5万元\t50000元\t5\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t盏数\t5\t5\t90\t90\n",
        encoding="utf-8",
    )
    (form,) = read(path).forms
    assert str(form.funds.total.initial) == "5"
    assert [(item.field, item.text) for item in form.unread] == [("funds.total.annual", "50000元")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_saved_with_commas_reads_like_the_one_with_tabs(encoding):
    rows = [[box.text for box in row] for row in official(form()).rows]
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows([["项目支出绩效自评表"], *rows])
    (found,) = read_source(Source("表.csv", made.getvalue().encode(encoding))).forms
    assert (found.project, found.indicators) == (form().project, form().indicators)


def test_a_sentence_with_commas_is_no_table():
    with pytest.raises(ReadError, match="文本中没有表格"):
        read_source(Source("说明.txt", "项目名称,实施单位,三级指标等栏,都要填写。\n".encode()))
