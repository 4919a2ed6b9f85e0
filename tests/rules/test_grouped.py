"""What to do first, and one line for the findings of one rule in one project: nothing is lost by it."""

from __future__ import annotations

import json

from jixiao import policy
from jixiao.form.finding import SEVERITIES, Finding
from jixiao.importers import read
from jixiao.rules import check
from jixiao.rules.grouped import by_project, grouped, sentences, tasks
from tests.rules import regenerate
from tests.samples import HEMENKOU


def found(code, severity, project="甲", cell="A1", **fields):
    return Finding(code, severity, project, "indicators[0].note", f"{code} {cell}", sheet=project, cell=cell, **fields)


def the_document():
    return check(read(HEMENKOU).forms, policy.load(regenerate.POLICY)).findings


def test_every_error_and_warning_of_the_real_document_is_in_exactly_one_line():
    findings = the_document()
    golden = json.loads(regenerate.FINDINGS.read_text(encoding="utf-8"))
    assert [(item.code, item.project, item.field) for item in findings] == [
        (item["code"], item.get("project"), item["field"]) for item in golden
    ]
    groups = grouped(findings)
    assert sorted(map(id, findings)) == sorted(id(item) for group in groups for item in group.findings)
    assert len({(group.first.project, group.first.code) for group in groups}) == len(groups) < len(findings)
    for group in groups:
        assert all((item.cell or "") in group.message() for item in group.findings) or len(group.findings) == 1


def test_the_real_document_begins_with_five_things_to_do():
    first = tasks(the_document())
    assert [(task.first.code, task.text) for task in first] == [
        ("JX101", "5 格的数字读不出来"),
        ("JX301", "3 张表总分行的分值与各项之和不同"),
        ("JX311", "3 张表的总分算错"),
        ("JX406", "28 个失分项没有写原因"),
        ("JX511", "15 个项目的数量指标没有写数量"),
    ]
    assert sentences(first)[3].startswith("4. 28 个失分项没有写原因（15 个项目），第一处在“")
    assert sentences(first)[4].startswith("5. 15 个项目的数量指标没有写数量，第一处在“")


def test_errors_leave_room_for_warnings_and_take_it_where_there_are_none():
    errors = [found(f"JX30{n}", "error") for n in (1, 2, 6)] + [found(f"JX40{n}", "error") for n in (1, 2)]
    warnings = [found("JX406", "warning"), found("JX405", "warning"), found("JX204", "warning")]
    assert [task.first.severity for task in tasks([*warnings, *errors])] == ["error"] * 3 + ["warning"] * 2
    assert len(tasks(errors)) == 5
    assert [task.first.code for task in tasks([*errors, warnings[0]])][-1] == "JX406"
    assert tasks([found("JX523", "notice")]) == ()


def test_a_rule_without_a_sentence_of_its_own_is_counted_by_its_title():
    (task,) = tasks([found("JX712", "warning")])
    assert task.text == "豁免了错误级规则：1 处"


def test_a_project_has_its_warnings_before_its_notices_and_what_its_sheet_shows_with_them():
    items = [found("JX523", "notice"), found("JX204", "warning", "乙"), found("JX702", "warning")]
    assert [[group.first.code for group in groups] for groups in by_project(items)] == [["JX702", "JX523"], ["JX204"]]
    order = [SEVERITIES.index(group.severity) for groups in by_project(the_document()) for group in groups]
    assert order.count(0) == len([group for group in grouped(the_document()) if group.severity == "error"])


def test_projects_of_one_name_in_two_files_or_on_two_sheets_are_kept_apart():
    items = [found("JX204", "warning", file="甲.xlsx"), found("JX204", "warning", file="乙.xlsx")]
    assert len(grouped(items)) == 2 and tasks(items)[0].projects == 2
