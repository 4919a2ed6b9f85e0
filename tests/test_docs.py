"""The documents say what the program does: every command, every picture, every link."""

import re

import pytest

from jixiao.cli import COMMANDS
from tests.samples import ROOT

GUIDES = ("README.md", "README.zh-CN.md", "docs/使用手册.md")
PAGES = (*GUIDES, *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")))
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", GUIDES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_every_guide(page, command):
    assert f"{'make' if (page, command) == ('README.zh-CN.md', 'demo') else 'jixiao'} {command}" in text(page)


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_to_files_of_the_project(page):
    home = (ROOT / page).parent
    inside = [target for target in LINK.findall(text(page)) if "://" not in target]
    assert [target for target in inside if not (home / target).exists()] == []


def test_the_readme_has_exactly_two_set_up_commands():
    block = re.search(r"## Two commands\n+```\n(.*?)```", text("README.md"), re.S).group(1)
    assert [line.split("#")[0].strip() for line in block.strip().splitlines()] == ["make demo", "make test"]


def test_texts_name_no_path_of_a_machine():
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp)/", text(page)), page


@pytest.mark.parametrize("page", ["README.md", "docs/使用手册.md"])
def test_a_command_has_one_line_in_the_table_of_commands(page):
    """Two lines about one command, one of them older, say two things."""
    named = re.findall(r"^\| `jixiao (\w+)", text(page), re.MULTILINE)
    assert len(named) >= len(COMMANDS) - 3
    assert [name for name in dict.fromkeys(named) if named.count(name) > 1] == []


@pytest.mark.parametrize("page", [path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")])
def test_no_blank_line_breaks_a_table(page):
    lines = text(page).splitlines()
    for number, (before, line, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), 2):
        if before.startswith("|") and not line.strip() and after.startswith("|"):
            heading = lines[number + 1 : number + 2]
            assert heading and re.fullmatch(r"[|\s:-]+", heading[0]), f"{page}:{number}"


def test_the_page_on_what_to_change_says_what_the_sample_shows():
    from jixiao import policy
    from jixiao.importers import read
    from jixiao.rules import check
    from jixiao.rules.grouped import grouped, tasks
    from tests.samples import HEMENKOU

    report = check(read(HEMENKOU).forms, policy.load("2020-caiyu-10"))
    page = text("docs/这些提示我都要改吗.md")
    assert "错误 {}、警告 {}、提示 {}".format(*report.totals) in page.replace("\n", "")
    assert f"合成 {len(grouped(report.findings))} 行" in page
    rows = [line.split(" | ")[1] for line in page.splitlines() if line.startswith(("| 错误 |", "| 警告 |"))]
    assert rows == [task.text for task in tasks(report.findings)]


def test_every_picture_is_shown_on_a_page():
    pages = [ROOT / "README.md", ROOT / "README.zh-CN.md", *ROOT.glob("docs/**/*.md")]
    shown = {
        (page.parent / name).resolve() for page in pages for name in LINK.findall(page.read_text(encoding="utf-8"))
    }
    assert [path.name for path in ROOT.glob("docs/**/*.png") if path.resolve() not in shown] == []


def test_nothing_is_installed_by_a_name_that_no_index_has():
    for page in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*"), *ROOT.glob("src/**/*.py")]:
        assert not re.search(r'pip install "?jixiao\b', page.read_text(encoding="utf-8")), page


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")
