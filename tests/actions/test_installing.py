"""安装加载项、离线安装包: on a PC that is a folder, and with wheels that are made here."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from jixiao.actions.bundle import licences_of, shared_files, without_own, write
from jixiao.actions.bundle_with_python import LAST
from jixiao.actions.install import install, packaged, status, to_install, to_uninstall, uninstall
from jixiao.deploy.bundle import wheel
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.small import small
from tests.deploy.install.pc import PC


def test_the_add_in_is_installed_and_taken_away_again(tmp_path):
    pc = PC(tmp_path)
    before = pc.files()
    assert to_install(pc.computer).steps and pc.files() == before
    install(pc.computer)
    assert pc.read(pc.addin) == packaged().content and pc.classes == "fine"
    assert to_uninstall(pc.computer).steps and status(pc.computer)
    uninstall(pc.computer)
    assert pc.addin not in pc.files() and pc.classes == "missing"


def test_without_excel_it_is_said_when_the_buttons_work(tmp_path):
    pc = PC(tmp_path, classes="absent")
    assert any("没有登记桌面版 Excel" in note for note in install(pc.computer).notes)


def test_on_another_system_nothing_is_done(tmp_path):
    computer = replace(PC(tmp_path).computer, system="Linux")
    for verb in (install, uninstall, status):
        with pytest.raises(CannotGoOn, match="这台机器是 Linux"):
            verb(computer)


def test_a_bundle_lists_the_licence_of_each_wheel_and_a_sum_of_each_file(tmp_path):
    terms = licences_of({made.name: wheel.write(made) for made in (small("thing"), small("jixiao"))})
    assert [item.name for item in without_own(terms)] == ["thing"]
    files = shared_files("thing MIT")
    made = write("jixiao-0-win", files, terms, tmp_path / "包.zip")
    with zipfile.ZipFile(made.saved.path) as archive:
        names = {name.removeprefix("jixiao-0-win/") for name in archive.namelist()}
    assert names == {*files, "校验和.txt"} and made.unpacked > 0 and made.size == made.saved.path.stat().st_size
    assert LAST.endswith("xlwings/__init__.py")
