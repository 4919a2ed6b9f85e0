"""A sum over figures of which some are unknown: the known part, how many are left out, and never a 0 in their place."""

import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from jixiao import policy
from jixiao.cli import main
from jixiao.form.model import Unread
from jixiao.sheets.book import build
from jixiao.sheets.totals import Sums, uncounted
from jixiao.xlsx.read.read import read as open_book
from tests import build as make
from tests import office
from tests.sheets.recalculated import differences, shown, without_results

SCORING = policy.load("2020-caiyu-10")
VAGUE = {"funds.total.annual": None, "funds.total.rate": None, "funds.total.score": None}


def vague(**fields):
    """A form whose 全年预算数 is “约三十万”."""
    return make.form(VAGUE, unread=(Unread("funds.total.annual", "约三十万", "number"),), **fields)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件夹"
    folder.mkdir()
    (folder / "甲.xlsx").write_bytes(build([vague(unit="甲中心", project="甲项目")], SCORING))
    both = [make.form(unit="乙中心", project="乙项目"), vague(unit="乙中心", project="丙项目")]
    (folder / "乙.xlsx").write_bytes(build(both, SCORING))
    return folder


def collected(inbox, capsys, *words):
    main(["collect", str(inbox), *map(str, words)])
    return capsys.readouterr().out


def test_json_of_a_collection_has_null_and_the_count(inbox, capsys):
    made = json.loads(collected(inbox, capsys, "--json"))
    units = {row["unit"]: row for row in made["units"]}
    assert (units["甲中心"]["annual"], units["甲中心"]["annual_uncounted"]) == (None, 1)
    assert (units["乙中心"]["annual"], units["乙中心"]["annual_uncounted"]) == ("50", 1)
    assert (made["whole"]["annual"], made["whole"]["annual_uncounted"]) == ("50", 2)
    assert made["whole"]["initial_uncounted"] == 0 and "全年 2 张未计" in made["whole"]["uncounted"]


def test_the_terminal_names_the_units(inbox, capsys):
    said = collected(inbox, capsys)
    assert "甲中心：全年 1 张未计" in said and "只含已知的数：全年 2 张未计" in said


def test_the_collected_workbook_shows_the_known_part_and_its_charts_no_zero(inbox, tmp_path, capsys):
    output = tmp_path / "汇总.xlsx"
    collected(inbox, capsys, "-o", output)
    table = shown(output.read_bytes())["总汇总"]
    lines = [row for row in table if "甲中心" in row]
    assert lines[0][5] == "" and "全年 1 张未计" in lines[0][15]
    whole = next(row for row in table if row[0] == "合计")
    assert whole[5] == 50 and "全年 2 张未计" in whole[15]
    charted = next(row for row in table if "甲中心（全年 1 张未计）" in row)
    assert charted[5] == ""


@pytest.mark.office
def test_formulas_of_the_collected_workbook_give_the_same(inbox, tmp_path, capsys):
    output = tmp_path / "汇总.xlsx"
    collected(inbox, capsys, "-o", output)
    recalculated(output.read_bytes(), tmp_path)


@pytest.mark.office
def test_formulas_of_the_overview_give_the_same(tmp_path):
    recalculated(build([make.form(), vague(project="丙项目")], SCORING), tmp_path)


def recalculated(content, tmp_path):
    file = tmp_path / "book.xlsx"
    file.write_bytes(without_results(content))
    [made] = office.recalculate([file], tmp_path / "made")
    assert differences(shown(content), shown(made)) == []


def test_the_overview_says_how_many_its_sums_leave_out():
    table = shown(build([make.form(), vague(project="丙项目")], SCORING))["汇总表"]
    total = next(row for row in table if str(row[0]).startswith("合计"))
    assert total[0] == "合计（全年 1 张未计）" and total[5] == 50
    assert any("（金额未计）" in str(value) for row in table for value in row)
    plain = shown(build([make.form()], SCORING))["汇总表"]
    assert any(row[0] == "合计" for row in plain) and any(row[0] == "平均得分" for row in plain)


def test_summary_says_it_in_words_and_in_json(tmp_path, capsys):
    path = tmp_path / "甲.xlsx"
    path.write_bytes(build([make.form(), vague(project="丙项目")], SCORING))
    main(["summary", str(path)])
    assert "只含已知的数：全年 1 张未计" in capsys.readouterr().out
    main(["summary", str(path), "--json"])
    whole = json.loads(capsys.readouterr().out)["whole"]
    assert (whole["annual"], whole["annual_uncounted"], whole["executed_uncounted"]) == ("50", 1, 0)


def test_a_submission_says_it_in_its_mail_and_manifest(tmp_path, capsys):
    from jixiao.submit.manifest import read

    path = tmp_path / "甲.xlsx"
    path.write_bytes(build([make.form(), vague(project="丙项目")], SCORING))
    main(["submit", str(path), "-o", str(tmp_path / "报"), "--with-errors", "待核实"])
    capsys.readouterr()
    (sent,) = (tmp_path / "报").glob("*.xlsx")
    assert read(open_book(sent)).uncounted.startswith("全年 1 张未计")


def summed(*amounts):
    """The sums of forms that have this amount everywhere, and a base twice as large."""
    sums = Sums()
    for amount in amounts:
        figures = SimpleNamespace(**dict.fromkeys(("initial", "annual", "executed", "rate", "total"), amount))
        sums.add(figures, None if amount is None else 2 * amount)
    return sums


def test_nothing_to_sum_is_zero_and_nothing_known_is_none():
    assert summed().amount("annual") == 0 and summed().rate is None and summed().average is None
    assert summed(None, None).amount("annual") is None
    known = summed(None, Decimal(3))
    assert (known.amount("annual"), known.lacking["annual_uncounted"], known.average) == (3, 1, 3)
    assert known.rate == Decimal("0.5")
    assert uncounted({"annual_uncounted": 2, "total_uncounted": 0}) == "全年 2 张未计"
