"""Two projects claim the same output only where no word of theirs distinguishes the two."""

import csv
from pathlib import Path

import pytest

from jixiao import policy
from jixiao.rules import check
from tests import build
from tests.rules.cases.jx6 import own

POLICY = policy.load("2020-caiyu-10")
HONEST = [
    ("河东村道路", "河西村道路", "完成河东村道路硬化3公里", "完成河西村道路硬化3公里"),
    ("甲项目", "乙工作", "河东村安装路灯60盏", "河西村安装路灯60盏"),
    ("人才培养", "能力建设", "举办消防业务培训3期", "举办统计业务培训3期"),
    ("人才培养", "能力建设", "培训消防业务人员120人", "培训统计业务人员120人"),
    ("节日慰问", "送温暖", "慰问困难党员20人", "慰问困难职工20人"),
    ("平安建设", "法治宣传", "开展禁毒宣传12场", "开展反诈宣传12场"),
    ("植树", "绿化", "春季植树1200株", "秋季植树1200株"),
    ("A小学维修", "B小学维修", "维修教室8间", "维修教室8间"),
    ("第一小学操场改造", "第二小学教学楼维修", "维修教室12间，安装空调24台", "维修教室12间，安装空调24台"),
    ("禁毒宣传经费", "反诈宣传经费", "印发宣传资料1000份", "印发宣传资料1000份"),
    ("管网一", "排水", "新建雨水管网3公里", "新建污水管网3公里"),
    ("网格", "综治", "招聘网格员25人", "培训网格员25人"),
    ("春季学期营养餐", "秋季学期营养餐", "供应营养餐学生1236人", "供应营养餐学生1236人"),
    ("河东村人居环境", "河西村道路", "硬化道路3公里", "硬化道路3公里"),
    ("农村公路", "乡村振兴", "受益群众3156人", "受益群众3156人"),
    ("综治", "信访", "受理矛盾纠纷106件", "办理信访事项106件"),
    ("综治经费", "信访工作", "召开会议12次", "召开会议12次"),
    ("甲", "乙", "新建公厕3座", "改建公厕3座"),
    ("甲工", "乙作", "慰问困难儿童35人", "慰问困难老人35人"),
    ("城东片区改造", "城西片区改造", "改造老旧小区5个", "改造老旧小区5个"),
    ("小学教师培训", "初中教师培训", "培训教师153人", "培训教师153人"),
    ("甲工", "乙作", "检查食品企业86家", "检查药品企业86家"),
    ("甲工", "乙作", "资助小学生56人", "资助初中生56人"),
    ("甲工", "乙作", "整治一级水源地3处", "整治二级水源地3处"),
    ("甲工", "乙作", "发放贫困户补助216户", "发放非贫困户补助216户"),
    ("法院信息化", "检察院信息化", "采购电脑30台", "采购电脑30台"),
    ("妇联", "残联", "举办技能培训班4期，培训120人次", "举办技能培训班4期，培训120人次"),
]
SAME = [
    ("综治维稳经费", "平安建设经费", "受理矛盾纠纷106件", "受理矛盾纠纷106起"),
    ("综治维稳经费", "平安建设经费", "受理纠纷106件", "调处纠纷106件"),
    ("综治维稳经费", "平安建设经费", "受理矛盾纠纷106件", "全年共调处各类矛盾纠纷106件"),
    ("综治维稳经费", "平安建设经费", "临时救助7人", "临时救助7人次"),
    ("综治维稳经费", "平安建设经费", "3个社区调减为2个社区", "3个社区调减为2个社区"),
    ("综治维稳经费", "平安建设经费", "社区改革，由3个社区调减为2个社区", "原有3个社区调减为2个"),
    ("综治维稳经费", "平安建设经费", "设置防疫卡点12处", "设置卡点12个"),
    ("农村公路养护", "乡村振兴补助", "完成农村公路硬化3公里", "硬化农村公路3000米"),
    ("办公经费", "平安建设经费", "走访困难家庭153户", "慰问困难家庭153户次"),
    ("办公经费", "平安建设经费", "维修电梯8台", "维修电梯8台"),
    ("a工", "b作", "原有3个社区调减为2个社区", "3个社区调减为2个"),
    ("综治维稳经费", "平安建设经费", "矛盾纠纷受理106件", "受理矛盾纠纷106件"),
    ("综治维稳经费", "平安建设经费", "受理居民矛盾纠纷106件", "受理群众矛盾纠纷106件"),
]
with Path(__file__).with_name("twins.tsv").open(encoding="utf-8", newline="") as lines:
    MORE = [tuple(row) for row in csv.reader(lines, delimiter="\t")][1:]
