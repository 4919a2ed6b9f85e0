"""A fault in one cell is reported there and not again at the formulas that follow from it."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jixiao.actions.check import check_files
from jixiao.actions.open import load_source
from jixiao.cli import main
from jixiao.importers.source import Source
from jixiao.xlsx.edit.patch import Patch
from tests import build
from tests.importers.documents import official
from tests.importers.sheets_and_pages import saved, xlsx
from tests.submit.books import workbook

POINTS = "indicators[3].score"


def found(content):
    """Code and cell of every finding about a workbook."""
    loaded = load_source(Source("表.xlsx", content), Path("表.xlsx"))
    return [(item.code, item.cell) for item in check_files([loaded]).report.findings]


def form_of(content):
    (form,) = load_source(Source("表.xlsx", content), Path("表.xlsx")).forms
    return form


def changed(content, texts, results):
    """The workbook with typed `texts` and with the `results` that Excel then shows at its formulas."""
    loaded = load_source(Source("表.xlsx", content), Path("表.xlsx"))
    (form,) = loaded.forms
    formulas = loaded.source.book.formulas_of(form.source.sheet)
    patch = Patch.open(content, name="表.xlsx")
    for path, text in texts.items():
        patch.set_value(form.source.sheet, form.source.places[path], text)
    for path, value in results.items():
        cell = form.source.places[path]
        patch.set_formula(form.source.sheet, cell, formulas[cell], value)
    return patch.bytes()


AS_TEXT = {
    "得分": ({POINTS: "10分"}, {"total.score": Decimal("89.6")}, "H16"),
    "得分，全角": ({POINTS: "１０"}, {"total.score": Decimal("89.6")}, "H16"),
    "分值": ({"indicators[3].weight": "10分"}, {"total.weight": Decimal(90)}, "G16"),
    "执行率分值": (
        {"funds.total.weight": "10分"},
        {"funds.total.score": "", "total.score": Decimal(90), "total.weight": Decimal(90)},
        "G6",
    ),
    "全年预算数": (
        {"funds.total.annual": "50万元"},
        {"funds.total.rate": "", "funds.total.score": "", "total.score": Decimal(90)},
        "E6",
    ),
}


@pytest.mark.parametrize(("texts", "results", "cell"), AS_TEXT.values(), ids=AS_TEXT)
def test_a_number_kept_as_text_is_reported_once_and_its_sums_are_not(texts, results, cell):
    assert found(changed(workbook(), texts, results)) == [("JX709", cell)]


def test_a_total_typed_by_hand_is_still_held_against_the_scores():
    content = changed(workbook(), {POINTS: "10分", "total.score": 80}, {})
    assert sorted(found(content)) == [("JX311", "H20"), ("JX709", "H16")]


def test_a_stale_total_is_reported_once_and_not_at_the_formulas_that_read_it():
    assert found(changed(workbook(), {}, {"total.score": Decimal(50)})) == [("JX703", "H20")]


def test_a_collection_reports_the_cause_alone(tmp_path, capsys):
    content = changed(workbook(), {POINTS: "10分"}, {"total.score": Decimal("89.6")})
    (tmp_path / "表.xlsx").write_bytes(content)
    main(["collect", str(tmp_path), "-o", str(tmp_path / "汇总.xlsx"), "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert [item["code"] for item in printed["findings"] if item["code"].startswith(("JX3", "JX7"))] == ["JX709"]


def test_a_sum_on_the_sheet_of_another_office_is_not_accused_for_a_number_kept_as_text():
    book = load_workbook(io.BytesIO(xlsx([[official(build.form())]])))
    for row in book["表1"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.replace(".", "").isdecimal():
                cell.value = float(cell.value)
    content = saved(book)
    places = form_of(content).source.places
    patch = Patch.open(content)
    total, first, last = places["total.score"], places["indicators[0].score"], places["indicators[6].score"]
    patch.set_value("表1", places[POINTS], "10分")
    patch.set_formula("表1", total, f"SUM({first}:{last},{places['funds.total.score']})", Decimal("89.6"))
    assert found(patch.bytes()) == [("JX709", places[POINTS])]
