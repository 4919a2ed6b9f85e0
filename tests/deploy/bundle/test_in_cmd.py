"""安装.bat and 卸载.bat run by a cmd.exe: that of Wine, with a stand-in for Python that writes down what it is asked."""

import shutil

import pytest

from jixiao.deploy.bundle import texts
from tests.deploy.bundle.test_texts import VALUES
from tests.deploy.bundle.wine import lacking

WHEEL = VALUES["wheel"]

pytestmark = [pytest.mark.windows, pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}")]


@pytest.fixture
def unpacked(cmd):
    """Unpacks the files to a folder of drive C: and gives its name; takes away what an installation made before."""
    shutil.rmtree(cmd.home, ignore_errors=True)

    def unpack(folder):
        place = cmd.drive.joinpath(*folder.split("\\"))
        (place / "wheels").mkdir(parents=True, exist_ok=True)
        (place / "wheels" / WHEEL).write_bytes(b"PK")
        for name, template in (("安装.bat", "install.bat"), ("卸载.bat", "uninstall.bat")):
            (place / name).write_bytes(texts.batch(template, VALUES))
        return f"C:\\{folder}"

    return unpack


@pytest.mark.parametrize("folder", ["jixiao", "Zhang San's desktop", "绩效 (财务) & 预算!", "a^b;c,d=e"])
def test_it_installs_from_a_folder_of_any_usual_name(cmd, unpacked, folder):
    here = unpacked(folder)
    status, said = cmd.run(f'call "{here}\\安装.bat" /quiet')
    assert (status, "安装成功" in said) == (0, True), said
    python = cmd.calls[-1][0]
    assert python.lower().endswith(r"\appdata\local\jixiao\venv\scripts\python.exe")
    asked = [call[1:] for call in cmd.calls]
    assert asked[1][:4] == ["-3.12", "-P", "-m", "venv"]
    assert asked[2][-5:] == ["--no-index", "--find-links", rf"{here}\wheels", "--upgrade", "jixiao[excel,ole]==0.1.0"]
    assert asked[3][-1] == rf"{here}\wheels\{WHEEL}"
    assert asked[4] == ["-P", "-m", "jixiao", "addin", "install"]


def test_a_second_time_the_environment_is_used_again(cmd, unpacked):
    here = unpacked("again")
    cmd.run(f'call "{here}\\安装.bat" /quiet')
    assert cmd.run(f'call "{here}\\安装.bat" /quiet')[0] == 0
    assert [call for call in cmd.calls if "venv" in call] == []


def test_uninstalling_takes_all_away(cmd, unpacked):
    here = unpacked("gone")
    cmd.run(f'call "{here}\\安装.bat" /quiet')
    status, said = cmd.run(f'call "{here}\\卸载.bat" /quiet')
    assert (status, "卸载完毕" in said, cmd.home.exists()) == (0, True, False)
    assert [call[1:] for call in cmd.calls] == [["-P", "-m", "jixiao", "addin", "uninstall"]]
    assert "没有要卸载的" in cmd.run(f'call "{here}\\卸载.bat" /quiet')[1]


@pytest.mark.parametrize(
    "fails, words, last",
    [
        ("sysconfig", ("没有 Python 3.12（64 位）", "Install Now"), "-c"),
        (r"jixiao\venv", ("运行环境没有建成", "install.log"), "venv"),
        ("--upgrade", ("关闭所有 Excel 窗口", "install.log"), "pip"),
        ("--force-reinstall", ("关闭所有 Excel 窗口", "install.log"), "pip"),
        ("addin", ("加载项没有装进 Excel",), "addin"),
    ],
)
def test_each_step_that_fails_stops_there_with_the_next_step(cmd, unpacked, fails, words, last):
    status, said = cmd.run(f'call "{unpacked("stops")}\\安装.bat" /quiet', fails)
    assert (status, "安装成功" in said) == (1, False)
    assert all(word in said for word in words), said
    assert last in cmd.calls[-1]


def test_without_a_python_of_the_version_an_old_environment_stays(cmd, unpacked):
    here = unpacked("stays")
    cmd.run(f'call "{here}\\安装.bat" /quiet')
    assert cmd.run(f'call "{here}\\安装.bat" /quiet', "sysconfig")[0] == 1
    assert (cmd.home / "venv" / "Scripts" / "python.exe").exists()


def test_a_failing_uninstallation_leaves_the_program(cmd, unpacked):
    here = unpacked("fails")
    cmd.run(f'call "{here}\\安装.bat" /quiet')
    status, said = cmd.run(f'call "{here}\\卸载.bat" /quiet', "addin")
    assert (status, "没有卸载" in said) == (1, True)
    assert (cmd.home / "venv" / "Scripts" / "python.exe").exists()


def test_it_does_not_run_from_inside_the_archive(cmd, unpacked):
    here = unpacked(r"x\AppData\Local\Temp\Temp1_jixiao.zip")
    status, said = cmd.run(f'call "{here}\\安装.bat" /quiet')
    assert (status, "全部解压缩" in said, cmd.calls) == (1, True, [])


def test_it_does_not_run_where_only_it_was_unpacked(cmd, unpacked):
    here = unpacked("alone")
    shutil.rmtree(cmd.drive / "alone" / "wheels")
    assert "全部解压缩" in cmd.run(f'call "{here}\\安装.bat" /quiet')[1]


def test_a_user_without_a_folder_is_reported(cmd, unpacked):
    assert "LOCALAPPDATA" in cmd.run(f'call "{unpacked("nobody")}\\安装.bat" /quiet', LOCALAPPDATA="")[1]
