"""Judging forms a few at a time gives what judging all of them together gives."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest

from jixiao.actions.collect import gather
from jixiao.collect.brief import NO_FIGURES, brief
from jixiao.collect.choose import choose
from jixiao.collect.cross_checks import TOGETHER, across
from jixiao.collect.model import Arrival, Entry
from jixiao.collect.neighbours import neighbours
from jixiao.form.finding import Waiver
from jixiao.form.model import Source
from jixiao.policy import default
from jixiao.rules import check
from jixiao.rules.waive import set_aside_each
from jixiao.sheets.book import build
from tests.build import form
from tests.collect.seasons import silent

FULL, SHORT = "青河区河门口街道办事处", "河门口街办"
OFFICES = (
    ((FULL, FULL), (FULL, SHORT), ("街道党工委", FULL), ("东岭区民政局", "敬老院")),
    (("教育局", "第一小学"), ("教育局", "第二小学")),
    (("青河区卫健局", "青河区卫健局"), ("青河区卫健局", "卫健局本级"), ("青河区卫健局", None)),
    ((None, "路灯所"), ("住建局", "路灯所"), (None, None)),
)
"""Offices whose forms may be compared; those of different lines share nothing but words."""
PROJECTS = ("电梯维修", "路灯改造", "宣传服务", "应急物资")
TEXTS = (
    "全年组织社区开展文艺演出和宣传活动，居民参加踊跃，反映良好，完成了预定的任务。",
    "受理群众诉求1096件",
    "调处纠纷1096件",
    "完成设备更新并投入使用",
)


def entry(made, file, at, waivers=()):
    """A form as it stands in a file."""
    placed = replace(made, source=Source(None, f"表{at}", None, {"title": "A1", "indicators[0].actual": "F9"}))
    return Entry(placed, NO_FIGURES, (), "2020-caiyu-10", str(at), (file,), Arrival(), waivers)


def inbox(seed):
    """Forms of units under several names, copied from each other, in files of one unit and of several."""
    chance = random.Random(seed)
    found = []
    for at in range(40):
        # one form of each has no project: a rule names it by its number
        near = chance.choice(range(len(OFFICES))) if at >= len(OFFICES) else at
        department, unit = chance.choice(OFFICES[near])
        made = form(
            {"indicators[0].actual": chance.choice(TEXTS), "goal.actual": chance.choice(TEXTS)},
            department=department,
            unit=unit,
            project=chance.choice(PROJECTS) if at >= len(OFFICES) else None,
            year=chance.choice((2019, 2020, 2020, None)),
            title=chance.choice(("项目支出绩效自评表", "项目支出绩效自评表", "项目（政策）支出绩效自评表")),
            amount_unit=chance.choice(("万元", "万元", "元")),
        )
        waived = [Waiver(code, made.project, "理由", "经办", "2021-01-01") for code in ("JX602", "JX604", "JX609")]
        found.append(
            entry(made, f"{chance.randint(0, 9)}{near}.xlsx", at, tuple(waived) if chance.random() < 0.2 else ())
        )
    return found


def together(entries):
    """What all forms judged at once have in common."""
    forms = [replace(item.form, source=replace(item.form.source, file=item.archive_path[0])) for item in entries]
    places = {(made.source.file, made.where, made.project): at for at, made in enumerate(forms)}
    found = defaultdict(list)

    def at(finding):
        return places[finding.file, finding.sheet, finding.project]

    judged = check(forms, default(2020), off=TOGETHER).findings
    for finding in set_aside_each(judged, lambda finding: entries[at(finding)].waivers)[0]:
        found[at(finding)].append(finding)
    return found


def within(found):
    """Without what only different units have in common."""
    return {
        at: own
        for at, items in found.items()
        if (own := [item for item in items if "个单位都作为成果" not in item.message])
    }


@pytest.mark.parametrize("seed", range(25))
def test_forms_judged_in_groups_have_the_findings_of_all_forms_judged_at_once(seed):
    entries = inbox(seed)
    assert len(neighbours(entries)) > 2
    assert within(across(entries, default(2020))) == within(together(entries))


@pytest.mark.parametrize("seed", range(3))
def test_forms_in_brief_have_the_same_findings_when_each_is_read_whole_in_its_turn(seed):
    entries = inbox(seed)
    briefs = [replace(brief(item), number=at) for at, item in enumerate(entries)]
    whole = across(briefs, default(2020), lambda item: entries[item.number])
    assert whole == across(entries, default(2020)) and any(whole.values())


def handed_in(folder, *projects, name):
    """A file of forms that claim the same, in the order of `projects`."""
    changes = {"indicators[0].actual": TEXTS[1], "goal.actual": TEXTS[0]}
    forms = [form(changes, department=FULL, unit=FULL, project=project) for project in projects]
    (folder / name).write_bytes(build(forms, default(2020)))


def never(entry):
    """No form is read whole."""
    raise AssertionError(entry)


def test_what_was_found_when_a_file_was_read_is_what_comparing_its_forms_later_finds(tmp_path):
    handed_in(tmp_path, *reversed(PROJECTS), name="一.xlsx")
    reads = gather([tmp_path], [], None, None, 1, silent).reads
    chosen = choose(reads.briefs).entries
    found = across(chosen, default(2020), never, reads.between)
    assert found == across(chosen, default(2020), reads.whole) and any(found.values())
    assert found == across(tuple(map(reads.whole, chosen)), default(2020))


def test_forms_of_which_some_do_not_count_or_others_came_apart_are_compared_later(tmp_path):
    handed_in(tmp_path, *PROJECTS, name="一.xlsx")
    handed_in(tmp_path, "又一个", name="二.xlsx")
    reads = gather([tmp_path], [], None, None, 1, silent).reads
    chosen = choose(reads.briefs).entries
    for some in (chosen, [item for item in chosen if item.archive_path == ("一.xlsx",)][1:]):
        assert reads.between(some) is None
        found = across(some, default(2020), reads.whole, reads.between)
        assert found == across(some, default(2020), reads.whole) and any(found.values())


def test_units_that_share_nothing_are_judged_apart():
    entries = [
        entry(form(unit=unit, project=project), f"{unit}.xlsx", at)
        for at, (unit, project) in enumerate((unit, project) for unit in "甲乙丙" for project in "一二")
    ]
    assert neighbours(entries) == [[0, 1], [2, 3], [4, 5]]


def test_one_unit_under_two_names_and_two_units_in_one_file_are_judged_together():
    names = [
        (FULL, FULL, "a"),
        (FULL, SHORT, "b"),
        ("教育局", FULL, "c"),
        ("教育局", "一小", "d"),
        ("教育局", "二小", "d"),
    ]
    entries = [
        entry(form(department=department, unit=unit), file, at) for at, (department, unit, file) in enumerate(names)
    ]
    assert neighbours(entries) == [[0, 1, 2], [3, 4]]


def test_a_form_alone_is_compared_with_none():
    assert neighbours([entry(form(unit=unit), unit, 0) for unit in "甲乙丙"]) == []
