"""The formulas of a project sheet give what the scoring rules give, whatever is in the form."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao import policy
from jixiao.policy.score import score
from jixiao.sheets import book
from jixiao.sheets.layout import cells
from tests import office
from tests.sheets.recalculated import at, calculated, differences, same, shown, without_results
from tests.sheets.scored_forms import scored_forms

POLICIES = policy.names()
NOT_RESOLVED = "汇总表"  # formualizer knows no names of another sheet ('甲'!总分); LibreOffice checks these
calm = settings(
    max_examples=60,  # of ten forms each
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@calm
@given(st.lists(scored_forms(), min_size=10, max_size=10), st.sampled_from(POLICIES))
def test_formulas_calculate_what_is_kept_beside_them_and_the_scores_of_the_policy(forms, name):
    scoring = policy.load(name)
    content = book.build(forms, scoring)
    ours, theirs = shown(content), calculated(content)
    assert differences({sheet: rows for sheet, rows in ours.items() if sheet != NOT_RESOLVED}, theirs) == []
    for form, rows in zip(forms, list(theirs.values())[2:], strict=False):
        assert figures_of_sheet(form, rows) == figures_of_policy(form, scoring)


@pytest.mark.office
def test_libreoffice_calculates_the_same(tmp_path):
    books = []

    @settings(calm, max_examples=4)
    @given(st.lists(scored_forms(), min_size=12, max_size=12))
    def draw(forms):
        books.extend(book.build(forms[at::3], policy.load(name)) for at, name in enumerate(random.sample(POLICIES, 3)))

    draw()
    files = [tmp_path / f"{at}.xlsx" for at in range(len(books))]
    for file, content in zip(files, books, strict=True):
        file.write_bytes(without_results(content))
    for content, made in zip(books, office.recalculate(files, tmp_path / "made"), strict=True):
        assert differences(shown(content), shown(made)) == []


def figures_of_sheet(form, rows):
    places = cells(form)
    fields = ["working.execution", "summary.indicator_total", "summary.total", "summary.grade"]
    fields += [f"indicators[{number}].working.suggested" for number in range(len(form.indicators))]
    return [rounded(at(rows, places[field])) for field in fields]


def figures_of_policy(form, scoring):
    scores = score(form, scoring)
    expected = [scores.execution.suggested, scores.indicator_total, scores.total, scores.grade]
    return [rounded(value) for value in (*expected, *(item.suggested for item in scores.indicators))]


def rounded(value):
    if value in (None, ""):
        return ""
    return value if isinstance(value, str) else round(float(value), 9)


def test_a_difference_is_seen():
    assert differences({"甲": [[1.0, "a"]]}, {"甲": [[1.01, "a"]]}) == ["甲!R1C1: 1.0 / 1.01"]
    assert same(0.1 + 0.2, 0.3) and not same(float(Decimal("0.3")), "0.3")
