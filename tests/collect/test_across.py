"""Findings between forms of several files, beside those each file has on its own."""

from __future__ import annotations

from tests.build import form
from tests.collect.seasons import collected, tables
from tests.submit.books import workbook


def test_what_a_finding_between_forms_explains_is_not_reported_twice(tmp_path):
    full = "青河区河门口街道办事处"
    for number, unit in enumerate((full, "河门口街办", full)):
        made = form(department=full, unit=unit, project=f"项目{number}")
        (tmp_path / f"{number}.xlsx").write_bytes(workbook(made))
    alone = tables(collected(tmp_path / "1.xlsx")).findings
    together = tables(collected(tmp_path)).findings
    assert [row["code"] for row in alone if row["field"] == "实施单位"] == ["JX136"]
    assert [row["code"] for row in together if row["field"] == "实施单位"] == ["JX603"]
