"""Cases of JX1, reading and wording."""

from dataclasses import replace

from jixiao.form.model import Source, Unread, UnreadCell
from tests.build import CORRECT
from tests.rules.cases import Case

NO_SCORES = {f"indicators[{n}].score": None for n in range(7)}
EXTRA = {"dimension": "效益指标", "category": "社会效益指标", "weight": "5", "score": "5"}
BLANK_TOTAL = {"total.score": None}

UNKNOWN = UnreadCell("indicators", "自评扣分", "第 14 行", 13, 0)
HALF = {
    "source": Source(places={"indicators[0].name": "第 9 行"}),
    "total": replace(CORRECT.total, weight=None, score=None),
}

CASES = (
    Case(
        "JX101",
        "总分写了两个数",
        {"total.score": None, "unread": (Unread("total.score", "94.67 999994.67"),)},
        ("total.score",),
    ),
    Case(
        "JX101",
        "执行率写了两个百分号",
        {"funds.total.rate": None, "unread": (Unread("funds.total.rate", "100%\n%"),)},
        ("funds.total.rate",),
    ),
    Case("JX101", "执行率是一个百分数", {"funds.total.rate": "0.96"}),
    Case("JX102", "标题没有年份", {"year": None, "unread": (Unread("year", "（    年度）", "year"),)}, ("year",)),
    Case("JX102", "标题有年份", {"year": 2020}),
    Case(
        "JX103",
        "完成情况还是提示语",
        {"goal.actual": None, "unread": (Unread("goal.actual", "请填写实际完成情况", "prompt"),)},
        ("goal.actual",),
    ),
    Case("JX103", "指标值里还有××", {"indicators[5].target": "制定××管理办法"}, ("indicators[5].target",)),
    Case("JX103", "整格只有括号里的提示", {"indicators[5].target": "（填写定性目标）"}, ("indicators[5].target",)),
    Case("JX103", "正常的“填写”二字", {"indicators[5].target": "居民填写的报修单全部登记"}),
    Case("JX104", "有一格没有读出", {"unread_cells": (UNKNOWN,)}, ("indicators",)),
    Case("JX104", "认识而不属于本表的栏目", {"unread_cells": (replace(UNKNOWN, is_other=True),)}),
    Case("JX105", "没有主管部门", {"department": None}, ("department",)),
    Case("JX105", "没有项目名称", {"project": None}, ("project",)),
    Case("JX105", "表头齐全", {"unit": "青河区房屋安全中心"}),
    Case("JX105", "年度空着，哪里也看不出", {"year": None}, ("year",)),
    Case("JX115", "年度空着，项目名称里有年份", {"year": None, "project": "2020年老旧小区电梯维修"}, ("year",)),
    Case("JX115", "表上没有年度这一格", {"year": None, "source": Source(places={"project": "第 2 行"})}, ("year",)),
    Case("JX115", "标题写了年度", {"year": 2020, "project": "2019年老旧小区电梯维修"}),
    Case("JX114", "只复制了前六行", {**HALF, "indicators[6]": None}, ("indicators[5].name",)),
    Case("JX114", "没有总分行而分值已满", HALF),
    Case(
        "JX106",
        "没有全年执行数",
        {
            "funds.total.executed": None,
            "funds.parts[0].executed": None,
            "funds.parts[0].rate": None,
            "funds.total.rate": None,
        },
        ("funds.total.executed",),
    ),
    Case(
        "JX106",
        "执行数为 0 也是填了",
        {
            "funds.total.executed": "0",
            "funds.total.rate": "0",
            "funds.total.score": "0",
            "funds.parts[0].executed": "0",
            "funds.parts[0].rate": "0",
            "total.score": "90",
            "indicators[3].actual": "0万元",
            "indicators[3].note": "合同未到付款期，资金结转下年支付",
        },
    ),
    Case(
        "JX107",
        "没有一条指标",
        {"indicators": (), "total.score": None},
        ("indicators",),
    ),
    Case("JX107", "有指标", {}),
    Case("JX108", "一条指标没有分值", {"indicators[5].weight": None}, ("indicators[5].weight",)),
    Case(
        "JX108",
        "两行共用一格分值",
        {
            "indicators[5].weight": None,
            "indicators[5].score": None,
            "indicators[4].weight": "30",
            "indicators[4].score": "30",
        },
    ),
    Case("JX108", "表式没有分值栏", {f"indicators[{n}].weight": None for n in range(7)}),
    Case("JX109", "一条指标没有得分", {"indicators[5].score": None}, ("indicators[5].score",)),
    Case("JX109", "全部没有打分只报一次", {**NO_SCORES, **BLANK_TOTAL}, ("indicators[0].score",)),
    Case(
        "JX109",
        "得 0 分也是打了分",
        {
            "indicators[5].score": "0",
            "indicators[5].note": "台账尚在整理，明年一季度完成",
            "total.score": "84.6",
        },
    ),
    Case("JX113", "整张表没有打分", {**NO_SCORES, **BLANK_TOTAL, "funds.total.score": None}, ("indicators[0].score",)),
    Case("JX113", "打了得分", {"indicators[5].score": "15"}),
    Case(
        "JX101",
        "完成值是公式错误",
        {"indicators[0].actual": None, "unread": (Unread("indicators[0].actual", "#REF!"),)},
        ("indicators[0].actual",),
    ),
    Case(
        "JX101",
        "指标值和完成值都是公式错误",
        {
            "indicators[0].target": None,
            "indicators[0].actual": None,
            "unread": (Unread("indicators[0].target", "#N/A"), Unread("indicators[0].actual", "#REF!")),
        },
        ("indicators[0].target", "indicators[0].actual"),
    ),
    Case("JX110", "没有完成值", {"indicators[5].actual": None}, ("indicators[5].actual",)),
    Case("JX110", "没有指标值", {"indicators[5].target": None}, ("indicators[5].target",)),
    Case(
        "JX110",
        "两格都空且没得满分",
        {
            "indicators[5].target": None,
            "indicators[5].actual": None,
            "indicators[5].score": "10",
            "indicators[5].note": "制度未制定",
            "total.score": "94.6",
        },
        ("indicators[5].target",),
    ),
    Case("JX110", "两格都有", {"indicators[5].actual": "台账已移交物业公司"}),
    Case("JX111", "没有三级指标", {"indicators[5].name": None}, ("indicators[5].name",)),
    Case("JX111", "只有模板的编号", {"indicators[5].name": "指标1：……"}, ("indicators[5].name",)),
    Case(
        "JX111",
        "名称在没有读出的四级指标里",
        {"indicators[5].name": "指标1", "unread_cells": (replace(UNKNOWN, text="维护台账", name="四级指标"),)},
        also=(("JX104", "indicators"),),
    ),
    Case("JX111", "有三级指标", {"indicators[5].name": "维护台账"}),
    Case("JX112", "没有预期目标", {"goal.expected": None}, ("goal.expected",)),
    Case("JX112", "两项都有", {"goal.expected": "消除电梯安全隐患。"}),
    Case(
        "JX121",
        "金额行列在时效指标下",
        {
            "indicators[3].category": "时效指标",
            "indicators[3].name": "指标4：维修经费",
            "indicators[3].target": "50万元",
        },
        ("indicators[3].category",),
    ),
    Case("JX121", "金额行列在成本指标下", {"indicators[3].target": "50万元"}),
    Case(
        "JX122",
        "两条指标1",
        {
            "indicators[4].weight": "10",
            "indicators[4].score": "10",
            "indicators[5+]": {**EXTRA, "name": "指标1：减少投诉", "target": "≥10件", "actual": "12件"},
        },
        ("indicators[5].name",),
    ),
    Case(
        "JX122",
        "指标1、指标2",
        {"indicators[5].category": "社会效益指标", "indicators[5].name": "指标2：运行维护制度"},
    ),
    Case("JX123", "只有一条却写指标4", {"indicators[3].name": "指标4：项目总成本"}, ("indicators[3].name",)),
    Case("JX123", "全表连续编号", {f"indicators[{n}].name": f"指标{n + 1}：第{n + 1}项" for n in range(7)}),
    Case(
        "JX124",
        "两条指标内容相同",
        {"indicators[5].name": "指标1：维修电梯", "indicators[5].target": "≥8台", "indicators[5].actual": "8台"},
        ("indicators[5].name",),
    ),
    Case("JX124", "名称相同而指标值不同", {"indicators[5].name": "指标1：维修电梯"}),
    Case("JX131", "两个句号", {"goal.actual": "8台电梯全部修好。。"}, ("goal.actual",)),
    Case("JX131", "句号单独成行", {"indicators[5].target": "建立维护台账。\n\n。"}, ("indicators[5].target",)),
    Case("JX131", "省略号和引号不是重复", {"goal.actual": "完成了“一梯一档”，“一档一人”……8台全部修好。"}),
    Case("JX132", "引号缺一半", {"goal.actual": "建成电梯”安全小区。"}, ("goal.actual",)),
    Case("JX132", "半角与全角括号配对", {"goal.actual": "8台电梯（含2台货梯)全部修好。"}),
    Case("JX133", "有二是没有一是", {"goal.actual": "修好电梯8台；二是建立台账。"}, ("goal.actual",)),
    Case("JX133", "一是二是齐全", {"goal.actual": "一是修好电梯8台；二是建立台账。"}),
    Case("JX133", "“二是”之外的“是”", {"goal.actual": "这是第二是否合格的检验，全部通过。"}),
    Case("JX134", "只写50万", {"indicators[3].target": "≤50万"}, ("indicators[3].target",)),
    Case("JX134", "写全50万元", {"indicators[3].target": "≤50万元"}),
    Case("JX135", "项目名称中间有空格", {"project": "老旧小区（电梯 ）维修"}, ("project",)),
    Case("JX135", "英文词之间的空格", {"project": "PM 2.5监测"}),
    Case(
        "JX136",
        "实施单位是主管部门的简称",
        {"department": "攀枝花市西区河门口街道办事处", "unit": "河门口街办"},
        ("unit",),
    ),
    Case("JX136", "下属单位不是简称", {"department": "青河区教育局", "unit": "青河区教育局第一幼儿园"}),
    Case("JX136", "本级不是两个单位", {"department": "青神县发展和改革局本级", "unit": "青神县发展和改革局"}),
    Case("JX103", "星号没有替换", {"indicators[0].name": "★维修电梯（≥**台）"}, ("indicators[0].name",)),
    *(
        Case("JX116", text, {"indicators[5].actual": text}, ("indicators[5].actual",))
        for text in ("培训32O次", "台账1OO本", "登记l5人", "安装2O盏", "巡查1O5次")
    ),
    *(
        Case("JX116", text, {"indicators[5].actual": text})
        for text in ("检测CO2排放", "购H2O试剂", "推行O2O服务", "购药剂10l", "A1级评定")
    ),
)
