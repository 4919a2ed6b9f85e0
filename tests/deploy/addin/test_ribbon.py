"""The tab, its callbacks and its commands say the same, in Chinese, for both generations of Excel."""

import re

import pytest
from lxml import etree

from jixiao.deploy.addin import build, buttons, callbacks, ribbon

TAB = buttons.load()
LABELS = "新建项目 插入指标 删除指标 导入 评分 校验 清除标记 豁免 规则说明 更新汇总 导出 PDF 自评报告 打包上报 合并下级 设置 帮助/关于"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TEXT_LIMIT = 1024  # characters of a label or tip, by the schema of the ribbon


@pytest.fixture(params=ribbon.NAMESPACES)
def part(request):
    return request.param


@pytest.fixture
def tab(part):
    return etree.fromstring(ribbon.parts(TAB)[part].encode())


def test_the_tab_has_the_buttons_of_the_daily_work():
    assert " ".join(button.label for button in TAB.buttons) == LABELS
    assert TAB.label == "绩效自评"


def test_each_generation_has_its_namespace(part, tab):
    assert etree.QName(tab).namespace == ribbon.NAMESPACES[part]


def test_every_id_is_used_once(tab):
    ids = [element.get("id") for element in tab.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 1 + len(TAB.groups) + len(TAB.buttons)


def test_every_button_has_a_picture_and_chinese_tips(tab):
    for button in tab.iter("{*}button"):
        assert button.get("imageMso").isidentifier() and button.get("size") in ("normal", "large")
        for text in (button.get("label"), button.get("screentip"), button.get("supertip")):
            assert CHINESE.search(text) and len(text) <= TEXT_LIMIT
        assert button.get("supertip").endswith("。")


def test_every_button_calls_a_procedure_that_exists(tab):
    source = callbacks.modules(TAB)[ribbon.CALLBACKS]
    calls = [button.get("onAction") for button in tab.iter("{*}button")]
    assert calls == [f"{ribbon.CALLBACKS}.{name}" for name in re.findall(r"^Public Sub (\w+)\(", source, re.M)]


def test_a_procedure_runs_one_command_of_its_own():
    names = [button.name for button in TAB.buttons]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


@pytest.mark.parametrize(
    "module", [m for m in build.macros().modules if m.name.startswith("Jixiao")], ids=lambda m: m.name
)
def test_a_module_of_ours_is_ascii_and_says_its_purpose_and_errors(module):
    assert module.text.isascii()
    head = module.text.partition("Option Explicit")[0]
    assert head.startswith(f'Attribute VB_Name = "{module.name}"\n\' Purpose: ')
    assert "\n' Errors:  " in head and "Option Explicit" in module.text
    # the editor of VBA takes 1023 characters in a line
    assert max(map(len, module.text.splitlines())) <= 120
