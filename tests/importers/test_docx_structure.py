"""How Word documents hold their forms: split tables, repeated heads, text around, tracked changes, merges."""

from dataclasses import replace

import pytest

from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy import for_form
from jixiao.rules import check
from tests.build import form
from tests.importers import documents
from tests.importers.documents import Box, Layout, docx, official, package, paragraph, table

LAYOUT = official(form())
ROWS = LAYOUT.rows
HEADING = next(at for at, row in enumerate(ROWS) if row[1].text == "一级指标")
TITLES = "".join(map(paragraph, LAYOUT.above))


def read_body(body):
    return read_source(Source("自评表.docx", package(body))).forms


def bare(rows):
    """Rows as they are on top of a new table, where no cell above reaches into them."""
    return [[replace(box, covered=False) for box in rows[0]], *rows[1:]]


@pytest.mark.parametrize("kept", range(1, 7))
def test_a_form_split_in_two_tables_is_one_form(kept):
    cut = HEADING + kept
    second = bare(ROWS[cut:])
    (found,) = read_body(TITLES + table(ROWS[:cut]) + paragraph("（接下页）") + table(second))
    expected = form()
    assert [row.name for row in found.indicators] == [row.name for row in expected.indicators]
    assert found.total == expected.total
    assert found.place("total.score") == f"表 2 行 {len(second)}"


def test_the_second_table_may_be_drawn_without_the_group_label():
    cut = HEADING + 3
    second = [
        [replace(row[0], across=row[0].across - 1), *row[1:]] if row[0].across > 1 else row[1:] for row in ROWS[cut:]
    ]
    (found,) = read_body(TITLES + table(ROWS[:cut]) + paragraph("") + table(bare(second)))
    assert [row.score for row in found.indicators] == [row.score for row in form().indicators]
    assert found.total == form().total


def test_a_second_table_with_the_heading_repeated_is_one_form():
    cut = HEADING + 4
    (found,) = read_body(TITLES + table(ROWS[:cut]) + paragraph("续表") + table([ROWS[HEADING], *bare(ROWS[cut:])]))
    assert len(found.indicators) == 7
    assert found.total == form().total


def test_a_second_table_with_title_project_and_heading_repeated_is_one_form():
    cut = HEADING + 4
    again = "".join(map(paragraph, ("项目支出绩效自评表（续）", "（2020年度）")))
    (found,) = read_body(TITLES + table(ROWS[:cut]) + again + table([ROWS[0], ROWS[HEADING], *bare(ROWS[cut:])]))
    assert len(found.indicators) == 7
    assert found.total == form().total


def test_a_heading_repeated_inside_a_table_is_no_indicator():
    cut = HEADING + 4
    (found,) = read_body(TITLES + table([*ROWS[:cut], ROWS[0], ROWS[HEADING], *ROWS[cut:]]))
    assert found == form()


def test_the_funds_and_the_indicators_may_stand_in_tables_of_their_own():
    (found,) = read_body(TITLES + table(ROWS[:2]) + paragraph("") + table(ROWS[2:HEADING]) + table(ROWS[HEADING:]))
    assert found == form()
    assert found.place("funds.total.annual") == "表 2 行 2"


def test_text_and_other_tables_between_the_forms_belong_to_none():
    roster = table([[Box("姓名"), Box("电话")], [Box("张三"), Box("123")]])
    report = paragraph(
        "二、项目支出绩效自评表填报情况：本单位共有项目2个，自评结果均为优，现将各项目自评情况报告如下。"
    )
    first, second = form(project="甲项目"), form(project="乙项目", year=2021)
    bodies = ["".join(map(paragraph, item.above)) + table(item.rows) for item in map(official, (first, second))]
    assert read_body(roster + report + bodies[0] + roster + report + bodies[1] + roster) == (first, second)


def test_the_unit_of_money_and_the_project_may_stand_in_paragraphs():
    rows = [row if row[0].text.startswith("项目资金") is False else [Box("项目资金"), *row[1:]] for row in ROWS[1:]]
    above = "".join(map(paragraph, (*LAYOUT.above, f"项目名称：{form().project}          单位：万元")))
    (found,) = read_body(above + table(rows))
    assert found == form()
    assert found.place("project") == "表 1 上方"


def test_a_label_and_its_value_may_share_a_cell():
    rows = [
        [Box(f"项目名称：{form().project}", 9)],
        [Box(f"主管部门：{form().department}", 4), Box(f"实施单位：{form().unit}", 5)],
    ]
    (found,) = read_body(TITLES + table([*rows, *ROWS[2:]]))
    assert found == form()


