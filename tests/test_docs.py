"""The documents say what the program does: every command, every picture, every link."""

import re

import pytest

from jixiao.cli import COMMANDS
from tests.samples import ROOT

GUIDES = ("README.md", "README.zh-CN.md", "docs/使用手册.md")
PAGES = (*GUIDES, "docs/规则手册.md", "docs/汇总一季.md", "docs/收表数据.md", "docs/安装.md", "docs/单元格函数.md")
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


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")
