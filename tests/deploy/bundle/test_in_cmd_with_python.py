"""The batch files of a bundle with Python, run by Wine's cmd.exe: copied, tried, put in place, or all as it was."""

import shutil

import pytest

from jixiao.deploy.bundle import texts
from tests.deploy.bundle.test_texts import VALUES
from tests.deploy.bundle.wine import lacking

pytestmark = [pytest.mark.windows, pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}")]
INSTALL = 'call "{}\\安装.bat" /quiet'
UNINSTALL = 'call "{}\\卸载.bat" /quiet'


@pytest.fixture
def unpacked(cmd):
    """Unpacks a bundle whose library is of one version to a folder of drive C: and gives its name."""
    shutil.rmtree(cmd.home, ignore_errors=True)

    def unpack(folder, library=b"first", **values):
        place = cmd.drive.joinpath(*folder.split("\\"))
        for name, template in (("安装.bat", "install_python.bat"), ("卸载.bat", "uninstall.bat")):
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(texts.batch(template, {**VALUES, **values}))
        last = place.joinpath("python", *VALUES["last"].split("\\"))
        last.parent.mkdir(parents=True, exist_ok=True)
        last.write_bytes(library)
        (place / "python" / "数据").mkdir(exist_ok=True)
        (place / "python" / "数据" / "模板.xlsx").write_bytes(b"PK")
        shutil.copy(cmd.drive / "windows" / "py.exe", place / "python" / "python.exe")
        return f"C:\\{folder}"

    return unpack


def there(cmd):
    """The library's version in each folder of the program."""
    last = VALUES["last"].replace("\\", "/")
    found = cmd.home.glob(f"*/{last}")
    return {path.relative_to(cmd.home).parts[0]: path.read_bytes() for path in found}


def asked(cmd):
    return [call[1:] for call in cmd.calls]


@pytest.mark.parametrize("folder", ["p", "Zhang San's desktop", "绩效 (财务) & 预算!", "a^b;c,d=e"])
def test_it_copies_the_folder_tries_it_and_puts_the_add_in_in(cmd, unpacked, folder):
    here = unpacked(folder)
    status, said = cmd.run(INSTALL.format(here))
    assert (status, "安装成功" in said) == (0, True), said
    assert there(cmd) == {"python": b"first"} and (cmd.home / "python" / "数据" / "模板.xlsx").exists()
    counted, compiled, tried, installed = asked(cmd)
    assert counted == ["-P", "-m", "jixiao.deploy.install.whole"]
    assert compiled[:3] == ["-P", "-m", "compileall"] and compiled[-1].endswith(r"\jixiao\python.new\Lib")
    assert tried[:2] == ["-P", "-c"] and "lxml.etree" in tried[2]
    assert installed == ["-P", "-m", "jixiao", "addin", "install"]
    assert cmd.calls[-1][0].lower().endswith(r"\appdata\local\jixiao\python\python.exe")


def test_what_is_compiled_already_is_not_compiled_again(cmd, unpacked):
    cmd.run(INSTALL.format(unpacked("compiled", compile="no")))
    assert [call for call in asked(cmd) if "compileall" in call] == []


def test_a_newer_one_takes_the_place_of_the_older(cmd, unpacked):
    cmd.run(INSTALL.format(unpacked("older")))
    status, said = cmd.run(INSTALL.format(unpacked("newer", b"second")))
    assert (status, "安装成功" in said, there(cmd)) == (0, True, {"python": b"second"}), said


def test_it_takes_the_place_of_an_environment_made_from_wheels(cmd, unpacked):
    (cmd.home / "venv" / "Scripts").mkdir(parents=True)
    assert cmd.run(INSTALL.format(unpacked("changed")))[0] == 0
    assert not (cmd.home / "venv").exists()


@pytest.mark.parametrize(
    "fails, words",
    [
        ("install.whole", ("没有复制完", "128 MB", "安全软件")),
        ("lxml.etree", ("运行不起来", "Windows 10")),
        ("addin", ("没有装，原因见上面", "已恢复原样")),
    ],
)
@pytest.mark.parametrize("before", [{}, {"python": b"first"}])
def test_each_step_that_fails_leaves_what_was_there(cmd, unpacked, fails, words, before):
    if before:
        cmd.run(INSTALL.format(unpacked("before")))
    status, said = cmd.run(INSTALL.format(unpacked("after", b"second")), fails)
    assert (status, "安装成功" in said) == (1, False)
    assert all(word in said for word in (*words, "install.log")), said
    assert there(cmd) == before


