"""Where nothing can be written, every command says so and what to do; nothing is left half done."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.build import form
from tests.submit.books import workbook


@pytest.fixture
def files(tmp_path):
    (tmp_path / "收件").mkdir()
    for unit in ("甲局", "乙局"):
        (tmp_path / "收件" / f"{unit}.xlsx").write_bytes(workbook(form({"unit": unit, "total.weight": "90"})))
    assert main(["collect", str(tmp_path / "收件"), "-o", str(tmp_path / "汇总.xlsx")]) == 1
    return tmp_path


COMMANDS = [
    "feedback 汇总.xlsx -o 关着/退回",
    "submit 收件/甲局.xlsx -o 关着/报送 --with-errors 先报",
    "export 收件/甲局.xlsx --to docx --each -o 关着/导出",
    "check 收件/甲局.xlsx 收件/乙局.xlsx -o 关着/校验",
    "demo -o 关着/演示",
    "collect 收件 --parquet 关着/数据",
]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_made_is_named(files, monkeypatch, capsys, command, number):
    closed = files / "关着"
    closed.mkdir()
    make = Path.mkdir

    def refused(path, *args, **settings):
        if closed in path.absolute().parents:
            raise OSError(number, "no", str(path))
        make(path, *args, **settings)

    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.chdir(files)
    capsys.readouterr()
    assert main(command.split()) == 2
    shown = capsys.readouterr().err
    assert "关着" in shown and "建不了" in shown and ("权限" in shown or "磁盘已满" in shown)
    assert not [path for path in closed.iterdir() if path.suffix != ".收表数据"]


INTO = [
    "check 收件/甲局.xlsx -o 关着/校验.xlsx",
    "check 收件/甲局.xlsx 收件/乙局.xlsx -o 关着",
    "score 收件/甲局.xlsx -o 关着/评分.xlsx",
    "import 收件/甲局.xlsx -o 关着/导入.xlsx",
    "summary 收件/甲局.xlsx -o 关着/汇总.xlsx",
    "export 收件/甲局.xlsx --to docx -o 关着/导出.docx",
    "collect 收件 -o 关着/汇总.xlsx",
    "feedback 汇总.xlsx -o 关着",
    "submit 收件/甲局.xlsx -o 关着 --with-errors 先报",
    "new --unit 甲局 --projects 项目一 -o 关着/新.xlsx",
    "roll 收件/甲局.xlsx --year 2021 -o 关着/明年.xlsx",
]


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
@pytest.mark.parametrize("command", INTO)
def test_a_folder_that_takes_no_file_is_named_and_nothing_is_left(files, monkeypatch, capsys, command, number):
    closed = files / "关着"
    closed.mkdir()
    make = tempfile.mkstemp

    def refused(*args, **settings):
        if Path(settings.get("dir") or ".").absolute() == closed:
            raise OSError(number, "no")
        return make(*args, **settings)

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    monkeypatch.chdir(files)
    before = {path: path.read_bytes() for path in files.rglob("*.xlsx")}
    capsys.readouterr()
    assert main(command.split()) == 2
    shown = capsys.readouterr().err
    assert "Traceback" not in shown and ("关着" in shown or number == errno.ENOSPC)
    assert "没有保存" in shown and ("没有写入权限" in shown or "磁盘已满" in shown)
    assert not [path for path in closed.iterdir() if path.suffix != ".收表数据"]
    assert {path: path.read_bytes() for path in files.rglob("*.xlsx")} == before
