"""Every number of a report is that of the workbook it leads to: each formula is recalculated by a spreadsheet."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from functools import cache

import openpyxl
import pytest
from bench import inbox

from jixiao import resources
from jixiao.actions.open import load
from jixiao.actions.report import DRAFT, Options, report_of_collection, report_of_file, write_report
from jixiao.actions.summary import summarise
from jixiao.cli import main
from jixiao.form.rounding import percent, plain
from jixiao.importers.read import open_source
from jixiao.report.blocks import Chart, Grid, Heading, Paragraph
from tests.office import convert, require
from tests.report import proof
from tests.samples import HEMENKOU, some_forms

WITHOUT_FORMULA = {"单位个数", "主管部门个数", "涉及的项目"}
"""Counts of different names, which a plain formula cannot give; they are compared with the columns themselves."""


@pytest.fixture(scope="module")
def unit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("报告")
    output = folder / "报告.docx"
    report = report_of_file(load(HEMENKOU), output, Options())
    write_report(report, output)
    return report, folder / f"报告{DRAFT}"


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    folder = tmp_path_factory.mktemp("一季")
    inbox.fill(folder / "收件夹", 60, 16, 2, inbox.NONE_SAVED)
    book = folder / "汇总.xlsx"
    roster = ["--roster", str(inbox.beside(folder / "收件夹", "名单.csv")), "--deadline", inbox.DEADLINE]
    main(["collect", str(folder / "收件夹"), "-o", str(book), *roster])
    return report_of_collection(open_source(book), Options(unit="青河区财政局")), book


def test_a_unit_beside_the_roster_is_not_counted_among_the_late(tmp_path):
    (tmp_path / "收件夹").mkdir()
    (tmp_path / "收件夹" / "甲.txt").write_text(some_forms(1), encoding="utf-8")
    (tmp_path / "名单.csv").write_text("单位\n青河区园林管理所\n", encoding="utf-8")
    book = tmp_path / "汇总.xlsx"
    asked = ["--roster", str(tmp_path / "名单.csv"), "--deadline", "2021-03-31"]
    main(["collect", str(tmp_path / "收件夹"), "-o", str(book), *asked])
    report = report_of_collection(open_source(book), Options())
    said = {figure.label: figure.shown for figure in proof.figures(report)}
    assert (said["应报单位"], said["未报单位"], said["逾期单位"], said["名单外单位"]) == ("1", "1", "0", "1")


@cache
def values(path):
    """A workbook with the values of its cells."""
    return openpyxl.load_workbook(path, data_only=True)


@pytest.mark.office
@pytest.mark.parametrize("which", ["unit", "season"])
def test_every_figure_is_what_its_formula_gives_in_the_workbook(which, request, tmp_path):
    require("soffice")
    report, book = request.getfixturevalue(which)
    proved = [figure for figure in proof.figures(report) if figure.formula]
    given = proof.recalculated(book, [figure.formula for figure in proved], tmp_path)
    wrong = [
        (figure.label, figure.shown, figure.formula, value)
        for figure, value in zip(proved, given, strict=True)
        if not proof.agrees(figure.shown, value)
    ]
    assert wrong == []
    assert len(proved) > 100


def test_only_counts_of_names_have_no_formula_and_they_are_those_of_the_column(unit):
    report, book = unit
    bare = {figure.label: figure.value for figure in proof.figures(report) if not figure.formula}
    assert set(bare) <= WITHOUT_FORMULA
    sheet = values(book)["校验结果"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert bare["涉及的项目"] == len(
        {row[2] for row in rows if row[1] in ("错误", "警告") and row[2] != "工作簿" and row[12]}
    )


def test_every_figure_of_a_season_has_a_formula_or_names_its_cells(season):
    report, _ = season
    bare = [figure for figure in proof.figures(report) if not figure.formula]
    assert {figure.label for figure in bare if "!" not in figure.origin} <= WITHOUT_FORMULA
    assert all(figure.origin for figure in bare)
    assert "三级指标个数" not in {figure.label for figure in bare}


@pytest.mark.parametrize("which", ["unit", "season"])
def test_the_words_of_the_report_hold_no_number_of_their_own(which, request):
    report, _ = request.getfixturevalue(which)
    wording = resources.path("workbook/report.toml").read_text(encoding="utf-8")
    known = "".join([wording, *report.facts.words.values()])
    strange = [
        number
        for text in proof.words(report)
        for number in re.findall(r"\d[\d.]*", re.sub(r"^\d+\. ", "", text))
        if number.rstrip(".") not in known and not text.isdigit()
    ]
    assert strange == []


def test_the_document_says_what_the_blocks_say_and_nothing_else(unit):
    report, _ = unit
    printed = Counter()
    for block in report.blocks:
        if isinstance(block, (Heading, Chart)):
            printed["".join((block.text if isinstance(block, Heading) else block.title).split("\n"))] += 1
        elif isinstance(block, Paragraph):
            printed["".join(piece.text for piece in block.pieces)] += 1
        elif isinstance(block, Grid):
            cells = [
                *(column.label for column in block.columns),
                *("".join(p.text for p in c) for r in block.rows for c in r),
            ]
            printed.update([block.title, *([block.unit] if block.unit else []), *(cell for cell in cells if cell)])
    assert Counter(proof.paragraphs(report.content)) == printed


def test_the_main_figures_are_those_of_the_summary(unit):
    report, _ = unit
    whole = summarise(load(HEMENKOU)).whole
    shown = {figure.label: figure.shown for figure in proof.figures(report)}
    assert shown["全年预算合计"] == plain(whole.annual) == "562.01"
    assert shown["全年执行合计"] == plain(whole.executed)
    assert shown["预算执行率"] == percent(whole.rate) == "93.28%"
    assert shown["平均得分"] == plain(whole.total)
    assert shown["校验错误"] == str(whole.errors)
    assert shown["校验警告"] == str(whole.warnings)


@pytest.mark.parametrize("which", ["unit", "season"])
def test_every_quotation_is_the_text_of_its_cell(which, request):
    report, path = request.getfixturevalue(which)
    book = values(path)
    wrong, quoted = [], proof.quotes(report)
    assert quoted
    for quote in quoted:
        sheet, cell = quote.origin.replace("'", "").rsplit("!", 1)
        found = " ".join(str(book[sheet][cell].value).split())
        if quote.text not in found:
            wrong.append((quote, found))
    assert wrong == []


def test_the_charts_hold_the_figures_of_the_overview(unit):
    report, path = unit
    sheet = values(path)["汇总表"]
    rows = {row[1].value: (row[5].value, row[6].value) for row in sheet.iter_rows(min_row=4, max_row=18)}
    (bars,) = [block for block in report.blocks if isinstance(block, Chart) and block.kind == "bar"]
    for label, annual, executed in zip(bars.labels, *(item.values for item in bars.series), strict=True):
        (project,) = [name for name in rows if name.startswith(label.rstrip("…"))]
        assert (float(annual), float(executed)) == rows[project]
    for number in (1, 2):
        chart = proof.part(report.content, f"word/charts/jixiao{number}.xml")
        shown = [element.text for element in chart.iter("{*}v")]
        drawn = [block for block in report.blocks if isinstance(block, Chart)][number - 1]
        wanted = [
            text for item in drawn.series for text in (item.name, *drawn.labels, *(f"{v:f}" for v in item.values))
        ]
        assert shown == wanted


@pytest.mark.office
def test_the_summary_of_a_whole_season_is_one_page_too(season, tmp_path):
    require("pdftotext")
    report, _ = season
    path = tmp_path / "报告.docx"
    path.write_bytes(report.content)
    (pdf,) = convert([path], tmp_path, "pdf", ".pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages = ["".join(page.split()) for page in text.split("\f")]
    assert "供领导审阅" in pages[0] and "校验错误" in pages[0] and pages[1].startswith("一、基本情况")


def test_the_command_takes_a_collected_workbook_for_what_it_is(season, tmp_path, capsys):
    _, book = season
    output = tmp_path / "汇总分析报告.docx"
    assert main(["report", str(book), "-o", str(output), "--unit", "青河区财政局"]) == 0
    lines = proof.paragraphs(output.read_bytes())
    assert lines[0] == "青河区财政局2020年度项目支出绩效自评结果汇总分析报告"
    assert any(line.startswith("应报送单位60个，未报送") for line in lines)
    assert not list(tmp_path.glob("*-底稿.xlsx"))
