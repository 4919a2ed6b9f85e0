"""Findings of many forms: the same whether they are in memory or put away."""

from __future__ import annotations

import errno
import os
from dataclasses import replace

import pytest

from jixiao.collect import findings, rows
from jixiao.collect.findings import FindingsOf
from jixiao.errors import CannotGoOn
from jixiao.form.finding import Finding, Related
from tests.build import form
from tests.collect.seasons import collected, tables
from tests.submit.books import workbook

FIRST = Finding("JX602", "warning", "电梯维修", "indicators[0].actual", "说明", related=(Related("路灯", "year"),))


@pytest.mark.parametrize("few", [1, 2, 3, 100])
def test_findings_come_back_by_their_form_in_their_order(few, monkeypatch):
    monkeypatch.setattr(findings, "FEW", few)
    found, plain = FindingsOf(), {}
    for at, number in enumerate((7, 7, 0, 3, 7, 0, 9)):
        item = replace(FIRST, field=f"indicators[{at}].actual")
        found.add(number, item)
        plain.setdefault(number, []).append(item)
    assert dict(found) == plain and len(found) == 4 and 8 not in found and found.get(8) is None
    found.put(7, [FIRST])
    found.add(7, FIRST)
    assert found[7] == [FIRST, FIRST] and {number: found[number] for number in (0, 3, 9)} == {
        number: plain[number] for number in (0, 3, 9)
    }


def test_a_temporary_folder_that_is_full_is_named(monkeypatch):
    def refused(**_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(findings, "FEW", 1)
    monkeypatch.setattr(rows, "TemporaryFile", refused)
    with pytest.raises(CannotGoOn, match=r"临时文件夹 .*写不进"):
        FindingsOf().add(0, FIRST)


def test_findings_between_forms_are_the_same_put_away(tmp_path, monkeypatch):
    titles = ("项目支出绩效自评表", "项目支出绩效自评表", "项目（政策）支出绩效自评表")
    for number in range(2):
        forms = [form(unit=f"第{number}所", project=f"项目{at}", title=title) for at, title in enumerate(titles)]
        (tmp_path / f"{number}.xlsx").write_bytes(workbook(*forms))
    made = tables(collected(tmp_path)).findings
    for module, name in ((findings, "FEW"), (rows, "FEW")):
        monkeypatch.setattr(module, name, 2)
    assert tables(collected(tmp_path)).findings == made
    assert [row["code"] for row in made].count("JX609") == 1 and len({row["code"] for row in made}) > 2
