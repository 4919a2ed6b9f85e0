"""Names of sheets in formulas: read from them, and written as Excel shows them."""

import pytest

from jixiao.xlsx.references import as_shown, sheets_in


@pytest.mark.parametrize(
    ("formula", "sheets"),
    [
        ("SUM(汇总表!F4:F18)+'项目 1'!A1", {"汇总表", "项目 1"}),
        ("'甲''乙'!B2", {"甲'乙"}),
        ('"汇总表!A1"&A2', set()),
        ("[1]汇总表!A1", {"[1]汇总表"}),
        ("#REF!A1", {"#REF"}),
    ],
)
def test_a_formula_refers_to_sheets(formula, sheets):
    assert sheets_in(formula) == sheets


@pytest.mark.parametrize(
    ("name", "shown"),
    [("汇总表", "汇总表"), ("项目 1", "'项目 1'"), ("甲'乙", "'甲''乙'"), ("2020年", "'2020年'"), ("AB12", "'AB12'"), ("R1C1", "'R1C1'")],
)  # fmt: skip
def test_a_name_is_in_quotes_where_it_could_be_taken_for_something_else(name, shown):
    assert as_shown(name) == shown
