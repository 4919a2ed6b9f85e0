"""Every field of a project sheet has a Chinese name, the 核算区 included."""

import re

import pytest

from jixiao.form.fields import field_name
from jixiao.sheets import layout
from tests import build


def test_no_field_of_a_project_sheet_goes_by_its_path():
    shown = {path: field_name(path) for path in layout.cells(build.form())}
    assert {path: name for path, name in shown.items() if re.search("[A-Za-z]", name)} == {}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("summary", "汇总表"),
        ("summary.total", "核算区·核算总分"),
        ("working.rate", "核算区·核算执行率"),
        ("working.fund_check", "核算区·资金校验"),
        ("indicators[4].working.check", "第 5 个指标·校验"),
        ("indicators[0].working.completion", "第 1 个指标·完成率"),
        ("indicators[0].working.suggested", "第 1 个指标·建议得分"),
        ("funds.parts[1].working.rate", "资金来源第 2 行·核算执行率"),
        ("indicators[2].actual", "第 3 个指标·实际完成值"),
    ],
)
def test_a_field_is_called_as_on_the_sheet(path, name):
    assert field_name(path) == name
