"""A workbook of ours made from a form of others is not accused of what the import itself wrote."""

import json

import pytest

from jixiao.actions.open import load
from tests.recognise.written import FORMS, shapes, written
from tests.samples import GOLDENS

FOLDER = FORMS[0].parent
FORMS_AT_ONCE = 200
TRUNCATED = GOLDENS / "shapes" / "xuancheng_drugs_2021.txt"
EMPTY = """项目支出绩效自评表
（    年度）
项目名称\t
主管部门\t\t实施单位\t
项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t\t\t\t10\t\t
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t指标1：\t\t\t\t
总分\t\t\t\t\t100\t
"""


@pytest.fixture
def again(run, tmp_path):
    """The findings on a text, and on the workbook imported from it."""

    def found(path):
        return {(item["code"], item["field"]) for item in json.loads(run("check", path, "--json")[1])["findings"]}

    def again(content):
        source, made = tmp_path / "表.txt", tmp_path / "导入.xlsx"
        source.write_text(content, encoding="utf-8")
        assert run("import", source, "-o", made)[0] == 0
        return found(source), found(made)

    return again


def test_rows_without_a_dimension_hold_no_overwritten_formula(again):
    form = written(FOLDER / "flood_control_2022.form")
    assert "JX702" not in {code for code, _ in again(dict(shapes(form))[f"{form.name}.txt"].decode())[1]}


def test_an_empty_form_lacks_the_same_in_the_workbook(again):
    before, after = again(EMPTY)
    assert {("JX105", "year"), ("JX107", "indicators")} <= before & after
    assert not {"JX702", "JX104"} & {code for code, _ in after}


def test_a_form_copied_without_its_end_has_no_total_in_the_workbook_until_its_points_come_to_the_whole(run, tmp_path):
    made = tmp_path / "导入.xlsx"
    assert "表未复制完整" in run("import", TRUNCATED, "-o", made)[2]
    given = json.loads(run("score", made, "--json")[1])["scores"][0]
    assert (given["breaks_off"], given["total"], given["grade"]) == (True, None, None)
    assert "JX114" in {item["code"] for item in json.loads(run("check", made, "--json")[1])["findings"]}
    found = json.loads(run("summary", made, "--json")[1])
    assert (found["lines"][0]["total"], found["lines"][0]["grade"]) == (None, None)


def test_money_of_the_province_is_a_transfer_before_and_after(run, tmp_path):
    form = written(FOLDER / "seed_reserve_2022.form")
    source, made = tmp_path / f"{form.name}.xlsx", tmp_path / "导入.xlsx"
    source.write_bytes(dict(shapes(form))[source.name])
    assert run("import", source, "-o", made)[0] in (0, 1)
    for path in (source, made):
        assert json.loads(run("read", path, "--json")[1])["forms"][0]["kind"] == "transfer"


WITHOUT = """项目支出绩效自评表
项目名称\t河道清淤
项目资金（万元）\t年初预算数\t分值\t得分
年度资金总额\t50\t10\t10
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值
产出指标\t数量指标\t清淤长度\t≥10公里\t12公里\t60
效益指标\t社会效益指标\t受益人数\t≥500人\t560人\t30
总分\t\t\t\t\t100
"""
MISSING = {"JX105", "JX106", "JX109", "JX112"}


def test_what_the_form_had_no_place_for_is_not_called_missing(run, again, tmp_path):
    before, after = again(WITHOUT)
    assert not MISSING & {code for code, _ in before | after}
    made = tmp_path / "导入.xlsx"
    said = run("import", tmp_path / "表.txt", "-o", made)[2]
    assert "原表没有这一栏，或在没有读出的内容里，请核对后补填：河道清淤 主管部门、实施单位、年度、" in said


def test_where_everything_was_read_the_form_had_no_place_for_what_lacks(run, again, tmp_path):
    again(WITHOUT.replace("项目资金（万元）\t年初预算数\t分值\t得分\n年度资金总额\t50\t10\t10\n", ""))
    said = run("import", tmp_path / "表.txt", "-o", tmp_path / "又.xlsx")[2]
    assert "原表没有这一栏，请补填：河道清淤 主管部门、实施单位、年度、年度资金总额·年初预算数、" in said


