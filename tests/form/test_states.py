"""What is known of a field: read, empty, unread or not on this form."""

from jixiao.form.model import part_of
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests.build import form

TEXT = """项目支出绩效自评表
（2023年度）
项目名称\t道路保洁
主管部门\t
项目资金（万元）\t\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t十来万\t10\t10\t\t10
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
\t产出指标\t数量指标\t保洁里程\t≥5公里\t5公里\t90\t90
总分\t\t\t\t\t\t100\t100
"""


def read(text):
    (found,) = read_source(Source("表.txt", text.encode())).forms
    return found


def test_a_field_is_read_empty_unread_or_absent():
    found = read(TEXT)
    paths = ["project", "department", "funds.total.annual", "funds.total.rate", "funds.total.initial"]
    assert [found.state(path) for path in paths] == ["read", "empty", "unread", "empty", "absent"]


def test_a_field_whose_part_has_unread_cells_is_unread():
    found = read(TEXT.replace("主管部门\t", "归口管理处室\t甲局"))
    assert [cell.text for cell in found.unread_cells] == ["归口管理处室", "甲局"]
    assert found.state("department") == "unread"
    assert found.state("goal.expected") == "absent"


def test_a_form_without_a_layout_has_no_field_that_is_absent():
    assert form({"funds.total.rate": None}).state("funds.total.rate") == "empty"
    assert form().state("indicators[0].name") == "read"
    assert form().state("indicators[99].name") == "empty"


def test_each_path_is_in_one_part():
    paths = ["year", "funds.parts[0].label", "goal.actual", "indicators[3].note", "total.score"]
    assert [part_of(path) for path in paths] == ["head", "funds", "goal", "indicators", "total"]
