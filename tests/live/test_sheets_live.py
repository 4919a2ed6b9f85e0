"""评分, 更新汇总, 新建项目, 导入 and 设置 pressed on an open document: the same figures and sheets as in the closed file."""

import re
import subprocess

import pytest

from jixiao.actions.add import added, added_blank
from jixiao.actions.fill_scores import filled
from jixiao.actions.open import load
from jixiao.actions.score import score_forms
from jixiao.actions.settings import Settings, settled
from jixiao.policy import names
from tests.live.seen import closed, contents, figures, formulas_agree
from tests.live.stage import SAMPLE
from tests.samples import HEMENKOU

pytestmark = pytest.mark.office
PROJECT = "河西锦苑小区电梯维护经费"
SCORE = "H16"
TITLE = "项目（政策）支出绩效自评表"
NUMBERS = re.compile(r"<c:numCache>.*?</c:numCache>", re.S)


def test_score_fills_the_empty_cell_and_says_what_differs(stage):
    sheet = stage.book.sheets[PROJECT]
    sheet.range(SCORE).value = None
    before = stage.loaded()
    (message,) = stage.press("score")
    now, wanted = stage.loaded(), closed(filled(score_forms(before)))
    assert now.forms == wanted.forms != before.forms
    assert "填入建议得分 1 处" in message and "环卫经费项目 I6" in message and "已填 6.67，核算 6.66" in message


def test_scores_are_numbers_also_in_cells_the_clerk_formatted_as_text(stage):
    sheet = stage.book.sheets[PROJECT]
    sheet.api.Unprotect("")
    sheet.range(SCORE).value = None
    sheet.api.Range("H15:H17").NumberFormat = "@"
    before = stage.loaded()
    stage.press("score")
    now, wanted = stage.loaded(), closed(filled(score_forms(before)))
    assert contents(now, PROJECT)[SCORE] == contents(wanted, PROJECT)[SCORE] and isinstance(
        contents(now, PROJECT)[SCORE], float
    )
    assert sheet.api.Range("H15").NumberFormat == "@"


def test_summary_holds_the_figures_of_the_closed_file_and_calculates_live(whole_stage):
    sheet = whole_stage.book.sheets[PROJECT]
    whole_stage.press("summary")
    before = whole_stage.loaded()
    assert figures(before) == figures(load(SAMPLE))
    sheet.range("F6").value = 1
    whole_stage.app.calculate()
    (row,) = [row for row in figures(whole_stage.loaded()) if PROJECT in row]
    assert row[6] == "1" and formulas_agree(whole_stage.loaded())


def test_the_charts_of_the_summary_go_on_showing_its_figures(whole_stage):
    whole_stage.press("summary")
    archive = whole_stage.loaded().source.book.archive
    charts = [archive.text(part) for part in archive if part.startswith("xl/charts/chart")]
    budgets = [row[5] for row in figures(whole_stage.loaded())[3:18]]
    shown = [re.findall(r"<c:v>([^<]*)</c:v>", cache) for text in charts for cache in NUMBERS.findall(text)]
    assert budgets in [[f"{float(each):.9g}" for each in numbers] for numbers in shown]


def test_new_adds_a_blank_form_whose_lists_and_formulas_are_of_this_workbook(stage):
    before = stage.loaded()
    (message,) = stage.press("new", "新增项目")
    now, wanted = stage.loaded(), closed(added_blank(before, "新增项目"))
    assert now.forms == wanted.forms
    assert contents(now, "新增项目") == contents(wanted, "新增项目")
    assert figures(now) == figures(wanted)
    assert stage.book.sheets.active.name == "新增项目" and "新增项目" in message
    assert not now.source.book.archive.text("xl/workbook.xml").count("externalReference")


def test_import_brings_every_form_of_a_text(stage, tmp_path):
    _, *others = HEMENKOU.read_text(encoding="utf-8").split(TITLE)
    text = tmp_path / "几张表.txt"
    text.write_text(TITLE.join(["", *others[-3:]]), encoding="utf-8")
    before = stage.loaded()
    (message,) = stage.press("import_forms", [str(text)])
    now, wanted = stage.loaded(), closed(added(before, load(text).forms))
    assert now.forms == wanted.forms
    assert figures(now) == figures(wanted)
    assert message.startswith("已导入 4 张表。") and formulas_agree(now)


def test_import_of_what_is_no_form_changes_nothing(stage, tmp_path):
    (tmp_path / "信.txt").write_text("今天天气很好", encoding="utf-8")
    before = stage.loaded()
    (message,) = stage.press("import_forms", [str(tmp_path / "信.txt")])
    assert "信.txt" in message and stage.loaded().forms == before.forms


def test_settings_change_the_policy_and_the_results_follow(stage):
    number = names().index("2021-caiyu-101") + 1
    before = stage.loaded()
    blank = not all(form.unit for form in before.forms), not all(form.year for form in before.forms)
    messages = stage.press("settings", str(number), "无", *["" for missing in blank if missing])
    now = stage.loaded()
    wanted = closed(settled(before, Settings(policy="2021-caiyu-101")))
    assert "2021-caiyu-101" in messages[-1] and now.kept.policy == "2021-caiyu-101"
    assert figures(now) == figures(wanted) and formulas_agree(now)


def test_the_summary_made_again_prints_on_as_many_pages_as_before(whole_stage):
    pages = []
    for _ in range(2):
        whole_stage.press("export_pdf", *["yes"] * len(pages))
        (made,) = whole_stage.folder.glob("*.pdf")
        messages = subprocess.run(["pdfinfo", made], capture_output=True, text=True, check=True).stdout
        pages.append([line for line in messages.splitlines() if line.startswith(("Pages", "Page size"))])
        whole_stage.book.sheets[PROJECT].range("F6").value = 10.5
        whole_stage.press("summary")
    assert pages[0] == pages[1]


def test_settings_say_which_severities_a_check_does_not_show(stage):
    number = names().index(stage.loaded().kept.policy) + 1
    before = stage.loaded()
    blank = ["" for known in (all(f.unit for f in before.forms), all(f.year for f in before.forms)) if not known]
    messages = stage.press("settings", str(number), "提示", *blank)
    assert "校验不显示：提示" in messages[-1] and stage.loaded().kept.hides == ("notice",)
    (messages,) = stage.press("check")
    assert "提示 0。" in messages and "未显示：提示" in messages and "点“设置”可以改" in messages
    (messages,) = stage.press("settings", str(number), "错误")[-1:]
    assert "“错误”不能设为不显示" in messages and stage.loaded().kept.hides == ("notice",)
