"""However a project sheet is made, each formula of the template is there unless the form claims another figure."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from jixiao import policy
from jixiao.actions.add import added, added_blank
from jixiao.actions.import_forms import workbook_of
from jixiao.actions.loaded import Loaded
from jixiao.actions.migrate import migrate
from jixiao.actions.new import new
from jixiao.actions.open import load, load_source
from jixiao.actions.roll import roll
from jixiao.cli import main
from jixiao.form.flat import flat
from jixiao.form.model import Form, Total
from jixiao.importers.source import Source
from jixiao.sheets.book import build
from jixiao.sheets.completed import completed
from jixiao.sheets.layout import expected_formulas
from jixiao.sheets.own import formulas, own_sheets
from jixiao.xlsx.edit.patch import Patch
from tests import build as forms_of
from tests.samples import HEMENKOU
from tests.strategies import forms

POLICY = policy.load("2020-caiyu-10")
NO_CLAIMS = {
    "funds.total.rate": None,
    "funds.total.score": None,
    "funds.parts[0].rate": None,
    "total.weight": None,
    "total.score": None,
}
DRAFT = forms_of.form(NO_CLAIMS)
"""As a clerk drafts it in Word: weights and scores, nothing summed yet."""
SUMS = "total.weight", "total.score", "funds.total.rate", "funds.total.score", "funds.parts[0].rate"


def again(content: bytes) -> Loaded:
    return load_source(Source("甲.xlsx", content), Path("甲.xlsx"))


def written(folder: Path, *made: Form) -> Path:
    path = folder / "甲.xlsx"
    path.write_bytes(build(made, POLICY))
    return path


def made_new(folder):
    new(folder / "新.xlsx", [None, "道路清扫"], "甲局", "乙局", 2025)
    return load(folder / "新.xlsx"), []


def made_by_roll(folder):
    roll(load(HEMENKOU), 2021, folder / "明年.xlsx")
    return load(folder / "明年.xlsx"), []


def made_by_roll_of_a_draft(folder):
    roll(load(written(folder, DRAFT)), 2021, folder / "明年.xlsx")
    return load(folder / "明年.xlsx"), []


def made_by_import(folder):
    source = load(HEMENKOU)
    return again(workbook_of([source], POLICY).content), source.forms


def made_by_import_of_a_draft(folder):
    source = Loaded(Path("稿.txt"), Source("稿.txt", b""), (DRAFT,))
    return again(workbook_of([source], POLICY).content), (DRAFT,)


def made_by_migrating(folder):
    patch = Patch.open(build([DRAFT], POLICY))
    for cell in [expected for expected, item in expected_formulas(DRAFT, POLICY).items() if item.field in SUMS]:
        patch.set_value(DRAFT.project, cell, None)
    patch.set_value("_参数", "B3", "2019-9")
    (folder / "旧.xlsx").write_bytes(patch.bytes())
    migrate(load(folder / "旧.xlsx"), folder / "迁.xlsx")
    return load(folder / "迁.xlsx"), []


def made_by_the_button_for_a_new_project(folder):
    return again(added_blank(load(written(folder, forms_of.CORRECT)), "新增项目")), []


def made_by_adding_a_form(folder):
    content = added(load(written(folder, forms_of.CORRECT)), [replace(DRAFT, project="电梯二期")])
    return again(content), []


def made_by_scoring_a_foreign_file(folder):
    main(["import", str(HEMENKOU), "-o", str(folder / "甲.xlsx")])
    main(["score", str(HEMENKOU), "-o", str(folder / "评.xlsx")])
    return load(folder / "评.xlsx"), load(HEMENKOU).forms


WAYS = [value for name, value in sorted(globals().items()) if name.startswith("made_")]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_formulas_stand_where_the_form_claims_nothing_else(tmp_path, way):
    made, claims = way(tmp_path)
    assert missing(made, claims) == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(forms())
def test_any_form_leaves_the_formulas_it_has_no_claim_against(form):
    made = again(build([form], POLICY))
    assert missing(made, [form]) == []
    assert made.forms == (completed(form, POLICY),)


def test_what_formulas_add_to_an_imported_form_is_said(tmp_path, capsys):
    path = tmp_path / "稿.xlsx"
    patch = Patch.open(build([DRAFT], POLICY))
    for cell, item in expected_formulas(DRAFT, POLICY).items():
        if item.field in SUMS:
            patch.set_value(DRAFT.project, cell, None)
    path.write_bytes(patch.bytes())
    assert main(["import", str(path), "-o", str(tmp_path / "新.xlsx")]) == 0
    said = capsys.readouterr().err
    assert "由公式算出：老旧小区电梯维修" in said and "总分" in said
    assert load(tmp_path / "新.xlsx").forms[0].total == Total(
        forms_of.CORRECT.total.weight, forms_of.CORRECT.total.score
    )


def missing(made: Loaded, sources) -> list[str]:
    """The formulas of the template that a sheet does not hold, though its form claims nothing in their place."""
    found = []
    for at, form in enumerate(made.forms):
        claims = flat(sources[at]) if at < len(sources) else {}
        held = made.source.book.formulas_of(form.source.sheet)
        (own,) = own_sheets([form])
        for cell, item in formulas(own, own.whole, POLICY).items():
            if held.get(cell) != item.formula and item.field not in claims:
                found.append(f"{form.source.sheet}!{cell} {item.field}")
    return found