def test_paragraphs_line_breaks_and_runs_within_a_cell_make_one_text():
    goal = "完成清淤，\n保证防汛。\n\n"
    (found,) = read_body(
        TITLES
        + table(official(form({"goal.expected": goal})).rows).replace("</w:r><w:r>", "</w:r><w:bookmarkEnd/><w:r>")
    )
    assert found.goal.expected == "完成清淤，保证防汛。"


def test_rows_deleted_in_tracked_changes_are_gone():
    row = table([ROWS[HEADING + 1]]).split("</w:tblGrid>")[1].split("</w:tbl>")[0]
    gone, new = (row.replace("<w:tr>", f"<w:tr><w:trPr><w:{kind}/></w:trPr>") for kind in ("del", "ins"))
    body = TITLES + table(ROWS)
    at = body.index("<w:tr>", body.index("一级"))
    assert read_body(body[:at] + gone + body[at:]) == (form(),)
    (found,) = read_body(body[:at] + new + body[at:])
    assert len(found.indicators) == 8


def test_inserted_text_counts_and_deleted_text_does_not():
    name = f"{form().project}"
    middle = len(name) // 2
    halves = name[:middle], name[middle:]
    plain = f'<w:r><w:t xml:space="preserve">{halves[1]}</w:t></w:r>'
    tracked = f"<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>{halves[1]}</w:t></w:r></w:ins>"
    body = TITLES + table(ROWS)
    assert plain in body
    (found,) = read_body(body.replace(plain, tracked, 1))
    assert found.project == name


def test_footnotes_fields_hidden_text_and_equations_read_as_shown():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>'
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = table(ROWS).replace("</w:p>", f"{mark}{field}</w:p>")
    assert read_body(TITLES + body) == (form(),)


def test_rows_and_cells_in_content_controls_are_read():
    body = (
        table(ROWS)
        .replace("<w:tr>", "<w:sdt><w:sdtPr/><w:sdtContent><w:tr>")
        .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
    )
    assert read_body(f"<w:sdt><w:sdtContent>{TITLES}{body}</w:sdtContent></w:sdt>") == (form(),)


def test_a_title_in_a_text_box_belongs_to_the_table_below():
    box = (
        f"<w:p><w:r><w:drawing><wsp><txbx><w:txbxContent>{TITLES}</w:txbxContent></txbx></wsp></w:drawing></w:r></w:p>"
    )
    assert read_body(box + table(ROWS)) == (form(),)


def test_the_strict_dialect_reads_alike(monkeypatch):
    monkeypatch.setattr(documents, "W", "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_body(TITLES + table(ROWS)) == (form(),)


def test_a_blank_category_cell_that_is_not_merged_is_not_filled_from_above():
    changes = {f"indicators[3].{key}": value for key, value in {"target": "50万元", "actual": "48万元"}.items()}
    rows = [list(row) for row in official(form({**changes, "indicators[3].name": "指标1：总成本"})).rows]
    at = HEADING + 4
    rows[at][2] = Box("")
    (found,) = read_body(TITLES + table(rows))
    assert found.indicators[3].category is None
    codes = [item.code for item in check(read_body(TITLES + table(rows)), for_form(found)).findings]
    assert "JX121" in codes


def test_a_blank_category_cell_inside_a_merge_is_the_one_above():
    rows = [list(row) for row in ROWS]
    rows[HEADING + 4][2] = Box("", covered=True)
    (found,) = read_body(TITLES + table(rows))
    assert found.indicators[3].category == "时效指标"


def test_a_field_knows_its_table_and_row_in_the_document():
    two = docx([LAYOUT, official(form(project="乙项目"))])
    first, second = read_source(Source("两张.docx", two)).forms
    assert first.place("indicators[0].name") == f"表 1 行 {HEADING + 2}"
    assert second.place("project") == "表 2 行 1"
    assert second.place("title") == "表 2 上方"
    assert second.source.block == 2


def test_layouts_without_titles_are_distinguished_by_their_projects():
    first, second = form(project="甲", title=None, year=None), form(project="乙", title=None, year=None)
    bodies = [table(official(item).rows) + paragraph("") for item in (first, second)]
    assert read_body("".join(bodies)) == (first, second)
    together = Layout((), (*official(first).rows, *official(second).rows))
    assert read_body(table(together.rows)) == (first, second)
