"""jixiao addin: what it says and does on Windows, and elsewhere."""

import pytest

from jixiao import resources
from jixiao.cli import main
from tests.deploy.install.pc import PC

ADDIN = resources.path("workbook/jixiao.xlam")


@pytest.fixture
def run(capsys):
    def run(*words):
        status = main(["addin", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def pc(tmp_path, monkeypatch):
    pc = PC(tmp_path)
    monkeypatch.setattr("jixiao.commands.addin.this_computer", lambda: pc.computer)
    return pc


def test_installing_puts_the_packages_own_add_in_there_and_says_so(run, pc):
    status, out, _ = run("install")
    assert (status, pc.read(pc.addin)) == (0, ADDIN.read_bytes())
    assert pc.addin in out and pc.settings in out and "张三" in out


def test_installing_again_says_there_is_nothing_to_do(run, pc):
    run("install")
    assert run("install")[1] == "已经装好，没有要做的。\n"


def test_installing_makes_the_classes_of_excel_and_uninstalling_takes_them_away(run, pc):
    run("install")
    assert pc.classes == "fine"
    run("uninstall")
    assert pc.classes == "missing"


def test_a_pc_without_excel_is_reported_when_installing(run, pc):
    pc.classes = "absent"
    status, out, err = run("install")
    assert status == 0 and "没有登记桌面版 Excel" in out + err


@pytest.mark.parametrize("what", ["install", "uninstall"])
def test_a_dry_run_names_each_file_and_changes_none(run, pc, what):
    if what == "uninstall":
        run("install")
    before = pc.files()
    status, out, _ = run(what, "--dry-run")
    assert status == 0 and all(path in out for path in (pc.addin, pc.settings))
    assert pc.files() == before


def test_uninstalling_takes_all_away(run, pc):
    before = pc.files()
    run("install")
    assert run("uninstall")[0] == 0
    assert pc.files() == before
    assert run("uninstall")[1] == "没有本工具装的东西，没有要做的。\n"


def test_the_status_is_also_in_the_exit_code(run, pc):
    assert run("status")[0] == 1
    run("install")
    status, out, _ = run("status")
    assert status == 0 and "加载项" in out


@pytest.mark.parametrize("what", ["install", "uninstall", "status"])
def test_elsewhere_it_says_what_can_be_done(run, what, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    status, out, err = run(what)
    assert (status, out) == (2, "")
    assert "--dry-run" in err and "jixiao bundle" in err


def test_elsewhere_a_dry_run_shows_a_windows_pc(run, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    status, out, err = run("install", "--dry-run")
    assert status == 0 and "为例" in err
    assert r"C:\Users\用户名\AppData\Roaming\Microsoft\Excel\XLSTART\jixiao.xlam" in out
