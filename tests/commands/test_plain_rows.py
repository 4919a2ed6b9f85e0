"""A row put by hand into a project sheet: named, without an error against the sums, and given its formulas."""

from __future__ import annotations

import json

import pytest

from jixiao.actions.open import load
from jixiao.cli import main
from jixiao.policy import default
from jixiao.sheets.own import formulas, own_sheets
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.read import read
from tests.build import CORRECT, form
from tests.sheets.recalculated import at as value_at
from tests.sheets.recalculated import calculated, shown
from tests.submit.books import workbook

SHEET, FIRST = CORRECT.project, 13
WORKING = "KLMNOPQRST"


def recalculated(content):
    """The workbook with the results that a spreadsheet gives its formulas."""
    patch, values = Patch.open(content, name="表.xlsx"), calculated(content)[SHEET]
    for cell, formula in read(content).formulas_of(SHEET).items():
        patch.set_formula(SHEET, cell, formula, value_at(values, cell))
    return patch.bytes()


def by_hand(*rows, content=None, changes=None):
    """The correct form in our workbook, its rows at these places as a spreadsheet leaves them that inserts a plain row."""
    content = content or workbook(form(changes))
    patch, held = Patch.open(content, name="表.xlsx"), read(content).formulas_of(SHEET)
    for row in rows:
        for column in WORKING:
            patch.set_value(SHEET, f"{column}{row}", None)
        below = f"T{row + 1}"
        patch.set_formula(SHEET, below, held[below].replace(f"T{row},", f"T{row - 1},"), "")
    return recalculated(patch.bytes())


def found(path, capsys):
    capsys.readouterr()
    main(["check", str(path), "--json"])
    return [(item["code"], item["cell"], item["message"]) for item in json.loads(capsys.readouterr().out)["findings"]]


def written(tmp_path, content):
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    return path


NAMES = {14: "检验合格率", 16: "项目总成本", 18: "运行维护制度"}


@pytest.mark.parametrize("row", NAMES)
def test_it_is_named_once_and_the_sums_are_not_accused(row, tmp_path, capsys):
    path = written(tmp_path, by_hand(row))
    message = f"第 {row} 行“指标1：{NAMES[row]}”没有算进核算区：这一行没有本表的公式"
    assert found(path, capsys) == [("JX715", f"D{row}", message)]


def test_the_sums_of_the_sheet_are_wrong_before_and_right_afterwards(tmp_path, capsys):
    path, out = written(tmp_path, by_hand(14)), tmp_path / "评分.xlsx"
    assert [value_at(shown(path)[SHEET], cell) for cell in ("K3", "O3", "S3")] == [35, 15, 0]
    assert main(["score", str(path), "-o", str(out)]) == 0
    assert "手工插入的 1 行指标已按模板补好公式" in "".join(capsys.readouterr())
    assert found(out, capsys) == []
    after = calculated(out.read_bytes())[SHEET]
    assert [value_at(after, cell) for cell in ("K3", "O3", "S3", "R14", "T14")] == [50, 0, 0, 15, "产出指标"]


@pytest.mark.parametrize("rows", [(14,), (14, 15), (16,), (13, 18)])
@pytest.mark.parametrize("command", ["score", "summary"])
def test_every_formula_is_then_the_template_s(command, rows, tmp_path, capsys):
    path, out = written(tmp_path, by_hand(*rows)), tmp_path / "补.xlsx"
    assert main([command, str(path), "-o", str(out)]) == 0
    (own,) = own_sheets(load(out).forms)
    wanted = {cell: item.formula for cell, item in formulas(own, own.whole, default(2020)).items()}
    assert read(out).formulas_of(SHEET) == wanted
    assert found(out, capsys) == []


def test_a_copied_row_that_the_sums_do_not_reach_is_named_too(tmp_path, capsys):
    content = workbook()
    patch, held = Patch.open(content, name="表.xlsx"), read(content).formulas_of(SHEET)
    for cell in ("K3", "L3", "M3", "N3", "P3", "Q3", "S3", "G20", "H20"):
        patch.set_formula(SHEET, cell, held[cell].replace("19", "18"), "")
    path, out = written(tmp_path, recalculated(patch.bytes())), tmp_path / "评分.xlsx"
    assert value_at(shown(path)[SHEET], "H20") == 89.6
    message = "第 19 行“指标1：居民满意度”没有算进核算区：合计公式的范围没有到这一行"
    printed = found(path, capsys)
    assert ("JX715", "D19", message) in printed
    assert [(code, cell) for code, cell, _ in printed if code != "JX715"] == [("JX301", "G20"), ("JX311", "H20")]
    assert main(["score", str(path), "-o", str(out)]) == 0
    assert read(out).formulas_of(SHEET) == held and found(out, capsys) == []


def test_it_may_be_sent_up_with_its_warning(tmp_path):
    path = written(tmp_path, by_hand(14))
    assert main(["submit", str(path), "-o", str(tmp_path / "报送")]) == 0


def test_a_total_typed_wrong_is_still_an_error(tmp_path, capsys):
    path = written(tmp_path, by_hand(14, changes={"total.score": "80"}))
    assert [code for code, _, _ in found(path, capsys)] == ["JX311", "JX715"]


def test_a_row_that_nobody_has_filled_is_no_fault_and_gets_its_formulas_too(tmp_path, capsys):
    patch = Patch.open(by_hand(14), name="表.xlsx")
    for column in "DEFGHI":
        patch.set_value(SHEET, f"{column}14", None)
    changed = recalculated(patch.bytes())
    patch = Patch.open(changed, name="表.xlsx")
    patch.set_value(SHEET, "G13", 30)
    patch.set_value(SHEET, "H13", 30)
    path, out = written(tmp_path, recalculated(patch.bytes())), tmp_path / "评分.xlsx"
    codes = [code for code, _, _ in found(path, capsys)]
    assert "JX715" not in codes and "JX702" not in codes and "JX703" not in codes
    assert main(["score", str(path), "-o", str(out)]) == 0
    assert "T14" in read(out).formulas_of(SHEET)


def test_a_formula_of_the_clerk_s_own_stays(tmp_path, capsys):
    patch = Patch.open(by_hand(14), name="表.xlsx")
    patch.set_formula(SHEET, "K3", "H13+H14+H15+H16", 50)
    path, out = written(tmp_path, patch.bytes()), tmp_path / "评分.xlsx"
    assert main(["score", str(path), "-o", str(out)]) == 0
    assert read(out).formulas_of(SHEET)["K3"] == "H13+H14+H15+H16"


def test_a_sheet_of_mere_values_is_no_sheet_with_rows_put_in(tmp_path, capsys):
    content = workbook()
    patch = Patch.open(content, name="表.xlsx")
    for cell in read(content).formulas_of(SHEET):
        patch.set_value(SHEET, cell, value_at(shown(content)[SHEET], cell) or None)
    codes = {code for code, _, _ in found(written(tmp_path, patch.bytes()), capsys)}
    assert codes == {"JX702"}


def test_a_collection_names_it_and_sums_all_points(tmp_path, capsys):
    written(tmp_path, by_hand(14))
    assert main(["collect", str(tmp_path), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in made["findings"]] == ["JX715"]
    assert (made["projects"][0]["output"], made["projects"][0]["total"]) == ("50", "99.6")
