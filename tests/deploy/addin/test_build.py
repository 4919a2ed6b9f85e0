"""The add-in is a sound package, the same bytes each time, with nothing of other people's machines in it."""

import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from itertools import pairwise

import pytest
from lxml import etree

from jixiao.deploy.addin import build, buttons, project, shipped
from jixiao.errors import CannotGoOn
from tests.deploy.addin.basic import as_workbook
from tests.samples import ROOT
from tests.xlsx.audit import faults

PRINT_SUM = "import hashlib; from jixiao.deploy.addin import build; print(hashlib.sha256(build.build()).hexdigest())"


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(io.BytesIO(build.build())) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_another_process_builds_the_same_bytes():
    sums = {
        subprocess.run(
            [sys.executable, "-c", PRINT_SUM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1


def test_the_validator_of_office_files_finds_nothing_wrong(tmp_path):
    assert faults(as_workbook(build.build()), tmp_path, ".xlsm") == []


def test_every_part_has_a_type_and_every_relation_leads_to_a_part(parts):
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {element.get("PartName").lstrip("/") for element in types.iter("{*}Override")}
    by_ending = {element.get("Extension") for element in types.iter("{*}Default")}
    assert named <= set(parts)
    assert all(name in named or name.rpartition(".")[2] in by_ending for name in parts)
    for name in (name for name in parts if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in etree.fromstring(parts[name]):
            assert posixpath.join(folder, relation.get("Target")) in parts


def test_the_sheet_and_the_workbook_are_the_documents_of_the_project(parts):
    codes = [
        etree.fromstring(parts["xl/workbook.xml"]).find("{*}workbookPr").get("codeName"),
        etree.fromstring(parts["xl/worksheets/sheet1.xml"]).find("{*}sheetPr").get("codeName"),
    ]
    kept = project.read(parts["xl/vbaProject.bin"])
    assert codes == [module.name for module in kept.modules if module.sort == "Document"]


def test_nothing_is_imported_from_the_folder_of_the_open_workbook(parts):
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    texts = [cell.findtext(".//{*}t") for cell in sheet.iter("{*}c")]
    assert texts[:2] == ["ADD_WORKBOOK_TO_PYTHONPATH", "false"]
    assert b'name="jixiao.conf"' in parts["xl/workbook.xml"]


def test_the_runner_reads_settings_of_our_own_name():
    (runner,) = (module for module in build.macros().modules if module.name == "xlwings")
    assert 'Public Const PROJECT_NAME As String = "jixiao"' in runner.text.splitlines()


def test_no_function_of_the_runner_works_for_a_cell_of_any_workbook():
    (runner,) = (module for module in build.macros().modules if module.name == "xlwings")
    lines = runner.text.replace(" _\n", " ").splitlines()
    first = [after for line, after in pairwise(lines) if re.match(r"(Public )?Function ", line)]
    assert len(first) > 30
    assert set(first) == {"    If Not IsForUs() Then Exit Function"}
    assert [line for line in lines if re.match(r" *(Public )?Declare ", line)] == []


def test_the_function_wizard_shows_the_functions_for_cells_and_no_others():
    standard = [module for module in build.macros().modules if module.sort == "Module"]
    shown = [module for module in standard if not re.search(r"^Option Private Module$", module.text, re.M)]
    assert {module.name for module in shown} == {"JixiaoFunctions", "JixiaoRibbon"}
    functions = [name for module in shown for name in re.findall(r"^(?:Public )?Function (\w+)", module.text, re.M)]
    assert functions and all(name.startswith("JX_") for name in functions)


def test_a_python_that_ends_with_a_fault_is_reported_in_chinese_first():
    (runner,) = (module for module in build.macros().modules if module.name == "xlwings")
    body = runner.text.partition("Sub ShowError(")[2].partition("End Sub")[0]
    assert "Content = TextPythonFailed() & vbCrLf & vbCrLf & ReadFile(FileName)" in body
    assert "TextCopyHint()" in body and "Press Ctrl+C" not in body


def test_an_xlwings_whose_error_message_reads_otherwise_is_refused(tmp_path, monkeypatch):
    text = (shipped._folder() / shipped.MODULE).read_text(encoding="ascii").replace("Press Ctrl+C", "Press")
    (tmp_path / shipped.MODULE).write_text(text, encoding="ascii")
    monkeypatch.setattr(shipped, "_folder", lambda: tmp_path)
    with pytest.raises(CannotGoOn, match="配套的 xlwings"):
        shipped.runner("jixiao")


def test_nothing_of_other_peoples_machines_is_left(parts):
    everything = b"\n".join(parts.values()).lower()
    assert [word for word in (b"felix", b"zumstein", b"c:\\users", b"myaddin") if word in everything] == []
    head = b"\n".join(record.data for record in project.read(parts["xl/vbaProject.bin"]).head).lower()
    assert b"users" not in head and b"msforms" not in head


def test_the_licence_of_the_runner_travels_with_it():
    (runner,) = (module for module in build.macros().modules if module.name == "xlwings")
    assert "BSD 3-clause license" in runner.text and "All rights reserved." in runner.text


def test_generating_again_leaves_the_sources_as_they_are():
    assert {path.name for path in build.sources()} == {
        "JixiaoFunctions.bas",
        "JixiaoRibbon.bas",
        "JixiaoTexts.bas",
        "customUI.xml",
        "customUI14.xml",
    }
    assert all(path.is_relative_to(ROOT / "macros") for path in build.sources())


def test_a_new_button_brings_its_callback_and_its_place_on_the_ribbon(tmp_path, monkeypatch):
    table = (ROOT / buttons.TABLE).read_text(encoding="utf-8")
    changed = tmp_path / "commands.toml"
    changed.write_text(table.replace('name = "check"', 'name = "check_all"'), encoding="utf-8")
    tab = buttons.load(changed)
    monkeypatch.setattr(buttons, "load", lambda: tab)
    made = {path.name: text for path, text in build.sources().items()}
    assert "jixiao.live.ribbon.check_all()" in made["JixiaoRibbon.bas"]
    assert all('onAction="JixiaoRibbon.PressCheckAll"' in made[name] for name in ("customUI.xml", "customUI14.xml"))


def test_an_xlwings_of_another_make_is_refused_in_words(tmp_path, monkeypatch):
    (tmp_path / shipped.MODULE).write_text('Attribute VB_Name = "xlwings"\n', encoding="ascii")
    monkeypatch.setattr(shipped, "_folder", lambda: tmp_path)
    with pytest.raises(CannotGoOn, match="找到 0 行"):
        shipped.runner("jixiao")
