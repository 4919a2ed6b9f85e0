"""docs/开发.md: each of its four changes is applied to a copy and used there, so that the page stays true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.samples import ROOT

PAGE = (ROOT / "docs" / "开发.md").read_text(encoding="utf-8")
MOST_LINES = 30
LABEL, POLICY, RULE, BUTTON = re.findall(r"```diff\n(.*?)```", PAGE, re.DOTALL)

READS_LABEL = """
from pathlib import Path
from jixiao.importers.read import read
text = Path("workbook/samples/hemenkou-2020.txt").read_text(encoding="utf-8")
renamed = Path("renamed.txt")
renamed.write_text(text.replace("项目名称", "办理事项全称"), encoding="utf-8")
known = read(Path("workbook/samples/hemenkou-2020.txt")).forms
assert [form.project for form in read(renamed).forms] == [form.project for form in known]
assert all(form.project for form in known)
"""
SCORES = """
from dataclasses import replace
from decimal import Decimal
from jixiao.policy import for_form, load
from tests import build
assert load("variant-execution-25").execution.weight == 25
funds = build.CORRECT.funds
theirs = replace(build.CORRECT, funds=replace(funds, total=replace(funds.total, weight=Decimal(25))))
assert for_form(theirs).title == "预算执行率权重25"
assert for_form(build.CORRECT).title != "预算执行率权重25"
"""
CHECKS = """
from jixiao.policy import load
from jixiao.rules import check
from tests import build
usual = load("2020-caiyu-10")
some = build.form({"indicators[0].target": "若干台"})
assert "JX599" in {item.code for item in check((some,), usual).findings}
assert "JX599" not in {item.code for item in check((build.CORRECT,), usual).findings}
"""
PRESSES = """
from types import SimpleNamespace
from jixiao.deploy.addin import build
from jixiao.live import ribbon
said = ribbon.count_forms.__wrapped__(SimpleNamespace(loaded=SimpleNamespace(forms=[1, 2])))
assert said == "共 2 张自评表。"
made = build.sources()
assert any("count_forms" in text for path, text in made.items() if path.suffix == ".bas")
assert any("数一数" in text for path, text in made.items() if path.suffix == ".xml")
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of what the four changes touch, and what uses it."""
    for name in ("src", "workbook", "macros", "docs", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    for name in ("template.xlsx", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def environment(folder):
    """What makes the copy the package that is imported."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(folder / "src"), str(folder)])}


@pytest.mark.parametrize(
    ("change", "program"),
    [(LABEL, READS_LABEL), (POLICY, SCORES), (RULE, CHECKS), (BUTTON, PRESSES)],
    ids=["label", "policy", "rule", "button"],
)
def test_a_change_of_the_page_is_small_and_works_as_it_is(copy, change, program):
    assert len(change.splitlines()) <= MOST_LINES
    without = subprocess.run([sys.executable, "-c", program], cwd=copy, env=environment(copy), capture_output=True)
    assert without.returncode != 0
    applied = subprocess.run(
        ["git", "apply", "--unidiff-zero", "-"], cwd=copy, input=change, text=True, capture_output=True
    )
    assert applied.returncode == 0, applied.stderr
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=copy, env=environment(copy), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