def test_a_program_in_use_stays_and_the_user_learns_to_close_excel(cmd, unpacked):
    cmd.run(INSTALL.format(unpacked("used")))
    old = cmd.home / "python.old"
    shutil.copytree(cmd.home / "python", old)  # what an earlier update could not delete, and cannot now
    here = unpacked("update", b"second")
    with cmd.holding(old / "python.exe"):
        status, said = cmd.run(INSTALL.format(here))
    assert (status, "原来的版本照旧可用" in said, "关闭所有 Excel 窗口" in said) == (1, True, True), said
    assert there(cmd)["python"] == b"first"
    assert cmd.run(INSTALL.format(here))[0] == 0
    assert there(cmd) == {"python": b"second"}


def test_an_update_that_was_cut_off_is_taken_back_first(cmd, unpacked):
    cmd.run(INSTALL.format(unpacked("whole")))
    (cmd.home / "python").rename(cmd.home / "python.old")
    assert cmd.run(INSTALL.format(unpacked("again", b"second")), "lxml.etree")[0] == 1
    assert there(cmd) == {"python": b"first"}


def test_it_does_not_run_where_it_was_not_unpacked_to_the_end(cmd, unpacked):
    here = unpacked("part")
    shutil.rmtree(cmd.drive / "part" / "python" / "Lib")
    assert "全部解压缩" in cmd.run(INSTALL.format(here))[1]
    assert "全部解压缩" in cmd.run(INSTALL.format(unpacked(r"x\AppData\Local\Temp\Temp1_p.zip")))[1]


def test_uninstalling_takes_all_away(cmd, unpacked):
    here = unpacked("gone")
    cmd.run(INSTALL.format(here))
    status, said = cmd.run(UNINSTALL.format(here))
    assert (status, "卸载完毕" in said, cmd.home.exists()) == (0, True, False)
    assert asked(cmd) == [["-P", "-m", "jixiao", "addin", "uninstall"]]
    assert "没有要卸载的" in cmd.run(UNINSTALL.format(here))[1]


def test_a_failing_uninstallation_leaves_the_program(cmd, unpacked):
    here = unpacked("fails")
    cmd.run(INSTALL.format(here))
    assert cmd.run(UNINSTALL.format(here), "addin")[0] == 1
    assert there(cmd) == {"python": b"first"}


@pytest.fixture
def shared(cmd):
    """A bundle for a server, with a folder of drive C: in place of the server's."""
    shutil.rmtree(cmd.home, ignore_errors=True)
    place = cmd.drive / "软件 共享"
    (place / "python").mkdir(parents=True, exist_ok=True)
    shutil.copy(cmd.drive / "windows" / "py.exe", place / "python" / "python.exe")
    for name, template in (("安装.bat", "install_share.bat"), ("卸载.bat", "uninstall_share.bat")):
        (place / name).write_bytes(texts.batch(template, {**VALUES, "share": r"C:\软件 共享"}))
    return place


def test_from_a_server_nothing_but_the_add_in_is_installed(cmd, shared):
    (cmd.home / "python").mkdir(parents=True)
    status, said = cmd.run(INSTALL.format(r"C:\软件 共享"))
    assert (status, "安装成功" in said) == (0, True), said
    assert cmd.calls[-1] == [r"C:\软件 共享\python\python.exe", "-P", "-m", "jixiao", "addin", "install"]
    assert not (cmd.home / "python").exists()
    status, said = cmd.run(UNINSTALL.format(r"C:\软件 共享"))
    assert (status, "卸载完毕" in said, asked(cmd)[-1][-1]) == (0, True, "uninstall")
    assert (shared / "python" / "python.exe").exists()


@pytest.mark.parametrize("fails, words", [("lxml.etree", "运行不起来"), ("addin", "原因见上面")])
def test_from_a_server_each_step_that_fails_is_reported(cmd, shared, fails, words):
    (cmd.home / "venv").mkdir(parents=True)
    status, said = cmd.run(INSTALL.format(r"C:\软件 共享"), fails)
    assert (status, words in said, (cmd.home / "venv").exists()) == (1, True, True), said


def test_a_server_that_is_away_is_reported(cmd, shared):
    (shared / "python").rename(shared / "away")
    assert "连上服务器" in cmd.run(INSTALL.format(r"C:\软件 共享"))[1]
    assert "连上服务器" in cmd.run(UNINSTALL.format(r"C:\软件 共享"))[1]
    shutil.rmtree(shared)