HONEST += [pair for answer, *pair in MORE if answer == "honest"]
SAME += [pair for answer, *pair in MORE if answer == "same"]
COPIED = "全年受理矛盾纠纷106件，开展普法讲座12场，惠及群众3000人次。"
PLAIN = "全年组织活动12次，培训人员30人次，各项工作有序开展。"


def found(*projects):
    forms = [
        build.form({**own(name, f"{'场件次'[at]}"), "goal.actual": f"{name}做好。", **changes})
        for at, (name, changes) in enumerate(projects)
    ]
    return check(forms, POLICY).findings


def claimed(one, other, here, there):
    return found((one, {"indicators[5].actual": here}), (other, {"indicators[5].actual": there}))


@pytest.mark.parametrize(("one", "other", "here", "there"), HONEST)
def test_two_things_distinguished_are_no_shared_claim(one, other, here, there):
    assert claimed(one, other, here, there) == ()


@pytest.mark.parametrize(("one", "other", "here", "there"), SAME)
def test_one_output_is_found_whatever_its_wording(one, other, here, there):
    (finding,) = claimed(one, other, here, there)
    assert (finding.code, finding.field, finding.project) == ("JX602", "indicators[5].actual", one)


@pytest.mark.parametrize(("one", "other", "here", "there"), SAME)
def test_the_sentence_is_true_of_both_projects(one, other, here, there):
    (finding,) = claimed(one, other, here, there)
    quoted = [part.split("”")[0] for part in finding.message.split("“")[1:]]
    assert {one, other} <= set(quoted)
    said = [text for text in quoted if text not in (one, other)]
    if "都作为成果" in finding.message:
        assert all(text in here and text in there for text in said)
    else:
        assert said[0] in here and said[1] in there


ROW = {"indicators[0].name": "指标1：调处纠纷件数", "indicators[0].target": "≥100件", "indicators[0].actual": "106件"}


def test_a_row_of_figures_copied_into_two_forms_is_found():
    (finding,) = found(("综治维稳经费", ROW), ("平安建设经费", ROW))
    assert (finding.code, finding.field) == ("JX602", "indicators[0].actual")
    assert "“调处纠纷件数：106件”在 2 个项目里" in finding.message


def test_the_same_number_under_another_target_is_no_copied_row():
    assert found(("综治维稳经费", ROW), ("平安建设经费", {**ROW, "indicators[0].target": "≥95件"})) == ()


def test_a_copied_goal_is_found_by_its_figures():
    (finding,) = found(("综治维稳经费", {"goal.actual": COPIED}), ("平安建设经费", {"goal.actual": COPIED}))
    assert (finding.code, finding.field) == ("JX602", "goal.actual")


def test_a_copied_goal_is_found_where_its_figures_alone_say_little():
    (finding,) = found(("综治维稳经费", {"goal.actual": PLAIN}), ("平安建设经费", {"goal.actual": PLAIN}))
    assert (finding.code, finding.field) == ("JX610", "goal.actual")


def test_sister_projects_may_word_their_goals_alike():
    assert found(("第一小学改造", {"goal.actual": COPIED}), ("第二小学改造", {"goal.actual": COPIED})) == ()


def test_last_years_form_of_a_project_is_no_second_claim():
    text = {"indicators[5].actual": "受理矛盾纠纷106件"}
    codes = {item.code for item in found(("综治维稳经费", text), ("综治维稳经费", {**text, "year": 2019}))}
    assert "JX602" not in codes
