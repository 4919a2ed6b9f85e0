"""The commands that write a workbook: new, import, score, check, summary, demo."""

import io
import json
import zipfile

import openpyxl
import pytest

from jixiao.cli import main
from jixiao.importers import read
from jixiao.xlsx.read.read import tables
from tests.samples import HEMENKOU, some_forms


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    path = tmp_path_factory.mktemp("导入") / "自评表.xlsx"
    assert main(["import", str(HEMENKOU), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """The same of three of its forms, for what one form shows as well as fifteen."""
    folder = tmp_path_factory.mktemp("三张")
    text, path = folder / "三张.txt", folder / "自评表.xlsx"
    text.write_text(some_forms(2, 4, 15), encoding="utf-8")
    assert main(["import", str(text), "-o", str(path)]) == 0
    return path


def findings(run, path):
    return [
        (item["code"], item["project"], item["field"])
        for item in json.loads(run("check", path, "--json")[1])["findings"]
    ]


def sheet(content, name):
    return next(table for table in tables(content) if table.sheet == name)


def test_an_imported_workbook_reads_back_to_the_forms_of_the_document(imported):
    assert read(imported).forms == read(HEMENKOU).forms


def test_an_imported_workbook_gives_the_findings_of_the_document(imported, run):
    assert findings(run, imported) == findings(run, HEMENKOU)


def test_every_finding_with_a_cell_is_marked_there(imported, run):
    book = openpyxl.load_workbook(imported)
    for item in json.loads(run("check", imported, "--json")[1])["findings"]:
        if item["cell"]:
            comment = book[item["sheet"]][item["cell"]].comment
            assert comment is not None and item["code"] in comment.text


def test_results_link_to_the_cells_and_put_errors_first(imported):
    results = openpyxl.load_workbook(imported)["校验结果"]
    links = [cell.hyperlink.location for row in results for cell in row if cell.hyperlink]
    assert len(links) > 150
    texts = ["".join(str(cell.value or "") for cell in row) for row in results]
    first_warning = next(at for at, text in enumerate(texts) if "警告" in text and "JX" in text)
    assert [text for text in texts[:first_warning] if "错误" in text and "JX" in text]


def test_checking_leaves_the_input_as_it_was(three, run, tmp_path):
    before = three.read_bytes()
    out = tmp_path / "校验.xlsx"
    status, _, err = run("check", three, "-o", out)
    assert (status, three.read_bytes()) == (1, before)
    assert str(out) in err and read(out).forms == read(three).forms


def test_checking_a_text_into_a_workbook_marks_it_too(run, tmp_path):
    out = tmp_path / "校验.xlsx"
    assert run("check", HEMENKOU, "-o", out)[0] == 1
    assert read(out).forms == read(HEMENKOU).forms
    assert "校验结果" in openpyxl.load_workbook(out).sheetnames


def test_clearing_gives_the_workbook_back_as_it_was(imported, run, tmp_path):
    clean, marked, cleared = tmp_path / "原.xlsx", tmp_path / "标.xlsx", tmp_path / "清.xlsx"
    run("clear", imported, "-o", clean)
    run("check", clean, "-o", marked)
    assert parts(marked.read_bytes()) != parts(clean.read_bytes())
    assert run("clear", marked, "-o", cleared)[0] == 0
    before, after = parts(clean.read_bytes()), parts(cleared.read_bytes())
    sheets = [name for name in before if name.startswith("xl/worksheets/sheet")]
    assert [name for name in sheets if before[name] != after[name]] == []
    assert openpyxl.load_workbook(cleared).sheetnames == openpyxl.load_workbook(clean).sheetnames


def test_several_files_are_marked_into_a_folder(three, run, tmp_path):
    other = tmp_path / "乙.xlsx"
    other.write_bytes(three.read_bytes())
    folder = tmp_path / "校验"
    assert run("check", three, other, "-o", folder)[0] == 1
    assert sorted(path.name for path in folder.iterdir()) == ["乙-校验.xlsx", "自评表-校验.xlsx"]


def test_files_of_one_name_are_distinguished(three, run, tmp_path):
    folders = tmp_path / "甲局", tmp_path / "乙局"
    for folder in folders:
        folder.mkdir()
        (folder / "自评.xlsx").write_bytes(three.read_bytes())
    paths = [folder / "自评.xlsx" for folder in folders]
    _, text, _ = run("check", *paths, "--json", "-o", tmp_path / "校验")
    files = [item["file"] for item in json.loads(text)["findings"]]
    assert sorted(set(files)) == sorted(map(str, paths))
    assert len([name for name in files if name == str(paths[0])]) < len(files)
    assert sorted(path.name for path in (tmp_path / "校验").iterdir()) == ["自评-2-校验.xlsx", "自评-校验.xlsx"]


def test_a_waiver_of_one_unit_does_not_cover_another(three, run, tmp_path):
    other, waived = tmp_path / "乙局.xlsx", tmp_path / "甲局.xlsx"
    other.write_bytes(three.read_bytes())
    run("waive", three, "--rule", "JX204", "--reason", "年初未细化", "--who", "李四", "-o", waived)
    printed = json.loads(run("check", waived, other, "--json")[1])
    assert {item["file"] for item in printed["waived"]} == {"甲局.xlsx"}
    assert {item["file"] for item in printed["findings"] if item["code"] == "JX204"} == {"乙局.xlsx"}


def test_each_file_is_checked_by_the_policy_it_follows(three, run):
    from tests.samples import GOLDENS

    hubei = GOLDENS / "regions" / "hubei_fishery_ban_2020.txt"
    _, out, _ = run("check", three, hubei)
    assert "2020-caiyu-10" in out and "variant-execution-20" in out


def test_in_place_keeps_a_backup_of_the_original(three, run, tmp_path):
    path = tmp_path / "原表.xlsx"
    path.write_bytes(three.read_bytes())
    assert run("check", path, "--in-place")[0] == 1
    (backup,) = [item for item in tmp_path.iterdir() if "备份" in item.name]
    assert backup.read_bytes() == three.read_bytes()
    assert path.read_bytes() != backup.read_bytes() or read(path).forms == read(three).forms


def test_the_output_may_not_be_the_input(three, run):
    before = three.read_bytes()
    status, _, err = run("summary", three, "-o", three)
    assert status == 2 and "--in-place" in err and three.read_bytes() == before


def test_a_text_cannot_be_changed_in_place(run, tmp_path):
    path = tmp_path / "自评.txt"
    path.write_bytes(HEMENKOU.read_bytes())
    status, _, err = run("score", path, "--in-place")
    assert status == 2 and "-o" in err and path.read_bytes() == HEMENKOU.read_bytes()


def test_suggested_scores_fill_empty_cells_only(three, run, tmp_path):
    path, out = tmp_path / "缺分.xlsx", tmp_path / "补分.xlsx"
    book = openpyxl.load_workbook(three)
    name = "环卫经费项目"
    form = next(form for form in read(three).forms if form.project == name)
    typed, blank = form.place("indicators[8].score"), form.place("indicators[3].score")
    book[name][typed], book[name][blank] = 7, None
    book.save(path)
    status, _, err = run("score", path, "-o", out)
    assert status == 0 and "填入建议得分 1 处" in err
    filled = next(form for form in read(out).forms if form.project == name)
    assert (str(filled.indicators[3].score), str(filled.indicators[8].score)) == ("10", "7")


def test_results_stored_beside_formulas_follow_a_filled_score(three, run, tmp_path):
    path, out = tmp_path / "缺分.xlsx", tmp_path / "补分.xlsx"
    book = openpyxl.load_workbook(three)
    name = "环卫经费项目"
    form = next(form for form in read(three).forms if form.project == name)
    book[name][form.place("indicators[3].score")] = None
    book.save(path)
    run("score", path, "-o", out)
    shown = sheet(out.read_bytes(), "汇总表")
    row = next(row for row in shown.rows if name in row)
    assert 95.66 in row


def test_the_summary_of_a_workbook_follows_its_sheets(imported, run, tmp_path):
    out = tmp_path / "汇总.xlsx"
    status, shown, _ = run("summary", imported, "-o", out)
    assert status == 0 and "93.28%" in shown
    assert sheet(out.read_bytes(), "汇总表").rows == sheet(imported.read_bytes(), "汇总表").rows


def test_summarising_touches_nothing_but_the_summary(three, run, tmp_path):
    out = tmp_path / "汇总.xlsx"
    run("summary", three, "-o", out)
    before, after = parts(three.read_bytes()), parts(out.read_bytes())
    kept = [name for name in before if name.startswith("xl/worksheets/sheet")]
    changed = [name for name in kept if before[name] != after.get(name)]
    assert len(changed) <= 1


def test_a_new_workbook_holds_empty_forms_of_the_unit_and_year(run, tmp_path):
    out = tmp_path / "新.xlsx"
    words = ("--unit", "甲局", "--department", "乙厅", "--year", "2025", "--projects", "道路清扫", "=SUM(A1)", "@甲")
    assert run("new", "-o", out, *words)[0] == 0
    forms = read(out).forms
    assert [(form.project, form.unit, form.department, form.year) for form in forms] == [
        (name, "甲局", "乙厅", 2025) for name in ("道路清扫", "=SUM(A1)", "@甲")
    ]


def test_new_never_overwrites_a_file(run, tmp_path):
    out = tmp_path / "新.xlsx"
    out.write_bytes(b"mine")
    status, _, err = run("new", "-o", out)
    assert status == 0 and "备份" in err and len(read(out).forms) == 1
    assert [path.read_bytes() for path in tmp_path.glob("新-备份-*.xlsx")] == [b"mine"]


def test_a_waiver_in_the_workbook_sets_a_finding_aside_and_is_listed(three, run, tmp_path):
    path, out = tmp_path / "豁免.xlsx", tmp_path / "校验.xlsx"
    book = openpyxl.load_workbook(three)
    parameters = book["_参数"]
    heading = next(cell.row for cell in parameters["A"] if cell.value == "豁免")
    given = ("JX303", "改制企业家属区管理经费", "本项目无经济效益，分值调入产出", "张三", "2021-03-01")
    for column, value in enumerate(given, 1):
        parameters.cell(heading + 2, column).value = value
    book.save(path)
    _, text, _ = run("check", path, "--json", "-o", out)
    printed = json.loads(text)
    assert {(item["code"], item["project"]) for item in printed["waived"]} == {given[:2]}
    assert printed["waived"][0]["waiver"]["who"] == "张三"
    assert not [item for item in printed["findings"] if (item["code"], item["project"]) == given[:2]]
    shown = "".join(str(value) for row in sheet(out.read_bytes(), "校验结果").rows for value in row)
    assert given[2] in shown


def test_waivers_are_recorded_one_below_the_other(three, run, tmp_path):
    once, twice = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    project = "改制企业家属区管理经费"
    first = (
        "--rule",
        "jx303",
        "--project",
        project,
        "--reason",
        "=HYPERLINK(1)",
        "--who",
        "张三",
        "--date",
        "2021-03-01",
    )
    assert run("waive", three, *first, "-o", once)[0] == 0
    assert run("waive", once, "--rule", "JX204", "--reason", "年初未细化", "--who", "李四", "-o", twice)[0] == 0
    printed = json.loads(run("check", twice, "--json")[1])
    assert {item["code"] for item in printed["waived"]} == {"JX303", "JX204"}
    assert {item["waiver"]["reason"] for item in printed["waived"]} == {"=HYPERLINK(1)", "年初未细化"}
    assert run("waive", twice)[1].count("2021-03-01") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rule", "JX999", "--reason", "甲", "--who", "乙"), "没有编号"),
        (("--rule", "JX303", "--project", "没有", "--reason", "甲", "--who", "乙"), "没有名为"),
        (("--rule", "JX303", "--reason", "甲"), "理由和经办人"),
        *(
            (("--rule", "JX303", "--reason", "甲", "--who", "乙", "--date", day), f"日期“{day}”在日历上没有")
            for day in ("2026/13/1", "2026-02-30", "2025-02-29", "2026-00-10", "20260115", "2026-W03-1", "明天", "")
        ),
        (("--rule", "JX402", "--reason", "甲", "--who", "乙"), "校验没有在这个工作簿发现 JX402"),
        (
            ("--rule", "JX303", "--project", "综治维稳经费", "--reason", "甲", "--who", "乙"),
            "校验没有在“综治维稳经费”发现 JX303，用不着豁免，未登记。JX303 出现在：",
        ),
    ],
)
def test_a_waiver_that_does_not_hold_is_not_recorded(three, run, tmp_path, words, said):
    status, _, err = run("waive", three, *words, "-o", tmp_path / "不写.xlsx")
    assert status == 2 and said in err and not (tmp_path / "不写.xlsx").exists()


