"""Sheets of the template nobody used do not count; forms without a project's name count once."""

import json

import openpyxl
import pytest

from jixiao.cli import main

WORDS = ("--unit", "甲县环卫所", "--department", "甲县城管局", "--year", "2025")


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "收件").mkdir()
    return tmp_path / "收件"


def collected(inbox, capsys):
    capsys.readouterr()
    main(["collect", str(inbox), "--json"])
    return json.loads(capsys.readouterr().out)


def test_an_unused_workbook_adds_no_form(inbox, capsys):
    main(["new", "-o", str(inbox / "空白.xlsx"), *WORDS, "--count", "3"])
    printed = collected(inbox, capsys)
    assert printed["whole"]["forms"] == 0
    assert [item["reason"] for item in printed["unused"]] == ["空白表"]


def test_a_form_without_a_name_sent_twice_counts_once(inbox, capsys):
    first = inbox / "一.xlsx"
    main(["new", "-o", str(first), *WORDS])
    book = openpyxl.load_workbook(first)
    sheet = book["项目1"]
    sheet["E6"], sheet["F6"] = 10, 10
    book.save(first)
    (inbox / "二.xlsx").write_bytes(first.read_bytes())
    printed = collected(inbox, capsys)
    assert printed["whole"]["forms"] == 1
