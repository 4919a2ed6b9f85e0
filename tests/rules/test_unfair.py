"""A form is not accused of what its layout has no place for, or of what was not read."""

from jixiao import policy
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy.score import score
from jixiao.rules import check

ROWS = """项目支出绩效自评表
{year}
项目名称\t河道清淤
主管部门\t甲县水利局\t\t实施单位\t甲县河道所
项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t50\t50\t50\t10\t100%\t10
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t清淤长度\t≥10公里\t15公里\t50\t50
效益指标\t社会效益指标\t受益人数\t≥500人\t560人\t30\t30
满意度指标\t服务对象满意度指标\t群众满意度\t≥90%\t95%\t10\t10
总分\t\t\t\t\t100\t100
"""


def found(text, name="表.txt"):
    forms = read_source(Source(name, text.encode())).forms
    return {item.code for item in check(forms, policy.load("2020-caiyu-10")).findings}


def test_a_form_without_a_column_for_reasons_owes_none():
    assert "JX515" not in found(ROWS.format(year="（2022年度）"))


def test_points_lost_though_the_target_is_met_ask_for_no_reason_where_there_is_no_column():
    text = ROWS.format(year="（2022年度）").replace("560人\t30\t30", "560人\t30\t25").replace("100\t100", "100\t95")
    forms = read_source(Source("表.txt", text.encode())).forms
    (lost,) = (item for item in check(forms, policy.load("2020-caiyu-10")).findings if item.code == "JX405")
    assert lost.message == "完成值“560人”已达到指标值“≥500人”，却扣 5 分"
    assert "原因" not in f"{lost.expected}{lost.fix}"


def test_a_result_is_not_said_to_reach_a_target_beside_which_another_is():
    text = ROWS.format(year="（2022年度）").replace("年度指标值\t", "年度指标值\t调整指标值\t")
    for target, other in (("≥10公里", "≥10公里"), ("≥500人", "≥620人"), ("≥90%", "≥90%")):
        text = text.replace(f"{target}\t", f"{target}\t{other}\t")
    text = text.replace("560人\t30\t30", "≥500人\t30\t25").replace("\t100\t100", "\t\t100\t95")
    assert "≥620人\t≥500人" in text and "JX405" not in found(text)


def test_points_by_a_standard_of_the_form_itself_are_not_compared_with_the_proportion():
    short = ROWS.format(year="（2022年度）").replace("95%\t10\t10", "81%\t10\t5.5").replace("100\t100\n", "100\t95.5\n")
    own = short.replace("实际完成值\t", "实际完成值\t评分标准\t")
    for actual in ("15公里", "560人", "81%"):
        own = own.replace(f"{actual}\t", f"{actual}\t每低1个百分点扣0.5分\t")
    own = own.replace("\t\t100\t", "\t\t\t100\t")
    assert "JX403" in found(short)
    assert "每低1个百分点" in own and not {"JX403", "JX311"} & found(own)
    (form,) = read_source(Source("表.txt", own.encode())).forms
    *met, last = score(form, policy.load("2020-caiyu-10")).indicators
    assert [item.suggested for item in met] == [50, 30]
    assert last.suggested is None and "每低1个百分点扣0.5分" in last.explanation


def test_names_that_were_not_read_are_not_missing():
    assert "JX111" not in found(ROWS.format(year="（2022年度）").replace("三级指标", "考评点"))


def test_two_sheets_named_by_different_years_are_no_double(tmp_path):
    from openpyxl import Workbook

    from tests.importers.sheets_and_pages import saved

    book = Workbook()
    book.remove(book.active)
    for year in ("2022年", "2021年"):
        sheet = book.create_sheet(year)
        for row in ROWS.format(year="").splitlines():
            sheet.append(row.split("\t"))
    forms = read_source(Source("自评.xlsx", saved(book))).forms
    findings = check(forms, policy.load("2020-caiyu-10")).findings
    assert "JX601" not in {item.code for item in findings}
    assert [item.message for item in findings if item.code == "JX115"] == [
        f"没有读到是哪一年度（工作表名里有 {year} 年，请核对是不是这一年）" for year in (2022, 2021)
    ]
