"""与上年对比 and the tables of one file: a workbook rolled on, two years of collections, rows of forms and findings."""

from __future__ import annotations

import pytest

from jixiao.actions.check import check_files
from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.actions.file_tables import file_tables
from jixiao.actions.open import load
from jixiao.actions.roll import roll
from jixiao.actions.summary import summarise
from jixiao.actions.summary_before import before_of
from jixiao.actions.year_on_year import compared, files_before, last_year, the_year
from jixiao.collect.year_on_year import STATES
from jixiao.collect.years import Years
from jixiao.errors import CannotGoOn
from jixiao.policy import load as policy
from jixiao.policy.score import score
from tests.actions.files import POLICY, WRONG, ours
from tests.build import form
from tests.collect.seasons import silent


def test_the_tables_of_a_file_have_a_row_for_each_form_indicator_and_finding():
    loaded = ours(form(WRONG))
    scores = [score(each, policy(POLICY)) for each in loaded.forms]
    found = check_files([loaded], POLICY).report.findings
    made = file_tables(loaded, policy(POLICY), scores, found)
    assert [row["project"] for row in made.forms] == [form().project] and made.forms[0][
        "annual"
    ] == form().funds.total.annual
    assert len(made.indicators) == len(form().indicators) and len(made.findings) == len(found) > 0


def test_a_workbook_rolled_on_is_compared_with_the_forms_it_keeps(tmp_path):
    old = ours(folder=tmp_path)
    rolled = load(roll(old, 2021, tmp_path / "2021.xlsx").path)
    made = before_of(summarise(rolled, POLICY))
    assert made is not None and made.year == 2020 and made.unfinished
    assert made.whole["annual_before"] == form().funds.total.annual
    assert before_of(summarise(old, POLICY)) is None


@pytest.fixture
def seasons(tmp_path):
    for year in (2020, 2021):
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "甲局.xlsx").write_bytes(ours(form({"year": year})).source.data)
    return tmp_path


def test_a_collection_is_compared_with_the_folder_of_the_year_before(seasons):
    def read(inboxes):
        return gather(inboxes, [], None, None, 1, silent)

    gathered = read([seasons / "2021"])
    now = collect(gathered.reads, gathered.found, Wanted(years=Years((2021,), "given")))
    before = last_year(seasons / "2020", now, Wanted(), read)
    assert before is not None and the_year(now) == 2021
    changes = compared(tables_of(now, None), now, before, None).changes
    assert changes is not None and changes.years == (2020, 2021)
    assert [(row["project"], row["state"]) for row in changes.project_changes] == [(form().project, STATES["both"])]
    assert [path.name for path in files_before(seasons / "2020")] == ["甲局.xlsx"] and files_before(None) == []
    with pytest.raises(CannotGoOn, match="里面没有 2020 年度的自评表"):
        last_year(seasons / "2021", now, Wanted(), read)
