"""Sheet names are data: with other names in layout.toml, and the template made from it, everything still works."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RENAMED = {
    "guide": "怎么填",
    "summary": "全部项目",
    "project": "样表",
    "findings": "问题",
    "parameters": "_设置",
    "last_year": "去年的表",
    "manifest": "_清单",
}
SEASON = """
import io, json, sys
from contextlib import redirect_stdout
from pathlib import Path
import jixiao.resources
data = Path(sys.argv[1])
jixiao.resources.root = lambda: data
from jixiao.design import workbook
(data / "template.xlsx").write_bytes(workbook.build())
from jixiao.cli import main
from jixiao.xlsx.read.read import read

sheets, said, state = {}, {}, {}
def run(step, *words):
    with redirect_stdout(io.StringIO()) as out:
        state[step] = main([step, *words])
    said[step] = out.getvalue()
    file = Path(words[words.index("-o") + 1])
    if file.is_file():
        sheets[step] = {sheet.name: sheet.state for sheet in read(file.read_bytes()).sheets}

form, out = "表.txt", "汇.xlsx"
run("import", form, "-o", out)
run("check", out, "-o", "查.xlsx")
run("clear", "查.xlsx", "-o", "清.xlsx")
run("summary", "清.xlsx", "-o", "总.xlsx", "--json")
run("waive", "总.xlsx", "--rule", "JX406", "--reason", "批复", "--who", "王某", "-o", "豁.xlsx")
run("roll", "豁.xlsx", "--year", "2021", "-o", "新.xlsx")
run("submit", "豁.xlsx", "-o", "报", "--with-errors", "先报")
(sent,) = Path("报").glob("*.xlsx")
sheets["sent"] = {sheet.name: sheet.state for sheet in read(sent.read_bytes()).sheets}

with redirect_stdout(io.StringIO()) as shown:
    state["sent"] = main(["check", str(sent), "--json"])
print(json.dumps({"sheets": sheets, "said": said | {"sent": shown.getvalue()}, "state": state}))
"""


@pytest.fixture(scope="module")
def season(tmp_path_factory):
    """What a whole season says and makes where every sheet of the workbook has another name."""
    folder, data = tmp_path_factory.mktemp("season"), tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "workbook", data / "workbook")
    layout = data / "workbook" / "layout.toml"
    text = layout.read_text(encoding="utf-8")
    for key, name in RENAMED.items():
        text, found = re.subn(rf'(?m)^{key} = ".*?"', f'{key} = "{name}"', text, count=1)
        assert found
    layout.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "workbook" / "samples" / "hemenkou-2020.txt", folder / "表.txt")
    done = subprocess.run(
        [sys.executable, "-c", SEASON, str(data)], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_sheet_keeps_its_usual_name(season):
    usual = {"填报说明", "汇总表", "校验结果", "_参数", "_报送", "上年数据", "项目1"}
    assert not [(step, usual & names.keys()) for step, names in season["sheets"].items() if usual & names.keys()]


def test_every_step_puts_and_takes_the_sheets_under_the_new_names(season):
    sheets = season["sheets"]
    assert {"怎么填", "全部项目", "问题", "_设置"} <= sheets["check"].keys()
    assert "问题" not in sheets["clear"] and "去年的表" in sheets["roll"]
    assert sheets["sent"]["_清单"] == "veryHidden" and sheets["sent"]["_设置"] == "hidden"
    assert len(sheets["summary"]) == len(sheets["clear"]) == 15 + 3


def test_the_forms_and_what_is_found_at_them_are_the_same(season):
    assert len(json.loads(season["said"]["summary"])["lines"]) == 15
    printed = json.loads(season["said"]["sent"])
    usual = json.loads((ROOT / "tests/goldens/hemenkou-2020.findings.json").read_text(encoding="utf-8"))
    codes = sorted(item["code"] for item in usual)
    standing = [item["code"] for item in printed["findings"] if not item["code"].startswith("JX7")]
    waived = [item["code"] for item in printed["waived"]]
    assert sorted(standing + waived) == codes
    assert waived and not [item for item in printed["findings"] if item["code"] in ("JX704", "JX705")]
