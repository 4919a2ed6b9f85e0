"""校验、标记、清除、豁免: what is found, shown, hidden, marked and taken away again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.actions.annotate import AS_OF, marked, note, put_marks
from jixiao.actions.check import check_each, check_files
from jixiao.actions.clear import clear, cleared
from jixiao.actions.consequences import without_consequences
from jixiao.actions.mark import mark_all
from jixiao.actions.waive import prove_it_holds, prove_it_is_found, waive, waived
from jixiao.errors import CannotGoOn
from jixiao.form.finding import Waiver
from jixiao.policy import load
from jixiao.rules import Report
from jixiao.xlsx.edit.marks import fills
from jixiao.xlsx.edit.notes import note_texts
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.read.read import read as open_book
from tests.actions.files import POLICY, WRONG, again, document, foreign, ours
from tests.build import form
from tests.xlsx.test_patch import changed_parts

WAIVER = Waiver("JX301", "老旧小区电梯维修", "按批复执行", "张三", "2021-03-15")


def codes(checked) -> list[str]:
    return [item.code for item in checked.report.findings]


def test_a_correct_form_has_no_errors_and_a_wrong_one_is_found_at_its_cell():
    assert check_files([ours()]).report.totals[0] == 0
    loaded = foreign(form(WRONG))
    (found,) = [item for item in check_files([loaded]).report.findings if item.code == "JX301"]
    assert (found.sheet, found.cell) == ("表1", loaded.forms[0].place("total.weight"))


def test_rules_are_switched_off_and_severities_hidden():
    loaded = foreign(form(WRONG))
    assert "JX301" not in codes(check_files([loaded], off=["JX301"]))
    hidden = check_files([loaded], hide=["error"])
    assert "JX301" not in codes(hidden) and "JX301" in [item.code for item in hidden.report.hidden]


def test_files_are_checked_together_and_each_by_its_own_policy():
    files = [ours(), replace(foreign(), path=ours().path)]
    checked = check_each(files, [load(POLICY), load(POLICY)])
    assert "JX601" in codes(checked) or "JX602" in codes(checked)
    assert checked.policy is checked.policies[0] and len(checked.policies) == 2


def test_a_waiver_of_the_workbook_sets_its_finding_aside():
    loaded = ours(form({"goal.actual": None}))
    code = codes(check_files([loaded], hide=()))[0]
    project = loaded.forms[0].project
    content = waived(loaded, replace(WAIVER, rule=code, project=project))
    checked = check_files([again(content)], hide=())
    assert code not in codes(checked) and [item.finding.code for item in checked.report.waived] == [code]


def test_what_follows_from_a_stale_result_is_not_reported_beside_it():
    loaded = ours()
    patch = Patch.open(loaded.source.data)
    total = loaded.forms[0].place("total.score")
    patch.set_formula(
        loaded.forms[0].source.sheet, total, loaded.source.book.formulas_of(loaded.forms[0].source.sheet)[total], 1
    )
    stale = again(patch.bytes())
    facts = stale.facts(load(POLICY))
    found = check_files([stale], hide=()).report.findings
    assert [item.cell for item in facts.stale] == [total]
    assert {item.code[:3] for item in found if item.cell == total} == {"JX7"}
    assert list(without_consequences(found, stale, None)) == list(found)


def test_marks_and_the_list_are_put_into_the_workbook_and_taken_out_again():
    loaded = foreign(form(WRONG))
    content = marked(loaded.source.data, "外来.xlsx", loaded.forms, check_files([loaded]).report)
    book = open_book(content)
    assert "校验结果" in [sheet.name for sheet in book.sheets]
    assert fills(Markup(book.markup("表1").decode()))["error"]
    assert changed_parts(loaded.source.data, cleared(again(content))) == set()


def test_several_findings_at_one_cell_share_a_note_that_says_when_it_was_true():
    loaded = ours(form(WRONG))
    (item, *_) = [item for item in check_files([foreign(form(WRONG))]).report.findings if item.code == "JX301"]
    here = replace(item, sheet=loaded.forms[0].source.sheet)
    patch = Patch.open(loaded.source.data)
    put_marks(patch, loaded.forms, Report((here, replace(here, message="另一条"), replace(here, sheet="别的表"))))
    book = open_book(patch.bytes())
    (text,) = note_texts(book.archive, book.part_of(here.sheet)).values()
    assert text.count("JX301") == 2 and text.endswith(AS_OF) and text.count(AS_OF) == 1
    assert note(here).startswith("错误 JX301：") and "改法：" in note(here)


def test_several_files_get_marked_copies_of_their_own_names_in_a_folder(tmp_path):
    files = [foreign(form(WRONG)), foreign(form(WRONG, project="乙")), document(form(WRONG))]
    saved = list(mark_all(check_files(files), tmp_path / "校验"))
    assert [item.path.name for item in saved] == ["外来-校验.xlsx", "外来-2-校验.xlsx", "自评-校验.xlsx"]
    assert all("校验结果" in [sheet.name for sheet in open_book(item.path).sheets] for item in saved)


def test_a_text_has_no_marks_to_clear():
    with pytest.raises(CannotGoOn, match="不是工作簿，没有标记可清除"):
        cleared(document())


def test_clearing_writes_the_workbook_where_it_is_told_to(tmp_path):
    saved = clear(ours(), tmp_path / "净.xlsx")
    assert saved.written and "校验结果" not in [sheet.name for sheet in open_book(saved.path).sheets]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rule": "JX999"}, "没有编号为“JX999”的规则"),
        ({"project": "别的项目"}, "没有名为“别的项目”的项目.*有：老旧小区电梯维修"),
        ({"reason": " "}, "写明理由和经办人"),
        ({"who": ""}, "写明理由和经办人"),
        ({"date": "2021-02-30"}, "“2021-02-30”在日历上没有"),
    ],
)
def test_a_waiver_that_lacks_something_is_not_recorded(changes, message):
    with pytest.raises(CannotGoOn, match=message):
        waived(ours(), replace(WAIVER, **changes))


def test_a_foreign_workbook_keeps_no_waivers():
    with pytest.raises(CannotGoOn, match="没有地方登记豁免"):
        prove_it_holds(foreign(), WAIVER)


def test_a_waiver_is_recorded_once_with_its_day_in_one_form(tmp_path):
    saved = waive(ours(), replace(WAIVER, date="2021年3月15日"), tmp_path / "豁免.xlsx")
    assert again(saved.path.read_bytes()).waivers == (WAIVER,)


def test_a_waiver_of_what_was_not_found_names_what_was():
    loaded = ours(form({"goal.actual": None}))
    found = check_files([loaded], hide=()).report.findings[0]
    prove_it_is_found(loaded, replace(WAIVER, rule=found.code))
    with pytest.raises(CannotGoOn, match="没有在“老旧小区电梯维修”发现 JX301，用不着豁免"):
        prove_it_is_found(loaded, WAIVER)
    with pytest.raises(CannotGoOn, match=f"没有在“别的”发现 {found.code}.*出现在：老旧小区电梯维修"):
        prove_it_is_found(loaded, replace(WAIVER, rule=found.code, project="别的"))
