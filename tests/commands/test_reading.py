"""The commands that only read: read, score, check, rules."""

import json
import subprocess
import sys

import pytest

from jixiao.cli import COMMANDS, main
from tests.samples import GOLDENS, HEMENKOU

FORMS = json.loads((GOLDENS / "hemenkou-2020.forms.json").read_text(encoding="utf-8"))


def test_read_prints_the_forms_as_json(run):
    status, out, _ = run("read", HEMENKOU, "--json")
    assert status == 0
    assert json.loads(out)["forms"] == FORMS


def test_read_lists_every_form_and_what_could_not_be_read(run):
    status, out, _ = run("read", HEMENKOU)
    assert status == 0
    assert all(form["project"] in out for form in FORMS)
    assert "年度资金总额·执行率 “100% %”" in out


def test_read_explains_why_a_target_gave_no_figure(run):
    _, out, _ = run("read", HEMENKOU, "--explain")
    assert "指标1： 2020全年：指标值“2020年底”是日期，不是数量" in out
    assert "指标1：南街社区办公经费：指标值“5万”读作 5万；" in out
    printed = [line for line in out.splitlines() if "；按定" in line]
    assert len(printed) == sum(len(form["indicators"]) for form in FORMS)


def test_read_explains_what_the_working_columns_say_instead(run, tmp_path):
    path = tmp_path / "手填.txt"
    heads = ["三级指标", "年度指标值", "实际完成值", "性质", "方向", "目标数", "完成数", "单位"]
    rows = [["项目名称", "道路清扫"], ["一级指标", "二级指标", *heads]]
    rows.append(["产出指标", "数量指标", "清扫", "全覆盖", "完成", "定量", "≥", "50", "60", "人次"])
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    _, out, _ = run("read", path, "--explain")
    assert "指标值“全覆盖”文字描述，没有可计算的数值；" in out
    assert "按定量指标：≥ 50，完成 60（人次）（性质、方向、目标数、完成数、单位按核算区填写）" in out


def test_score_explains_each_figure_in_one_line(run):
    _, out, _ = run("score", HEMENKOU, "--explain")
    assert "11.99 ÷ 12.33 × 10 = 9.724 → 9.72" in out


def test_score_gives_every_figure_as_json(run):
    _, out, _ = run("score", HEMENKOU, "--json")
    scores = {item["project"]: item for item in json.loads(out)["scores"]}
    peace = scores["平安建设专项及精神病患者经费"]
    assert (peace["execution"]["suggested"], peace["total"], peace["grade"]) == ("9.72", "97.72", "优")


def test_check_ends_with_one_when_there_are_errors(run):
    status, out, _ = run("check", HEMENKOU)
    assert status == 1
    assert "必须先改" in out
    assert "执行率填 96.5%，应为 11.99 ÷ 12.33 = 97.24%" in out


def test_check_prints_findings_with_their_place_as_json(run):
    _, out, _ = run("check", HEMENKOU, "--json")
    findings = json.loads(out)["findings"]
    assert {
        "code",
        "severity",
        "project",
        "sheet",
        "cell",
        "field",
        "found",
        "expected",
        "message",
        "fix",
        "basis",
    } <= set(findings[0])
    assert all(item["message"] and item["fix"] and item["basis"] for item in findings)


def test_a_family_of_rules_can_be_switched_off(run):
    _, out, _ = run("check", HEMENKOU, "--json", "--off", "JX1", "--off", "JX213")
    assert not [item for item in json.loads(out)["findings"] if item["code"].startswith(("JX1", "JX213"))]


def test_check_goes_on_past_a_bad_file_and_ends_with_two(run, tmp_path):
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"")
    status, out, err = run("check", bad, HEMENKOU)
    assert status == 2
    assert "坏.txt：文件是空的" in err
    assert "15 张表" in out


def test_forms_of_two_files_are_checked_together(run, tmp_path):
    copy = tmp_path / "另一单位.txt"
    copy.write_bytes(HEMENKOU.read_bytes())
    alone = json.loads(run("check", HEMENKOU, "--json")[1])["findings"]
    together = json.loads(run("check", HEMENKOU, copy, "--json")[1])["findings"]
    assert len(together) > 2 * len([item for item in alone if not item["code"].startswith("JX6")])
    assert any(item["code"] == "JX601" for item in together)


def test_rules_lists_the_catalogue_and_explains_one(run):
    assert "JX211" in run("rules")[1]
    status, out, _ = run("rules", "jx211")
    assert status == 0
    assert "依据：" in out and "改法：" in out
    status, _, err = run("rules", "JX999")
    assert status == 2 and "jixiao rules" in err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_chinese_help(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert COMMANDS[command] in capsys.readouterr().out.replace("\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check",), "缺少：文件"),
        (("read", HEMENKOU, "--jsn"), "不认识：--jsn"),
        (("import", HEMENKOU), "缺少：-o/--output"),
        (("new", "-o", "新.xlsx", "--year", "去年"), "年度“去年”应为四位数字"),
        (("score", HEMENKOU, "--policy"), "--policy 后面要跟一个值"),
        (("check", HEMENKOU, "-o", "甲.xlsx", "--in-place"), "不能和"),
    ],
)
def test_a_slip_on_the_command_line_is_reported_in_chinese(words, said, capsys):
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    shown = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in shown and "--help" in shown and "usage" not in shown


def test_an_unknown_command_names_the_known_ones(run):
    status, _, err = run("chekc")
    assert status == 2
    assert all(name in err for name in COMMANDS)


def test_an_unknown_policy_names_the_known_ones(run):
    status, _, err = run("score", HEMENKOU, "--policy", "没有")
    assert status == 2
    assert "2020-caiyu-10" in err


def test_output_is_utf8_and_plain_when_piped():
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "check", str(HEMENKOU)],
        capture_output=True,
        env={"PYTHONIOENCODING": "gbk", "PATH": ""},
    )
    assert done.returncode == 1
    text = done.stdout.decode("utf-8")
    assert "\x1b" not in text and "错误" in text


def test_a_form_that_breaks_off_is_given_no_total_and_no_grade(run):
    status, out, _ = run("score", GOLDENS / "shapes" / "jinzhai_tea_valley_dept_2023.txt")
    assert status == 0
    assert (
        "表未复制完整：金寨县茶谷和美丽乡村建设服务中心（部门整体） 没有读到总分行，读到的分值合计 70，不给总分和等级"
        in out
    )
    _, out, _ = run("score", GOLDENS / "shapes" / "jinzhai_tea_valley_dept_2023.txt", "--json")
    (found,) = json.loads(out)["scores"]
    assert (found["breaks_off"], found["lacks_points"], found["total"], found["grade"]) == (True, False, None, None)


def test_a_row_of_points_without_a_place_leaves_no_total_and_no_grade(run, tmp_path):
    rows = [
        "项目支出绩效自评表",
        "项目名称\t路灯维护",
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分",
    ]
    rows += ["产出指标\t数量指标\t维修路灯\t200盏\t200盏\t90\t84", "工作作风\t\t\t\t\t10\t10", "总分\t\t\t\t\t100\t94"]
    path = tmp_path / "自评.txt"
    path.write_text("\n".join(rows), encoding="utf-8")
    _, out, _ = run("score", path)
    assert "指标没有读全：路灯维护 总分行的分值是 100，读到的分值合计 90，不给总分和等级" in out
    assert "工作作风" in out
    _, out, _ = run("score", path, "--json")
    (found,) = json.loads(out)["scores"]
    assert (found["breaks_off"], found["lacks_points"], found["total"], found["grade"]) == (False, True, None, None)
