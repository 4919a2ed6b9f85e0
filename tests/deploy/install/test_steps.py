"""All steps or none: what a fault in the middle leaves behind."""

from pathlib import Path

import pytest

from jixiao.deploy.install import install, uninstall
from jixiao.deploy.install.steps import carry_out
from jixiao.errors import CannotGoOn
from jixiao.xlsx.save import write_atomic
from tests.deploy.install.pc import ADDIN, OLDER, PC


@pytest.fixture
def pc(tmp_path, monkeypatch):
    monkeypatch.setattr("jixiao.xlsx.save.PAUSE", 0)
    return PC(tmp_path)


def held(pc, path, monkeypatch):
    """Windows keeps a file that another program has open from being replaced or removed."""
    place, replace, unlink = pc.place(path), Path.replace, Path.unlink

    def refuse(self, target):
        if Path(target) == place:
            raise PermissionError(13, "拒绝访问。", str(self), None, str(target))
        return replace(self, target)

    def keep(self, missing_ok=False):
        if self == place:
            error = PermissionError(13, "另一个程序正在使用此文件，进程无法访问。", str(self))
            error.winerror = 32
            raise error
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(Path, "unlink", keep)


def stopped(plan, pc):
    before = pc.files()
    with pytest.raises(CannotGoOn) as error:
        carry_out(plan.steps, pc.computer)
    assert pc.files() == before
    return str(error.value)


def test_an_add_in_held_by_excel_is_not_replaced_and_nothing_else_changes(pc, monkeypatch):
    carry_out(install.plan(OLDER, pc.computer).steps, pc.computer)
    pc.python = r"D:\new\python.exe"
    held(pc, pc.addin, monkeypatch)
    said = stopped(install.plan(ADDIN, pc.computer), pc)
    assert "jixiao.xlam" in said and "关闭所有 Excel 窗口" in said


def test_an_add_in_held_by_excel_is_not_removed(pc, monkeypatch):
    carry_out(install.plan(ADDIN, pc.computer).steps, pc.computer)
    held(pc, pc.addin, monkeypatch)
    said = stopped(uninstall.plan(ADDIN, pc.computer), pc)
    assert "关闭所有 Excel 窗口" in said and "另一个程序" in said


def test_a_fault_at_the_settings_takes_the_add_in_back(pc, monkeypatch):
    carry_out(install.plan(OLDER, pc.computer).steps, pc.computer)
    pc.python = r"D:\new\python.exe"
    held(pc, pc.settings, monkeypatch)
    stopped(install.plan(ADDIN, pc.computer), pc)
    assert pc.read(pc.addin) == OLDER.content


def test_a_fault_at_the_settings_leaves_no_folder_behind(pc, monkeypatch):
    held(pc, pc.settings, monkeypatch)
    stopped(install.plan(ADDIN, pc.computer), pc)
    assert not pc.place(pc.roaming).exists()


def test_a_folder_without_permission_is_named_with_the_next_step(pc, monkeypatch):
    def refuse(**given):
        raise PermissionError(13, "Permission denied", str(given["dir"]))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    said = stopped(install.plan(ADDIN, pc.computer), pc)
    assert "权限" in said and "关闭" not in said


def test_a_read_only_file_is_not_blamed_on_excel(pc, monkeypatch):
    carry_out(install.plan(OLDER, pc.computer).steps, pc.computer)
    held(pc, pc.addin, monkeypatch)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    said = stopped(install.plan(ADDIN, pc.computer), pc)
    assert "只读" in said and "Excel 窗口" not in said


def test_an_interruption_takes_back_what_was_done(pc, monkeypatch):
    place, write = pc.place(pc.settings), write_atomic

    def interrupted(path, content):
        if path == place:
            raise KeyboardInterrupt
        write(path, content)

    monkeypatch.setattr("jixiao.deploy.install.steps.write_atomic", interrupted)
    before = pc.files()
    with pytest.raises(KeyboardInterrupt):
        carry_out(install.plan(ADDIN, pc.computer).steps, pc.computer)
    assert pc.files() == before


def test_a_file_where_a_folder_should_be_is_named(pc):
    pc.put(rf"{pc.user}\.jixiao", b"a file")
    said = stopped(install.plan(ADDIN, pc.computer), pc)
    assert ".jixiao" in said and "关闭" not in said
