"""Pairs of target and result as people write them: the suggested score is right, or there is none."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao import policy
from jixiao.form.model import Indicator
from jixiao.policy.indicator import indicator_score
from tests.samples import ROOT

PAIRS = ROOT / "tests" / "data" / "pairs.tsv"
"""Columns: the indicator, its target and result, the right score at weight 10 (none: no score), others acceptable."""


def suggested(dimension, category, name, target, actual):
    row = Indicator(dimension, category, name, target or None, actual or None, Decimal(10))
    found = indicator_score("indicators[0]", row, policy.load("2020-caiyu-10")).suggested
    return "none" if found is None else format(found.normalize(), "f")


def collected():
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def of(row):
    return suggested(*(row[key] for key in ("dimension", "category", "name", "target", "actual")))


def allowed(row):
    return {"none", *(format(Decimal(text).normalize(), "f") for text in _numbers(row))}


def _numbers(row):
    texts = [row["ideal"], *(row["also"] or "").split("|")]
    return [text for text in texts if text and text != "none"]


@pytest.mark.parametrize("row", collected(), ids=lambda row: f"{row['name']} {row['target']} {row['actual']}")
def test_no_pair_gets_a_wrong_score(row):
    assert of(row) in allowed(row)


def test_nine_of_ten_that_can_be_computed_are():
    can = [row for row in collected() if row["ideal"] != "none"]
    assert len(can) > 100
    assert sum(of(row) != "none" for row in can) >= 0.9 * len(can)


MORE = [
    "质量指标|差错率|3%|1%|10",
    "质量指标|不合格率|5%|2%|10",
    "质量指标|逾期率|2%|4%|5",
    "数量指标|信访件数|10件|20件|5",
    "时效指标|办理时限|5个工作日|3个工作日|10",
    "时效指标|响应时间|2小时|90分钟|10",
    "时效指标|平均等待时间|30分钟|0.5小时|10",
    "社会指标|贫困发生率|1%|0.5%|10",
    "生态指标|污染物排放量|100吨|120吨|8.33",
    "数量指标|培训人数|100人|不足90人|none",
    "数量指标|培训人数|100人|近100人|none",
    "数量指标|培训人数|100人|还差5人|none",
    "数量指标|培训人数|100人|计划100人|none",
    "数量指标|培训人数|100人|预计100人|none",
    "数量指标|培训人数|100人|取消|none",
    "数量指标|活动场次|10场|因疫情取消2场|none",
    "质量指标|合格率|≥95%|不合格率3%|none",
    "满意度指标|满意度|≥90%|不满意率5%|none",
    "时效指标|拨付及时率|100%|超时率2%|none",
    "经济指标|收入增长率|增长5%|下降2%|0",
    "经济指标|收入增长|增长5%|增长-5%|none",
    "质量指标|差错率|≤0.5%|0.4|10",
    "数量指标|发放份数|5万|50000|10",
    "数量指标|服务人数|≥1，000人|1，200人|10",
    "数量指标|服务人数|1万人|1万5千人|10",
    "质量指标|合格率|九成以上|九成五|10",
    "质量指标|合格率|≥98%|九十八点五%|10",
    "数量指标|绿化面积|30公顷|450亩|10",
    "数量指标|购置设备|3台（套）|3台|10",
    "数量指标|抽检|12批次|12批|10",
    "数量指标|培训|40学时|40课时|10",
    "数量指标|企业数|20家|20个|10",
    "数量指标|检查次数|12次|12次，其中现场8次|10",
    "满意度指标|满意度|≥90%|96.3%（发放问卷120份）|10",
    "时效指标|完成时间|12.30前|11.20|none",
    "时效指标|完成时间|6月30日前|7月5日|none",
    "时效指标|完成时间|2021年12月前|2021年11月|10",
    "数量指标|巡查|每月1次|12次|10",
    "数量指标|巡查|每周1次|52次|none",
    "数量指标|巡查|每季度1次|3次|7.5",
    "数量指标|例会|每半年1次|2次|10",
    "质量指标|室温|80±5|90|none",
    "质量指标|比例|≥60%且≤80%|70%|10",
    "质量指标|值|大于5小于10|7|10",
    "数量指标|座谈会|＞80|80|none",
    "数量指标|覆盖|10个村|10个乡镇|none",
    "数量指标|培训人数|≥100人|≥100人|10",
    "数量指标|培训人数|≥100人|100余人|10",
    "数量指标|培训人数|≥100人|约100人|10",
    "数量指标|培训人数|≥100人|100人以上|10",
    "数量指标|修建道路|≥5公里|4800米|9.6",
    "成本指标|总成本|≤100万元|98.5万元|10",
    "成本指标|总成本|100万元|110万元|9.09",
    "成本指标|成本控制率|100%|100%|10",
    "成本指标|人均补助标准|1000元/人|1000元/人|10",
    "质量指标|完好率|≥95%|0.97|10",
    "社会指标|事故发生数|0起|0|10",
    "数量指标|档案整理|1.2万卷|11000卷|9.17",
    "数量指标|资金|≥50万元|500000元|10",
    "满意度指标|满意度|90|95%|10",
    "数量指标|植树|1000棵|1000株|none",
    "数量指标|新建厕所|2座|1座，另1座在建|none",
    "数量指标|发放|100%|全部发放|none",
    "质量指标|优良率|≥85%|85%以上|10",
    "数量指标|调解纠纷|≥100件|80件（106人次）|8",
    "数量指标|参训|20人/期|60人|none",
    "时效指标|时效|100%|100%|10",
    "数量指标|巡查次数|2次/月|24次|10",
    "数量指标|会议|4次|一季度1次，二季度1次，三季度1次，四季度1次|none",
    "经济指标|降低成本|降低10%|12%|10",
    "社会指标|投诉率下降|10%|15%|10",
    "社会指标|失业率|≤4%|3.8%|10",
    "数量指标|用电量|100万度|90万度|none",
    "数量指标|用水量|5000吨|4000吨|none",
    "数量指标|救助人次|50人|50人次|none",
    "数量指标|补贴户数|30户|28户（2户搬迁）|9.33",
    "数量指标|新增就业|1200人|1.3千人|10",
    "质量指标|准确率|99%|99.5|10",
]


@pytest.mark.parametrize("case", MORE)
def test_pairs_of_the_same_kinds(case):
    category, name, target, actual, score = case.split("|")
    assert suggested("产出指标", category, name, target, actual) == score


NAMES = {"≥": ("培训人数", "合格率", "覆盖率"), "≤": ("差错率", "投诉件数", "逾期率")}
AROUND = ("不足{}", "还差{}", "计划{}", "预计{}", "取消{}", "近{}")


@given(st.sampled_from(("≥", "≤")), st.data(), st.integers(1, 900), st.integers(1, 900))
def test_a_written_sign_and_a_name_that_says_the_same_give_the_same(direction, data, target, actual):
    name = data.draw(st.sampled_from(NAMES[direction]))
    unit = "%" if name.endswith("率") else "件" if "件" in name else "人"
    signed = suggested("产出指标", "质量指标", name, f"{direction}{target}{unit}", f"{actual}{unit}")
    assert suggested("产出指标", "质量指标", name, f"{target}{unit}", f"{actual}{unit}") in (signed, "none")
    met = actual >= target if direction == "≥" else actual <= target
    assert (signed == "10") == met or signed == "none"


@given(st.sampled_from(AROUND), st.integers(2, 900), st.integers(2, 900))
def test_a_result_that_is_no_result_gives_no_score(words, target, actual):
    assert suggested("产出指标", "数量指标", "培训人数", f"{target}人", words.format(f"{actual}人")) == "none"


@given(st.integers(1, 12), st.integers(1, 28), st.integers(1, 12), st.integers(1, 28))
def test_a_date_is_never_arithmetic(month, day, other_month, other_day):
    found = suggested("产出指标", "时效指标", "完成时间", f"{month}月{day}日前", f"{other_month}月{other_day}日")
    assert found in ("10", "none")
    assert found == "none" or (other_month, other_day) <= (month, day)
