"""A result without a number that can be compared may still prove that the target was not reached."""

import pytest

from jixiao.rules.shortfalls import falls_short, is_below

SHORT = [
    ("100人", "不足100人"), ("100人", "还差5人"), ("100人", "95人，还差5人"), ("100人", "计划100人"), ("100人", "拟培训100人"), ("100人", "停办"), ("100人", "未举办"),
    ("≥100人", "90余人"), ("≥4场", "举办3场，另1场推迟至2021年"), ("8台", "缺8台"), ("20户", "18户，余2户"), ("2万份", "1.9万余份"), ("5个", "5个已开工"),
    ("5个", "完成5个前期"), ("100%", "未全覆盖"), ("≥90%", "预计96%"), ("≥800万元", "近800万元"), ("6座", "5座完工，1座在建"), ("300户", "少于300户"), ("≥90%", "90%以下"),
]  # fmt: skip
MET = [
    ("100人", "按计划完成100人"), ("100人", "100人（5人待考核）"), ("100人", "延期1个月，已完成100人"), ("10个", "整改问题12个，无未完成事项"), ("≥95%", "未低于95%"),
    ("≥90%", "不满意率5%"), ("≥4场", "5场（因疫情取消1场）"), ("100人", "约100人"), ("100人", "超计划完成110人"), ("10项", "取消收费10项"), ("5个", "5个均已验收"),
    ("100人", "100余人"), ("20户", "20户，2户未参加回访"), ("100人", "上年缺5人，本年100人"), ("12次", "12次，未发生事故"), ("3篇", "计划内3篇已刊发"), ("≥0起", "未发生"), ("≥20场", "模拟演练22场"), ("≥5000万元", "争取资金6320万元"), ("12人", "补缺12人"), ("12场", "少儿活动12场"), ("≥10万元", "盈余12万元"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "actual"), SHORT)
def test_words_that_say_the_number_was_not_reached(target, actual):
    assert falls_short(target, actual, "任务") != ""


@pytest.mark.parametrize(("target", "actual"), MET)
def test_words_that_only_sound_like_it(target, actual):
    assert falls_short(target, actual, "取消收费项目") == ""


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("优秀", "合格"),
        ("良好以上", "考核合格"),
        ("优良", "合格等次"),
        ("合格", "不合格"),
        ("建立", "未建立"),
        ("及时", "未及时"),
        ("100%", "迟发2个月"),
        ("100%", "3个项目超期"),
        ("100%", "2个月未按时支付"),
        ("不发生违规", "发生违规2起"),
        ("无责任事故", "责任事故1起"),
    ],
)
def test_a_lower_grade_a_denial_and_late_ones_are_below_the_target(target, actual):
    assert is_below(target, actual, "发放及时率")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("合格", "优秀"), ("良好以上", "优"), ("优良", "良好"), ("优秀", "各项工作合格有序"), ("建立", "已建立"), ("不发生", "未发生"), ("不发生违规", "查处违规2起"), ("无责任事故", "责任事故0起"), ("无有效投诉", "投诉2件，均不属实"), ("100%", "超期0件"), ("100%", "延期1户，已及时补发"),
        ("100%", "98%，延期2户"), ("100%", "未超期1次"), ("95%", "超期1件"), ("100%", None),
    ],
)  # fmt: skip
def test_as_good_a_grade_and_words_that_only_sound_like_it_are_not(target, actual):
    assert not is_below(target, actual, "发放及时率")
