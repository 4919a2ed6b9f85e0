"""JX_CHECK over the cells of a sheet finds what 校验 finds for that form alone."""

import pytest

from jixiao.actions.check import check_files
from jixiao.live.udf import functions
from jixiao.rules import catalogue
from tests.live.one_sheet import BOOK, HEADINGS, LOADED, PRINTED, SHEETS, alone, cells, expected, merged


def checked(sheet, columns):
    table = BOOK.table(sheet)
    return cells(functions.check([list(row[:columns]) for row in table.rows], None, "A1", merged(table)))


def headed(lines):
    return [HEADINGS, *lines] if lines else [["未发现问题"]]


@pytest.mark.parametrize("columns", [PRINTED, 99], ids=["printed", "all"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_block_of_a_sheet_gives_the_findings_of_its_form(sheet, columns):
    assert checked(sheet, columns) == headed(expected(sheet))


def test_the_sample_holds_findings_to_be_found():
    assert len(SHEETS) == 15 and sum(len(alone(sheet)) for sheet in SHEETS) > 100


def test_what_takes_several_forms_another_year_or_the_file_is_left_to_the_button():
    together = {item.code for item in check_files([LOADED]).report.findings}
    here = {item.code for sheet in SHEETS for item in alone(sheet)}
    scopes = {rule.code: rule.scope for rule in catalogue()}
    assert together - here == {"JX602", "JX603", "JX604", "JX605", "JX606", "JX609", "JX610"}
    assert {scopes[code] for code in together - here} == {"forms"}


def test_places_are_those_of_the_sheet_wherever_the_block_begins():
    table = BOOK.table(SHEETS[0])
    block = [["", *row[:PRINTED]] for row in (("",), *table.rows)]
    moved = cells(functions.check([[*line, *[""] * (PRINTED + 1 - len(line))] for line in block], None, "C5"))
    assert moved[1][2] == shifted(checked(SHEETS[0], PRINTED)[1][2])


def shifted(cell):
    """Three columns to the right and five rows down."""
    return f"{chr(ord(cell[0]) + 3)}{int(cell[1:]) + 5}"


def test_an_empty_block_gives_a_blank_cell_and_another_sheet_a_sentence():
    assert functions.check([[None, None], [None, ""]]) == [[""]]
    assert functions.check([["工资表", 1.0]]) == [
        ["请核对：所选区域中没有项目支出绩效自评表；请选中从表名到“总分”的整张表"]
    ]


def test_a_form_without_its_labels_is_named_by_what_is_missing():
    ((message,),) = functions.check([["项目支出绩效自评表"], ["项目名称"]])
    assert message.startswith("请核对：找不到“") and "三级指标" in message


def test_the_policy_of_the_workbook_may_be_handed_in():
    table = BOOK.table(SHEETS[0])
    said = functions.check([list(row) for row in table.rows], "2020-caiyu-10", "A1", merged(table))
    assert cells(said) == headed(expected(SHEETS[0]))


def test_the_list_is_fitted_to_an_array_formula():
    table = BOOK.table(SHEETS[0])
    wanted = expected(SHEETS[0])
    block = [list(row) for row in table.rows]
    tall = functions.check(block, None, "A1", merged(table), float(len(wanted) + 4), 6.0)
    assert tall == [*([*line, ""] for line in (HEADINGS, *wanted)), *[[""] * 6] * 3]
    short = functions.check(block, None, "A1", merged(table), 2.0, 5.0)
    assert short[1] == [
        f"还有 {len(wanted)} 条没有显示，请把数组公式的区域加长 {len(wanted) - 1} 行",
        "",
        "",
        "",
        "",
    ]
