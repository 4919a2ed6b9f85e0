"""jixiao submit: what stops it, and what goes out."""

import email
import hashlib
from email.policy import default

import pytest

from jixiao.actions.open import load
from jixiao.actions.submit import submit
from jixiao.cli import main
from jixiao.form.finding import Waiver
from jixiao.submit.digest import digest
from jixiao.submit.manifest import read as read_manifest
from jixiao.submit.settings import Mail
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read as open_book
from tests import build
from tests.samples import HEMENKOU
from tests.submit.books import AT, workbook

STEM = "2020-青河区物业管理中心-绩效自评"
WAIVER = Waiver("JX303", "老旧小区电梯维修", "以奖代补，产出权重经批复调整", "张三", "2021-03-15")


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "家"))

    def run(*words):
        status = main(["submit", *map(str, words)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def saved(tmp_path, *forms, **more):
    path = tmp_path / "自评.xlsx"
    path.write_bytes(workbook(*forms, **more))
    return path


def mail(path):
    return email.message_from_bytes(path.read_bytes(), policy=default)


def words(path):
    return mail(path).get_body().get_content()


def test_correct_forms_go_out_under_their_proper_name(run, tmp_path):
    path = saved(tmp_path)
    before = path.read_bytes()
    status, out, err = run(path, "-o", tmp_path / "报送", "--to", "绩效科 <jx@example.cn>")
    assert status == 0 and "第 1 次报送" in out and f"{STEM}-v1.xlsx" in err
    assert sorted(item.name for item in (tmp_path / "报送").iterdir()) == [f"{STEM}-v1.eml", f"{STEM}-v1.xlsx"]
    assert path.read_bytes() == before


def test_the_draft_carries_the_very_file_with_its_totals(run, tmp_path):
    run(saved(tmp_path), "--to", "绩效科 <jx@example.cn>", "--cc", "b@example.cn")
    message = mail(tmp_path / f"{STEM}-v1.eml")
    (attached,) = message.iter_attachments()
    content = (tmp_path / f"{STEM}-v1.xlsx").read_bytes()
    assert (attached.get_filename(), attached.get_content()) == (f"{STEM}-v1.xlsx", content)
    assert message["To"].addresses[0].addr_spec == "jx@example.cn"
    assert message["Cc"].addresses[0].addr_spec == "b@example.cn"
    assert message["Subject"] == "报送：青河区物业管理中心 2020 年度项目支出绩效自评表 1 张（第 1 次）"
    body = words(tmp_path / f"{STEM}-v1.eml")
    wanted = ("全年预算合计：50 万元", "全年执行合计：48 万元", "加权执行率：96%", "平均总分：99.6", "错误 0 处")
    assert not [text for text in wanted if text not in body]
    assert hashlib.sha256(content).hexdigest() in body


def test_the_manifest_says_what_the_file_holds(tmp_path):
    path = saved(tmp_path)
    made = submit(load(path), tmp_path / "报送", Mail(), clock=lambda: AT)
    manifest = read_manifest(open_book(made.workbook))
    assert manifest == made.manifest
    assert (manifest.unit, manifest.year, manifest.version, manifest.made_at) == ("青河区物业管理中心", 2020, 1, AT)
    assert (manifest.template_version, manifest.form_type) == ("2020-1", "项目支出绩效自评表")
    assert [(item.project, item.digest) for item in manifest.forms] == [("老旧小区电梯维修", digest(build.form()))]


def test_the_same_file_at_the_same_time_gives_the_same_bytes(tmp_path):
    path = saved(tmp_path)
    made = [submit(load(path), tmp_path / name, Mail(), clock=lambda: AT) for name in ("一", "二")]
    assert made[0].workbook.read_bytes() == made[1].workbook.read_bytes()
    assert made[0].draft.read_bytes() == made[1].draft.read_bytes()


def test_errors_stop_it_and_are_listed(run, tmp_path):
    path = saved(tmp_path, build.form({"total.weight": "90"}))
    status, out, err = run(path)
    assert status == 1 and "JX301" in out and "--with-errors" in err
    assert [item.name for item in tmp_path.iterdir()] == ["自评.xlsx"]


def test_a_reason_lets_errors_through_for_all_to_see(run, tmp_path):
    path = saved(tmp_path, build.form({"total.weight": "90"}))
    status, out, _ = run(path, "--with-errors", "区财政局电话\n要求先报")
    assert status == 0 and "理由：区财政局电话 要求先报" in out
    manifest = read_manifest(open_book(tmp_path / f"{STEM}-v1.xlsx"))
    assert (manifest.errors, manifest.reason) == (1, "区财政局电话 要求先报")
    message = mail(tmp_path / f"{STEM}-v1.eml")
    assert "含未改错误 1 处" in message["Subject"]
    assert "JX301" in words(tmp_path / f"{STEM}-v1.eml")


def test_an_empty_reason_is_none(run, tmp_path):
    status, _, err = run(saved(tmp_path, build.form({"total.weight": "90"})), "--with-errors", " ")
    assert status == 2 and "理由" in err and len(list(tmp_path.iterdir())) == 1


def test_a_reason_without_errors_leaves_no_stain(run, tmp_path):
    run(saved(tmp_path), "--with-errors", "以防万一")
    assert read_manifest(open_book(tmp_path / f"{STEM}-v1.xlsx")).reason is None


def test_waivers_travel_in_manifest_and_mail(run, tmp_path):
    assert run(saved(tmp_path, waivers=(WAIVER,)))[0] == 0
    assert read_manifest(open_book(tmp_path / f"{STEM}-v1.xlsx")).waivers == (WAIVER,)
    assert "JX303 老旧小区电梯维修：以奖代补，产出权重经批复调整（张三，2021-03-15）" in words(
        tmp_path / f"{STEM}-v1.eml"
    )


def retyped(path, cell, text):
    """The workbook with another text in one cell of its form, saved over itself."""
    patch = Patch.open(path.read_bytes(), name=path.name)
    patch.set_value("老旧小区电梯维修", cell, text)
    path.write_bytes(patch.bytes())


def test_each_changed_submission_has_the_next_number(run, tmp_path):
    path = saved(tmp_path)
    run(path)
    retyped(path, "I13", "全部按期完成")
    assert "第 2 次报送" in run(path)[1]
    sent = tmp_path / f"{STEM}-v2.xlsx"
    moved = tmp_path / "改后" / "自评.xlsx"
    moved.parent.mkdir()
    moved.write_bytes(sent.read_bytes())
    assert "第 3 次报送" in run(moved)[1]
    assert read_manifest(open_book(moved.parent / f"{STEM}-v3.xlsx")).version == 3


def test_an_unchanged_workbook_makes_no_new_version(run, tmp_path):
    path, folder = saved(tmp_path), tmp_path / "报送"
    run(path, "-o", folder, "--to", "jx@example.cn")
    before = {item.name: item.read_bytes() for item in folder.iterdir()}
    status, out, err = run(path, "-o", folder, "--to", "jx@example.cn")
    assert status == 0 and "第 1 次报送的完全相同，没有生成新的一份" in err and "第 1 次报送" in out
    assert {item.name: item.read_bytes() for item in folder.iterdir()} == before


def test_an_unchanged_workbook_with_errors_makes_no_new_version_unless_the_reason_is_another(run, tmp_path):
    path = saved(tmp_path, build.form({"total.weight": "90"}))
    run(path, "--with-errors", "先报")
    assert "没有生成新的一份" in run(path, "--with-errors", "先报")[2]
    assert "第 2 次报送" in run(path, "--with-errors", "区局同意")[1]


def test_a_draft_that_is_gone_or_goes_to_others_is_written_again(run, tmp_path):
    path, draft = saved(tmp_path), tmp_path / f"{STEM}-v1.eml"
    run(path)
    draft.unlink()
    run(path)
    assert mail(draft)["To"] is None
    run(path, "--to", "jx@example.cn")
    assert mail(draft)["To"].addresses[0].addr_spec == "jx@example.cn"
    run(path)
    assert mail(draft)["To"].addresses[0].addr_spec == "jx@example.cn"
    assert not list(tmp_path.glob("*-v2*"))


def test_a_row_made_higher_is_a_change(run, tmp_path):
    path = saved(tmp_path)
    run(path)
    archive = Archive.open(path.read_bytes())
    part = "xl/worksheets/sheet3.xml"
    before = archive.text(part)
    archive.write(part, before.replace('ht="', 'ht="1', 1).encode())
    path.write_bytes(archive.packed())
    assert "第 2 次报送" in run(path)[1]


def test_a_text_goes_out_as_a_workbook_that_says_the_same(tmp_path):
    made = submit(load(HEMENKOU), tmp_path, Mail(), reason="原件如此", clock=lambda: AT)
    assert load(made.workbook).forms == load(HEMENKOU).forms
    assert len(made.manifest.forms) == 15 and made.manifest.errors > 0


def test_the_letter_greets_is_signed_and_ends_every_line_with_a_mark(run, tmp_path):
    run(saved(tmp_path, build.form({"total.weight": "90"}), waivers=(WAIVER,)), "--with-errors", "区局同意先报")
    lines = words(tmp_path / f"{STEM}-v1.eml").splitlines()
    assert lines[0] == "您好！" and lines[-2] == "青河区物业管理中心" and lines[-1].endswith("日")
    assert [line for line in lines[:-2] if line and not line.endswith(tuple("。；：！"))] == []


def test_an_address_that_is_none_stops_it_before_anything_is_written(run, tmp_path):
    status, _, err = run(saved(tmp_path), "--to", "绩效科")
    assert status == 2 and "绩效科" in err and len(list(tmp_path.iterdir())) == 1


def test_without_a_recipient_the_user_learns_where_to_put_one(run, tmp_path):
    assert "jixiao.toml" in run(saved(tmp_path))[2]
    assert mail(tmp_path / f"{STEM}-v1.eml")["To"] is None
