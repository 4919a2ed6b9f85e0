"""演示: the main job on the bundled real document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jixiao import resources
from jixiao.actions.import_forms import import_forms
from jixiao.actions.open import load
from jixiao.actions.summary import summarise
from jixiao.exporters import json
from jixiao.form.rounding import percent_or, plain_or
from jixiao.rules import Report
from jixiao.xlsx.save import make_folder, write_atomic

DOCUMENT = "workbook/samples/hemenkou-2020.txt"
WORKBOOK, DATA = "河门口街道-2020-绩效自评.xlsx", "河门口街道-2020-自评表与校验结果.json"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, where, and its main figures as a message."""

    workbook: Path
    data: Path
    forms: int
    unread: int
    rate: str
    average: str
    grades: str
    report: Report


def demo(folder: Path) -> Demo:
    """Write the workbook and the JSON of the bundled document into `folder`."""
    make_folder(folder)
    loaded = load(resources.path(DOCUMENT))
    saved, report = import_forms([loaded], folder / WORKBOOK)
    findings = [json.finding(item) for item in report.findings]
    data = folder / DATA
    write_atomic(data, json.dumps({"forms": json.forms(loaded.forms), "findings": findings}).encode())
    summary = summarise(load(saved.path))
    grades = Counter(line.grade for line in summary.lines)
    return Demo(
        workbook=saved.path,
        data=data,
        forms=len(loaded.forms),
        unread=sum(len(form.unread) for form in loaded.forms),
        rate=percent_or(summary.whole.rate),
        average=plain_or(summary.whole.total),
        grades="、".join(f"{grade} {count}" for grade, count in grades.items()),
        report=report,
    )
