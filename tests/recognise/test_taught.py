"""What a user taught serves the forms that need it, and changes what no other form reads."""

from collections.abc import Iterator

import pytest

from jixiao.form.wording import label
from jixiao.importers import read
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.recognise.headings import LAST_NAME
from jixiao.recognise.labels import standard
from jixiao.recognise.recognise import recognise
from jixiao.recognise.taught import MEANINGS, WrongLine, with_taught
from tests.samples import HEMENKOU, REGIONS, SHAPES, golden_of

GOLDENS = {
    golden_of(path).stem: path for path in (*SHAPES, *REGIONS) if path.name.endswith(".txt") and ".raw" not in path.name
}
TEXT = """项目支出绩效自评表
（2023年度）
项目名称\t道路保洁
归口股室\t甲局\t实施单位\t乙所
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t10\t10\t10\t10\t100%\t10
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t干成了多少\t分值\t得分
\t产出指标\t数量指标\t保洁里程\t≥5公里\t5公里\t90\t90
总分\t\t\t\t\t\t100\t100
"""


def meanings() -> dict[tuple[str, str], str]:
    """Part and field → the standard label."""
    return {key: word for word, keys in MEANINGS.items() for key in keys}


def lines_of(path) -> Iterator[str]:
    """What a user would teach to have a form read: the labels it was read by, where they are not the standard ones."""
    labels, named = standard(), meanings()
    words = {
        "head": labels.header,
        "funds": labels.fund_columns,
        "goal": labels.goal,
        "indicators": labels.indicator_columns,
    }
    for table in read(path).tables:
        draft = recognise(table, labels)
        for (row, column), role in draft.roles.items():
            word, part = label(str(table.value(row, column))), part_at(row, draft.parts)
            field, rank = (words[part].ranked(word) if role == "label" and part in words else None) or ("", 0)
            meant = named.get(("header" if part == "head" else part, field))
            if meant and rank < LAST_NAME and label(meant) != word:
                yield f"{word} = {meant}"


def part_at(row: int, parts) -> str:
    return max(((number, part) for number, part in parts if number <= row), default=(0, "head"))[1]


@pytest.mark.parametrize("region", GOLDENS)
def test_what_one_form_teaches_changes_no_other(region):
    taught = "\n".join(dict.fromkeys(lines_of(GOLDENS[region])))
    changed = [name for name, path in GOLDENS.items() if read(path).forms != read(path, taught).forms]
    assert changed == []


def test_some_forms_have_labels_to_teach():
    assert sum(bool(list(lines_of(path))) for path in GOLDENS.values()) > 10


def test_a_label_taught_is_read_and_a_question_before():
    (before,) = read_source(Source("表.txt", TEXT.encode())).forms
    assert (before.department, before.indicators[0].actual) == (None, None)
    assert before.state("department") == before.state("indicators[0].actual") == "unread"
    taught = "归口股室 = 主管部门\n干成了多少 = 实际完成值  # 甲县\n"
    (after,) = read_source(Source("表.txt", TEXT.encode()), taught).forms
    assert (after.department, after.indicators[0].actual) == ("甲局", "5公里")
    assert after.unread_cells == ()


def test_what_was_taught_leaves_a_form_that_needs_none_alone():
    assert read(HEMENKOU, "归口股室 = 主管部门").forms == read(HEMENKOU).forms


@pytest.mark.parametrize("line", ["归口股室", "归口股室 = 股室", " = 主管部门", "预期目标 = 年度指标值"])
def test_a_line_that_teaches_nothing_is_named(line):
    with pytest.raises(WrongLine, match="第 2 行"):
        with_taught(f"干成了多少 = 实际完成值\n{line}")


def test_a_heading_unlike_any_is_asked_about_by_what_it_says():
    rows = ["项目支出绩效自评表", "项目名称\t社区矫正", "主管部门\t甲局", "实施单位\t乙所"]
    rows += [
        "一级指标\t二级指标\t三级指标\t年度指标值\t年终达成数\t得分",
        "产出指标\t数量指标\t监管对象\t150人\t146人\t30",
    ]
    (form,) = read_source(Source("表.txt", "\n".join(rows).encode())).forms
    assert [(cell.text, cell.field) for cell in form.unread_cells] == [
        ("年终达成数", "indicators[0].actual"),
        ("146人", None),
    ]
    (taught,) = read_source(Source("表.txt", "\n".join(rows).encode()), "年终达成数 = 实际完成值").forms
    assert (taught.indicators[0].actual, taught.unread_cells) == ("146人", ())


@pytest.mark.parametrize("word", ["四级指标", "调整指标值"])
def test_a_heading_that_only_says_indicator_is_not_asked_about(word):
    (form,) = read_source(Source("表.txt", TEXT.replace("年度指标值", word).encode())).forms
    (cell,) = [cell for cell in form.unread_cells if cell.text == word]
    assert cell.field is None
