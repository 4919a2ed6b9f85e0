"""安装.bat and 卸载.bat run by a cmd.exe: that of Wine, with a stand-in for Python that writes down what it is asked."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from jixiao.deploy.bundle import texts
from tests.deploy.bundle.test_texts import VALUES

WINE = next((path for path in ("/usr/lib/wine/wine64", shutil.which("wine")) if path and Path(path).exists()), None)
COMPILER = shutil.which("x86_64-w64-mingw32-gcc")
LOCALE = "zh_CN.UTF-8"
WHEEL = VALUES["wheel"]


def lacking() -> str:
    """What these tests need and is not there."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.lower()
    have = {"Wine": WINE, "mingw": COMPILER, LOCALE: "zh_cn.utf8" in known}
    return "、".join(name for name, there in have.items() if not there)


pytestmark = [pytest.mark.windows, pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}")]


@dataclass
class Cmd:
    """A drive C: of its own."""

    drive: Path
    environment: dict

    @property
    def calls(self):
        file = self.drive / "calls.txt"
        lines = file.read_text(encoding="utf-8-sig").splitlines() if file.exists() else []
        return [line.split("\t") for line in lines]

    @property
    def home(self):
        (folder,) = (self.drive / "users").glob("*/AppData/Local")
        return folder / "jixiao"

    def run(self, line, fails="", **more):
        """Run one line of a batch file; its exit code and what it printed."""
        (self.drive / "calls.txt").unlink(missing_ok=True)
        settings = "".join(f'set "{name}={value}"\r\n' for name, value in {"FAILS": fails, **more}.items())
        batch = f"@echo off\r\n{settings}{line}\r\nexit /b %errorlevel%\r\n"
        (self.drive / "go.bat").write_bytes(batch.encode("gbk"))
        command = [WINE, "cmd", "/c", r"C:\go.bat"]
        done = subprocess.run(command, env=self.environment, capture_output=True, timeout=120, check=False)
        return done.returncode, done.stdout.decode("gbk", errors="replace")


@pytest.fixture(scope="module")
def cmd(tmp_path_factory):
    prefix = tmp_path_factory.mktemp("wine")
    printed = {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "LC_ALL": LOCALE, "CALLS": r"C:\calls.txt"}
    environment = {**os.environ, **printed, "DISPLAY": "", "WINEDLLOVERRIDES": "mscoree,mshtml="}
    subprocess.run([WINE, "wineboot", "-i"], env=environment, capture_output=True, timeout=300, check=True)
    drive = prefix / "drive_c"
    source = Path(__file__).with_name("python.c")
    subprocess.run([COMPILER, "-municode", "-o", str(drive / "windows" / "py.exe"), str(source)], check=True)
    yield Cmd(drive, environment)
    subprocess.run([WINE, "wineboot", "-k"], env=environment, capture_output=True, timeout=60, check=False)


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
