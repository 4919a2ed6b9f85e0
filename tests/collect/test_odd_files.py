"""Odd mails, archives and documents give the right answers, and never cost another file."""

from __future__ import annotations

import shutil

import pytest

from jixiao.actions.collect_file import Take
from jixiao.cli import main
from jixiao.collect.model import Item
from jixiao.policy import default
from jixiao.sheets.book import build
from tests.build import form
from tests.collect.seasons import collected
from tests.samples import ROOT

ODD = ROOT / "tests" / "data" / "odd-files"
PROJECT = "矿区困难群众"


def reads(name):
    return Take()(Item((name,), (ODD / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("bom.eml", "a.docx"),
        ("cte_bad.eml", "a.docx"),
        ("gb2312_gbkchars.eml", "崔喆镕堃单位自评表.docx"),
        ("uu_body.eml", "a.docx"),
        ("mimetype_name.zip", "a.docx"),
        ("utf8_noflag.zip", "河门口街道/矿区自评表.docx"),
    ],
)
def test_the_form_in_it_is_read_under_its_name(name, inner):
    (read,) = [read for read in reads(name) if read.entries]
    assert [entry.form.project for entry in read.entries] == [PROJECT]
    assert read.archive_path[-1] == inner


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bigatt_link.eml", "云附件"),
        ("emptyzip.zip", "压缩包是空的"),
        ("a.rar", "rar 压缩包"),
        ("d_bomb16.docx", "文档类型或实体定义"),
    ],
)
def test_what_holds_nothing_that_can_be_read_says_why(name, words):
    (read,) = reads(name)
    assert not read.entries and words in read.fault and (name in read.fault or read.archive_path[0] == name)


def test_documents_hold_what_word_shows():
    (boxed,) = reads("d_vml.docx")
    assert [entry.form.project for entry in boxed.entries] == [PROJECT, "第二个项目"]
    (chosen,) = reads("d_dropdown.docx")
    assert str(chosen.entries[0].form.funds.total.annual) == "9.98"
    (prompt,) = reads("d_placeholder_name.docx")
    assert prompt.entries[0].form.project is None


def test_all_of_them_beside_good_ones_cost_no_good_one(tmp_path, capsys):
    inbox = tmp_path / "收件"
    shutil.copytree(ODD, inbox)
    for number in range(3):
        (inbox / f"好{number}.xlsx").write_bytes(build([form(unit=f"第{number}中学")], default(2020)))
    found = collected(inbox)
    good = {entry.form.unit for entry in found.entries}
    assert {f"第{number}中学" for number in range(3)} <= good
    named = {entry.archive_path[0] for entry in found.entries} | {item.archive_path[0] for item in found.unused}
    assert named == {path.name for path in inbox.iterdir()}
    assert main(["collect", str(inbox)]) == 2
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err and "云附件" in shown.err + shown.out
