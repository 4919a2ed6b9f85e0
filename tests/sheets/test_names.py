"""Sheet names: within Excel's limits, unique, recognisable."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.sheets.names import sheet_names

FORBIDDEN = set("[]:*?/\\")


def test_a_project_gives_its_name_to_its_sheet():
    assert sheet_names(["综治维稳经费"]) == ["综治维稳经费"]


def test_forbidden_characters_become_their_wide_twins():
    assert sheet_names(["a/b:c*[d]?\\"]) == ["a／b：c＊［d］？＼"]


def test_an_apostrophe_stays_inside_but_not_at_the_ends():
    assert sheet_names(["'O'Brien'"]) == ["O'Brien"]


def test_the_same_name_twice_is_numbered_within_the_limit():
    long = "长" * 40
    assert sheet_names([long, long]) == ["长" * 31, "长" * 28 + "（2）"]


def test_names_of_our_own_sheets_are_not_taken():
    assert sheet_names(["汇总表", "校验结果", "History", None]) == [
        "汇总表（2）",
        "校验结果（2）",
        "History（2）",
        "未命名项目",
    ]


@given(st.lists(st.none() | st.text(max_size=60), max_size=8))
def test_any_texts_give_lawful_unique_names(projects):
    names = sheet_names(projects)
    assert len({name.casefold() for name in names}) == len(projects)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not FORBIDDEN & set(name) and not name.startswith("'") and not name.endswith("'")
        assert name.isprintable() and name.strip() == name
