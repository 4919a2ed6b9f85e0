"""Button = command = page of the manual: nothing on the ribbon leads nowhere, and nothing is left without a button."""

import ast
import re
import tomllib
from functools import cache

import pytest

from jixiao.live import ribbon
from jixiao.sheets.settings import sheet_name
from tests.samples import ROOT

TABLE = tomllib.loads((ROOT / "macros" / "commands.toml").read_text(encoding="utf-8"))
BUTTONS = {button["name"]: button["label"] for group in TABLE["groups"] for button in group["buttons"]}
LARGEST = 120_000  # bytes of a picture
PAGES = ROOT / "docs" / "按钮"
TREE = ast.parse((ROOT / "src/jixiao/live/ribbon.py").read_text(encoding="utf-8"))
QUOTED = re.compile("「([^」]+)」")
PARTS = ("什么时候用", "怎么点", "会发生什么", "不会发生什么", "提示与处理", "命令行里的同一件事", "相关")
COMMANDS = [node for node in TREE.body if isinstance(node, ast.FunctionDef)]


def page_name(label: str) -> str:
    """Links in Markdown take no spaces."""
    return label.replace("/", "与").replace(" ", "")


def test_every_button_has_its_command_and_every_command_its_button():
    assert [node.name for node in COMMANDS] == list(BUTTONS)
    assert all(callable(getattr(ribbon, name)) for name in BUTTONS)


@pytest.mark.parametrize("node", COMMANDS, ids=lambda node: node.name)
def test_a_command_is_a_few_lines_named_like_its_button(node):
    label = BUTTONS[node.name]
    assert ast.get_docstring(node).startswith(f"{label.replace(' ', '') if label != '导出 PDF' else label}:")
    assert [ast.unparse(decorator) for decorator in node.decorator_list] == ["button"]
    assert node.end_lineno - node.lineno <= 15


def test_every_button_has_its_page_and_every_page_its_button():
    assert {page.stem for page in PAGES.glob("*.md")} == {page_name(label) for label in BUTTONS.values()}


@pytest.mark.parametrize("label", BUTTONS.values())
def test_a_page_bears_the_name_of_its_button_and_a_picture_that_is_there(label):
    text = (PAGES / f"{page_name(label)}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {label}\n")
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert pictures and all((PAGES / picture).is_file() for picture in pictures)
    assert all((PAGES / picture).stat().st_size < LARGEST for picture in pictures)


@pytest.mark.parametrize("label", BUTTONS.values())
def test_a_page_says_what_every_page_says(label):
    text = (PAGES / f"{page_name(label)}.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.M) == list(PARTS)


@pytest.mark.parametrize("label", BUTTONS.values())
def test_a_message_quoted_on_a_page_is_one_the_program_says(label):
    text = (PAGES / f"{page_name(label)}.md").read_text(encoding="utf-8")
    assert [quoted for quoted in QUOTED.findall(text) if quoted not in said()] == []


@pytest.mark.parametrize("label", BUTTONS.values())
def test_links_of_a_page_lead_somewhere_and_no_path_of_a_machine_is_named(label):
    text = (PAGES / f"{page_name(label)}.md").read_text(encoding="utf-8")
    targets = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text)
    assert targets and [target for target in targets if not (PAGES / target).is_file()] == []
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp)/", text)


def test_the_manual_leads_to_every_page():
    text = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")
    assert [page for label in BUTTONS.values() if f"](按钮/{(page := page_name(label))}.md)" not in text] == []


@cache
def said() -> str:
    """Every text of the program, a line each; what is filled in is written ……."""
    found = [_text(node) for path in (ROOT / "src/jixiao").rglob("*.py") for node in _texts(path)]
    return "\n".join([*found, *TABLE["messages"].values()])


def _texts(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Constant)]


def _text(node) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else _filled(part.value) for part in node.values
        )
    return str(node.value)


def _filled(node) -> str:
    """The name of a sheet where one is filled in, which is the same in every workbook."""
    match node:
        case ast.Call(func=ast.Name("sheet_name"), args=[ast.Constant(key)]):
            return sheet_name(key)
    return "……"