def test_what_the_form_had_and_left_empty_still_is(again):
    before, after = again(WITHOUT.replace("河道清淤\n", "河道清淤\n主管部门\t\n", 1))
    assert ("JX105", "department") in before & after


def test_a_setting_keeps_what_the_form_had_no_place_for(again, tmp_path, run):
    from jixiao.actions.settings import Settings, settled

    again(WITHOUT)
    made = tmp_path / "导入.xlsx"
    made.write_bytes(settled(load(made), Settings(policy="hubei-2020")))
    assert not MISSING & {item["code"] for item in json.loads(run("check", made, "--json")[1])["findings"]}


@pytest.mark.parametrize(
    ("path", "shape"),
    [(path, "xlsx") for path in FORMS] + [(path, shape) for path in FORMS[::3] for shape in ("pad.txt", "raw.txt")],
    ids=lambda item: getattr(item, "stem", item),
)
def test_the_workbook_of_a_form_is_accused_of_nothing_the_form_is_not(path, shape, run, tmp_path):
    """Of nothing that was not read of it either."""
    form = written(path)
    source, made = tmp_path / f"{form.name}.{shape}", tmp_path / "导入.xlsx"
    source.write_bytes(dict(shapes(form))[source.name])
    assert run("import", source, "-o", made)[0] in (0, 1)
    before, after = (json.loads(run("check", each, "--json")[1])["findings"] for each in (source, made))
    known = {(item["code"], item["field"]) for item in before}
    new = [item for item in after if item["severity"] != "notice" and (item["code"], item["field"]) not in known]
    assert [(item["code"], item["field"], item["message"]) for item in new] == []


def test_hundreds_of_forms_keep_what_they_lack(run, tmp_path):
    source, made = tmp_path / "表.txt", tmp_path / "导入.xlsx"
    forms = [WITHOUT.replace("河道清淤\n", f"河道清淤{number}\n") for number in range(FORMS_AT_ONCE)]
    source.write_text("\n".join(forms), encoding="utf-8")
    assert run("import", source, "-o", made)[0] == 0
    lacking = {form.project: form.lacking for form in load(made).forms}
    assert len(lacking) == FORMS_AT_ONCE and len(set(lacking.values())) == 1
    assert "funds.total.annual" in lacking["河道清淤0"]


BESIDE = """项目支出绩效自评表
（2022年度）
项目名称\t图书采购
项目资金（万元）\t预算数\t到位数\t执行数\t分值\t执行率\t得分
年度资金总额\t120\t110\t99\t10\t90%\t9
一级指标\t二级指标\t三级指标\t年度指标值\t调整指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t购书\t≥800册\t≥750册\t720册\t60\t57.6
效益指标\t社会效益指标\t受益学生\t≥500人\t\t560人\t30\t30
扣分项\t逾期报送\t\t\t\t\t\t-1
总分\t\t\t\t\t\t100\t95.6
"""


def test_a_standard_of_the_form_itself_counts_in_the_workbook_too(again):
    text = BESIDE.replace("调整指标值", "评分标准").replace("≥750册", "每少1%扣0.5分").replace("57.6", "55")
    assert "每少1%" in text
    for found in again(text):
        assert "JX403" not in {code for code, _ in found}


def test_no_figure_is_called_wrong_that_another_of_the_form_may_explain(again):
    for found in again(BESIDE):
        assert not {"JX211", "JX213", "JX218", "JX311", "JX402", "JX403"} & {code for code, _ in found}
    whole = BESIDE.replace("扣分项\t逾期报送\t\t\t\t\t\t-1\n", "")
    for cell in ("调整指标值", "≥750册", "110", "到位数"):
        whole = whole.replace(f"\t{cell}", "\t")
    for found in again(whole):
        assert {"JX211", "JX311", "JX403"} <= {code for code, _ in found}
