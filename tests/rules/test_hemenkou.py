"""The findings of the real document of 2020, each read beside the document."""

import json
from collections import Counter

import pytest

from jixiao import policy
from jixiao.importers import read
from jixiao.rules import check
from tests.rules import regenerate
from tests.samples import HEMENKOU


@pytest.fixture(scope="module")
def report():
    return check(read(HEMENKOU).forms, policy.load(regenerate.POLICY))


def test_the_findings_are_those_read_by_eye():
    golden = json.loads(regenerate.FINDINGS.read_text(encoding="utf-8"))
    assert json.loads(regenerate.lines(regenerate.findings())) == golden


def test_the_errors_are_the_fourteen_that_arithmetic_proves(report):
    errors = Counter(item.code for item in report.findings if item.severity == "error")
    assert errors == {"JX101": 5, "JX211": 2, "JX213": 1, "JX301": 3, "JX311": 3}


def test_over_a_hundred_faults_are_found(report):
    assert len(report.findings) > 150


@pytest.mark.parametrize(
    ("code", "project", "words"),
    [
        (
            "JX211",
            "平安建设专项及精神病患者经费",
            "填 96.5%，应为 11.99 ÷ 12.33 = 97.24%；执行率得分 9.65 也按它算，应为 11.99 ÷ 12.33 × 10 = 9.72",
        ),
        ("JX213", "环卫经费项目", "填 6.67，应为 74.68 ÷ 112.12 × 10 = 6.66"),
        ("JX101", "环卫经费项目", "94.67 999994.67"),
        ("JX501", "“四上”统计工作人员奖励经费项目", "不超预算数5.72万元”，资金表全年预算数是 1.61 万元"),
        ("JX502", "人大代表之家及村（社区）儿童之家维护工作经费", "共计1万元”，资金表全年执行数是 1.16 万元"),
        ("JX311", "改制企业家属区管理经费", "总分填 98，执行率得分与各指标得分合计为 10 + 68 = 78"),
        ("JX531", "社区文化活动场所（三线干部建设学院 ）项目", "另一处写预计 2021 年才完成"),
        (
            "JX121",
            "中央和省补助公共图书馆文化馆免费开放、公共文化服务体系建设资金",
            "“9万”是金额，却列在“时效指标”之下",
        ),
        (
            "JX602",
            "基层组织与公共运行维护费、二级支部委补助及社区办公经费",
            "受理矛盾纠纷106件”在 2 个项目里都作为成果",
        ),
    ],
)
def test_a_known_fault_is_reported_with_its_figures(report, code, project, words):
    assert any(item.code == code and item.project == project and words in item.message for item in report.findings)


def test_every_finding_is_at_a_line_of_the_file(report):
    assert all(item.sheet and item.cell and item.cell.startswith("第 ") for item in report.findings)
