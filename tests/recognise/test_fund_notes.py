"""The reason some regions ask for in the fund table itself: read, believed by the rules, kept in every output."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from jixiao.actions.import_forms import import_forms
from jixiao.actions.open import load
from jixiao.cli import main
from jixiao.errors import CannotGoOn
from jixiao.exporters.docx import document
from jixiao.exporters.json import form as as_json
from jixiao.exporters.redact import hidden, published
from jixiao.form.flat import flat
from jixiao.importers.read import read, read_source
from jixiao.importers.source import Source
from jixiao.policy import default
from jixiao.recognise.unplaced import unplaced
from jixiao.rules import check
from jixiao.sheets.book import build
from tests.build import CORRECT, form
from tests.samples import REGIONS, ROOT

QINGSHEN = next(path for path in REGIONS if path.stem == "qingshen_payroll_2023")
REASON = "上级专项资金12月下达，来不及支付，结转下年使用。"
PART = "自筹资金未到位"
LOW = {
    "funds.total.executed": "40",
    "funds.total.rate": "0.8",
    "funds.total.score": "8",
    "funds.parts[0].executed": "40",
    "funds.parts[0].rate": "0.8",
    "total.score": "98",
}


@pytest.fixture
def filled(tmp_path):
    """The real form of Qingshen, its prompt for a reason answered."""
    text = QINGSHEN.read_text(encoding="utf-8")
    row = next(line for line in text.split("\n") if line.startswith("\t总额"))
    part = next(line for line in text.split("\n") if line.startswith("\t单位资金"))
    cells = [*row.split("\t")[:8], REASON]
    path = tmp_path / "青神.txt"
    changed = text.replace(row, "\t".join(cells)).replace(part, "\t".join([*part.split("\t")[:8], PART]))
    path.write_text(changed, encoding="utf-8")
    return path


def with_note(**changes):
    return form({**LOW, "funds.total.note": REASON, **changes})


def rows(given):
    return zipfile.ZipFile(io.BytesIO(document([given]).content)).read("word/document.xml").count(b"<w:tr>")


def codes(*forms):
    return {item.code for item in check(forms, default(2020)).findings}


def test_the_reason_beside_the_funds_is_read_row_by_row(filled):
    (found,) = read(filled).forms
    assert found.funds.total.note == REASON
    assert [part.note for part in found.funds.parts] == [None, None, PART, None]
    assert not any(REASON in item.text for item in unplaced(found))


def test_a_prompt_nobody_answered_is_no_reason():
    (found,) = read(QINGSHEN).forms
    assert found.funds.total.note is None
    assert [item.reason for item in found.unread if item.field == "funds.total.note"] == ["prompt"]
    assert "JX219" in codes(found)


def test_a_low_execution_explained_beside_the_funds_is_explained():
    assert "JX218" in codes(form(LOW))
    assert "JX218" not in codes(with_note())
    assert "JX218" in codes(form({**LOW, "funds.total.note": "无"}))


def test_the_standard_workbook_keeps_the_reasons_in_its_working_columns():
    given = with_note(**{"funds.parts[2].note": PART})
    (found,) = read_source(Source("自评表.xlsx", build([given], default(2020)))).forms
    assert flat(found) == flat(given)
    assert (found.place("funds.total.note"), found.place("funds.parts[2].note")) == ("Q6", "Q9")


def test_word_keeps_each_reason_in_a_row_of_its_own():
    given = with_note(**{"funds.parts[1].note": PART})
    assert read_source(Source("导出.docx", document([given]).content)).forms == (given,)


def test_without_a_reason_nothing_is_added_to_the_official_form():
    assert rows(form(LOW)) == rows(CORRECT) == rows(with_note()) - 1
    assert "note" not in as_json(form(LOW))["funds"]["total"]
    assert as_json(with_note())["funds"]["total"]["note"] == REASON


def test_contact_data_in_a_reason_is_not_published():
    given = with_note(**{"funds.parts[0].note": "详询张三13812345678"})
    items = hidden(given)
    assert [item.field for item in items] == ["funds.parts[0].note"]
    shown = published(given, items)
    assert "13812345678" not in str(shown)
    assert shown.funds.total == replace(given.funds.total)


def test_a_template_without_a_place_for_reasons_is_refused(tmp_path, filled):
    older = tmp_path / "旧模板.xlsx"
    book = openpyxl.load_workbook(ROOT / "template.xlsx")
    for sheet in book:
        for name in [name for name in sheet.defined_names if name.endswith(("total.note", "parts.note"))]:
            del sheet.defined_names[name]
    book.save(older)
    loaded = load(filled)
    with pytest.raises(CannotGoOn, match=f"青神.txt.*年度资金总额·偏差原因.*{REASON}.*所用的模板里没有位置"):
        import_forms([loaded], tmp_path / "标准.xlsx", template=older)


def test_an_imported_form_says_the_same_as_its_source(filled, tmp_path, capsys):
    out = tmp_path / "标准.xlsx"
    main(["import", str(filled), "-o", str(out)])
    assert "工资性支出 资金表的原因写在核算区“偏差原因”列" in capsys.readouterr().out
    main(["read", str(out), "--json"])
    funds = json.loads(capsys.readouterr().out)["forms"][0]["funds"]
    assert funds["total"]["note"] == REASON
    assert [part.get("note") for part in funds["parts"]] == [None, None, PART, None]
