"""Sheets laid out as our template's: also lower and further right, with rows nobody used, typed over, or with texts for numbers."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy import default
from jixiao.rules import check
from jixiao.sheets.base import template_of
from jixiao.sheets.book import blank, build, results_book
from jixiao.sheets.facts import same, value_at
from jixiao.sheets.held import unknown
from jixiao.sheets.overflow import cut_texts, fitted
from jixiao.sheets.own import doubtful_formulas, expected_formulas, formulas, open_inputs, own_sheets, text_numbers
from jixiao.sheets.results import results
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.references import displaced
from jixiao.xlsx.stamp.template import TemplateError
from tests.build import form
from tests.importers.documents import official
from tests.importers.sheets_and_pages import xlsx

POLICY = default(2020)


def read(content: bytes):
    return read_source(Source("自评.xlsx", content))


def opened(content: bytes):
    source = Source("自评.xlsx", content)
    return read_source(source).forms, source.book


def changed(act, *forms) -> bytes:
    patch = Patch.open(build(forms or (form(),), POLICY))
    act(patch, read(patch.archive.packed()).forms[0])
    return patch.bytes()


def test_a_sheet_of_ours_as_it_was_made_has_nothing_doubtful():
    forms, book = opened(build([form()], POLICY))
    (own,) = own_sheets(forms)
    table = own.places.table
    assert own.computes and own.unchanged
    assert all(same(value_at(table, cell), item[2]) for (_, cell), item in doubtful_formulas([own], POLICY, book))
    assert own.text_numbers == () and list(open_inputs(own)) == []


def test_a_foreign_sheet_computes_nothing_and_a_text_is_no_sheet():
    (other,) = own_sheets(read(xlsx([[official(form())]])).forms)
    assert not other.computes and list(expected_formulas([other], POLICY, opened(xlsx([[official(form())]]))[1])) == []
    assert list(own_sheets([form()])) == [] and list(text_numbers(form())) == []


def test_rows_nobody_used_are_counted_as_the_template_counts_them():
    content = blank("某局", "某部门", 2021, ["甲"], POLICY)
    forms, book = opened(content)
    (own,) = own_sheets(forms)
    assert not own.unchanged and None in own.numbers
    found = list(doubtful_formulas([own], POLICY, book))
    assert all(field for _, (field, _, _) in found)


def test_working_inputs_nobody_filled_are_given_from_the_texts():
    def empty(patch, found):
        for name in ("nature", "direction", "target_number", "actual_number", "measure_unit"):
            patch.set_value(found.source.sheet, found.place(f"indicators[0].{name}"), None)

    forms, book = opened(changed(empty))
    (own,) = own_sheets(forms)
    given = dict(open_inputs(own))
    assert set(map(str, given.values())) >= {"定量", "≥", "8"}
    # a row whose inputs say nothing is not held against what its texts say
    expected = [field for _, (field, _, _) in expected_formulas([own], POLICY, book)]
    assert not any(field.startswith("indicators[0]") for field in expected)
    assert any(field.startswith("indicators[1]") for field in expected)


def test_a_sheet_with_a_number_typed_as_text_is_left_to_excel():
    def typed(patch, found):
        patch.set_value(found.source.sheet, found.place("indicators[0].score"), "15")
        patch.set_value(found.source.sheet, found.place("total.score"), 1)

    forms, book = opened(changed(typed))
    (own,) = own_sheets(forms)
    assert [item.field for item in own.text_numbers] == ["indicators[0].score"]
    assert list(doubtful_formulas([own], POLICY, book)) == []


def test_a_blank_dimension_is_counted_as_the_one_above():
    rows = [replace(row, dimension=None) if at == 4 else row for at, row in enumerate(form().indicators)]

    def blanked(patch, found):
        patch.set_value(found.source.sheet, found.place("indicators[4].dimension"), None)

    forms = read(changed(blanked)).forms
    (own,) = own_sheets([replace(forms[0], indicators=tuple(rows))])
    assert own.form.indicators[4].dimension is None and own.whole.indicators[4].dimension == "产出指标"


def moved_right(content: bytes, down: int, right: int) -> bytes:
    """The project sheet as Excel leaves it when rows and columns are put before it: read and written cell by cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[read(content).forms[0].source.sheet]
    merges = [str(area) for area in sheet.merged_cells.ranges]
    for area in merges:
        sheet.unmerge_cells(area)
    sheet.move_range(sheet.dimensions, rows=down, cols=right, translate=False)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = "=" + displaced(cell.value[1:], down, right)
    for area in merges:
        sheet.merge_cells(displaced(area, down, right))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_sheet_lower_and_further_right_is_ours_with_its_formulas_there():
    forms, _ = opened(moved_right(build([form()], POLICY), 2, 1))
    (own,) = own_sheets(forms)
    (plain,) = own_sheets(read(build([form()], POLICY)).forms)
    assert (own.shift.down, own.shift.right) == (2, 1) and own.computes
    assert own.cell("project") == forms[0].place("project") == displaced(plain.cell("project"), 2, 1)
    assert {cell: item.formula for cell, item in formulas(own, own.whole, POLICY).items()} == {
        displaced(cell, 2, 1): displaced(item.formula, 2, 1)
        for cell, item in formulas(plain, plain.whole, POLICY).items()
    }


def test_rows_too_low_for_their_texts_are_wanted_higher_and_no_row_lower():
    def long(patch, found):
        patch.set_value(found.source.sheet, found.place("goal.actual"), "完成情况良好。" * 100)

    forms, book = opened(changed(long))
    (own,) = own_sheets(forms)
    found = fitted(own.form, book.markup(own.name))
    row = int(own.cell("goal.actual")[1:])
    assert set(found.heights) == {row} == set(found.kept) and found.pages in (1, 2, 0)
    forms, book = opened(build([form()], POLICY))
    assert fitted(forms[0], book.markup(forms[0].source.sheet)) is None


def test_a_text_no_row_can_show_is_cut():
    def endless(patch, found):
        patch.set_value(found.source.sheet, found.place("indicators[0].actual"), "8台，全部检验合格。" * 300)

    forms, book = opened(changed(endless))
    (found,) = cut_texts(own_sheets(forms), book)
    assert found.field == "indicators[0].actual" and found.needed > found.shown > 1


def test_a_template_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TemplateError, match=r"没有\.xlsx：模板打不开.*不写 --template"):
        template_of(Path(tmp_path, "没有.xlsx"))


def test_a_template_restyled_before_there_were_tasks_gets_them_as_headings():
    prototype = template_of(None).prototypes["findings"]
    older = replace(
        prototype, fits={name: fit for name, fit in prototype.fits.items() if not name.startswith("first.")}
    )
    report = check([form({"total.weight": "90"})], POLICY)
    plan = results(report, lambda _: None, unknown, older)
    texts = [line.fields.get("heading.text") for line in plan.blocks["findings"]]
    assert texts[0] == "先做这几件事" and "总分行的分值与各项之和不同" in texts[1]
    assert results_book(report, unknown).startswith(b"PK")