def test_a_waiver_of_what_was_not_found_is_recorded_on_request(three, run, tmp_path):
    out = tmp_path / "预先.xlsx"
    words = ("--rule", "JX402", "--reason", "甲", "--who", "乙", "--date", "2026年1月5日", "--unfound")
    assert run("waive", three, *words, "-o", out)[0] == 0
    assert "2026-01-05" in run("waive", out)[1]


def test_the_demo_says_what_it_made(run, tmp_path):
    status, out, _ = run("demo", "-o", tmp_path / "演示")
    assert status == 0 and "15 张自评表" in out and "93.28%" in out
    made = sorted(path.suffix for path in (tmp_path / "演示").iterdir())
    assert made == [".json", ".xlsx"]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_bureaus_own_template_gives_every_sheet_its_look(run, tmp_path):
    from openpyxl.styles import PatternFill

    from tests.samples import ROOT

    own, out, new = tmp_path / "本局模板.xlsx", tmp_path / "导入.xlsx", tmp_path / "新.xlsx"
    book = openpyxl.load_workbook(ROOT / "template.xlsx")
    book["项目1"]["A1"].fill = PatternFill("solid", fgColor="FF00B0F0")
    book.save(own)
    assert run("import", HEMENKOU, "-o", out, "--template", own)[0] == 0
    assert run("new", "-o", new, "--template", own, "--count", "2")[0] == 0
    for path in (out, new):
        sheets = [sheet for sheet in openpyxl.load_workbook(path) if sheet["A1"].value == "项目支出绩效自评表"]
        assert sheets and {sheet["A1"].fill.fgColor.rgb for sheet in sheets} == {"FF00B0F0"}


def test_a_template_that_cannot_be_followed_is_named(run, tmp_path):
    bad = tmp_path / "不是模板.xlsx"
    openpyxl.Workbook().save(bad)
    status, _, err = run("import", HEMENKOU, "-o", tmp_path / "不写.xlsx", "--template", bad)
    assert status == 2 and "模板" in err and not (tmp_path / "不写.xlsx").exists()
