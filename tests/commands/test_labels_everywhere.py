"""A label the user has taught is known by every command that reads forms."""

from __future__ import annotations

import pytest

from jixiao.importers.read import read
from tests.report.proof import paragraphs
from tests.samples import HEMENKOU

FORM, LABEL = "项目支出绩效自评表", "办事名目"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Two forms that call 项目名称 otherwise, and the labels file of the user's settings that says so."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "家"))
    monkeypatch.delenv("APPDATA", raising=False)
    settings = tmp_path / "家" / "jixiao"
    settings.mkdir(parents=True)
    (settings / "labels.txt").write_text(f"{LABEL} = 项目名称\n", encoding="utf-8")
    path = tmp_path / "收件" / "自评表.txt"
    path.parent.mkdir()
    text = FORM.join(HEMENKOU.read_text(encoding="utf-8").split(FORM)[:3])
    path.write_text(text.replace("项目名称", LABEL), encoding="utf-8")
    return path


@pytest.fixture
def projects():
    return [form.project for form in read(HEMENKOU).forms[:2]]


def test_without_the_label_the_projects_have_no_name(file):
    assert not any(form.project for form in read(file).forms)


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["report"], "报告.docx"),
        (["export", "--to", "docx"], "附件.docx"),
        (["roll", "--year", "2021"], "下年.xlsx"),
    ],
)
def test_what_is_written_names_the_projects(run, file, projects, tmp_path, words, made):
    status, _, err = run(words[0], file, *words[1:], "-o", tmp_path / made)
    assert status in (0, 2), err
    if words[0] == "report":
        assert all(project in "".join(paragraphs((tmp_path / made).read_bytes())) for project in projects)
    else:
        assert [form.project for form in read(tmp_path / made).forms] == projects


def test_the_summary_names_the_projects(run, file, projects):
    _, out, _ = run("summary", file, "--json")
    assert all(project in out for project in projects)


def test_the_original_of_a_collected_form_is_read_with_it(run, file, tmp_path):
    run("collect", file.parent, "-o", tmp_path / "汇总.xlsx")
    _, _, err = run("feedback", tmp_path / "汇总.xlsx", "-o", tmp_path / "退回")
    assert "改动过" not in err and list((tmp_path / "退回").glob("*.xlsx"))
