"""Unknown words beside the number of a result leave it open; those of the indicator and of the work do not."""

import pytest

from jixiao.form.compare import compared

STRANGE = [
    ("收治病人", "≥500人", "出院520人", "出院"),
    ("招聘教师", "20名", "辞退教师22名", "辞退"),
    ("建设冷库", "8座", "8座墙体完成", "墙体"),
    ("起诉案件", "≥100件", "不起诉105件", "不起诉"),
    ("追缴违纪资金", "≥50万元", "涉及违纪资金60万元", "涉及"),
    ("门诊人次", "≥10万人次", "门诊及住院11万人次", "及住院"),
]
PLAIN = [
    ("选聘护林员", "1200名", "1168名生态护林员"),
    ("培训人数", "100人", "已完成培训100人，其中农民60人"),
    ("新建公厕", "6座", "6座均已投入使用"),
    ("慰问老党员", "80人", "春节走访慰问老党员82人"),
    ("公厕改造", "8座", "改造农村公厕8座"),
    ("营业收入", "增长10%", "较上年提高9%"),
    ("受益群众", "5000人", "覆盖农户5000余人"),
]


@pytest.mark.parametrize(("name", "target", "actual", "word"), STRANGE)
def test_a_word_of_something_else_leaves_the_number_open(name, target, actual, word):
    found = compared(target, actual, "数量指标", name)
    assert found.measure.actual is None
    assert f"“{word}”" in found.why_not


@pytest.mark.parametrize(("name", "target", "actual"), PLAIN)
def test_words_of_the_indicator_and_of_how_the_work_was_done_do_not(name, target, actual):
    assert compared(target, actual, "数量指标", name).measure.actual is not None
