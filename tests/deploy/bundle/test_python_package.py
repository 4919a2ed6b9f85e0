"""The Python that is to go into a bundle: what it is, and what is refused with which words."""

import hashlib

import pytest

from jixiao.deploy.bundle import pe, python_package
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.stand_in import TAGS, embeddable, files, nuget, program


@pytest.mark.parametrize("bits, platform", [("amd64", "win_amd64"), ("win32", "win32"), ("arm64", "win_arm64")])
def test_platform_and_version_are_those_of_the_programs_in_it(tmp_path, bits, platform):
    path = embeddable(tmp_path, minor=13, micro=4, bits=bits)
    found = python_package.read(path)
    assert (found.target.platform, found.target.python, found.version) == (platform, "3.13", "3.13.4")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.paths == ("python313.zip",) and found.files == files(13, 4, TAGS[bits])


def test_of_the_nuget_package_only_what_runs_is_taken(tmp_path):
    found = python_package.read(nuget(tmp_path))
    assert found.paths == ("Lib", "DLLs")
    assert {"python.exe", "python311.dll", "Lib/os.py", "DLLs/_ctypes.pyd", "LICENSE.txt"} <= set(found.files)
    gone = ("include/", "libs/", "Scripts/", "Lib/test/", "Lib/venv/", "Lib/site-packages/")
    assert [name for name in found.files if name.startswith(gone) or name.startswith("tools/")] == []


@pytest.mark.parametrize(
    "change, said",
    [
        ({"python.exe": None}, "没有 python.exe"),
        ({"vcruntime140.dll": None, "LICENSE.txt": None}, "缺 vcruntime140.dll、LICENSE.txt"),
        ({"python311.dll": None}, "有 0 个"),
        ({"python310.dll": program()}, "有 2 个"),
        ({"python311.dll": None, "python311t.dll": program()}, "自由线程版"),
        ({"python311.dll": None, "python311_d.dll": program()}, "调试版"),
        ({"python311.dll": program(version=(3, 12, 9150, 0))}, "与它的名称不符"),
        ({"python311.dll": program()}, "与它的名称不符"),
        ({"python311.dll": program(version=(3, 11, 9123, 0))}, "测试版"),
        ({"_ctypes.pyd": program(pe.X86)}, "win32、win_amd64"),
        ({name: program(0x1C0, version=(3, 11, 9150, 0)) for name in files() if pe.is_program(name)}, "0x01c0"),
        ({"libffi-8.dll": b"cut off"}, "libffi-8.dll 不是完整的 Windows 程序"),
        ({"../outside.dll": program()}, "指向文件夹外面"),
        ({"C:/outside.dll": program()}, "指向文件夹外面"),
    ],
)
def test_what_is_not_an_official_package_is_refused_with_what_to_download(tmp_path, change, said):
    with pytest.raises(CannotGoOn) as refused:
        python_package.read(embeddable(tmp_path, change=change))
    assert said in str(refused.value) and "embeddable package" in str(refused.value)


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("python-3.11.9-amd64.exe", b"MZ" + bytes(100), "安装程序"),
        ("python-3.11.9-embed-amd64.zip", b"<html>", "没有下载完整"),
        ("missing.zip", None, "读不出"),
    ],
)
def test_another_file_is_refused(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotGoOn, match=said):
        python_package.read(tmp_path / name)


@pytest.mark.parametrize(
    "name", ["python-3.11.8-embed-amd64.zip", "python-3.11.9-embed-win32.zip", "python-3.12.9-embed-amd64.zip"]
)
def test_a_name_that_says_otherwise_is_refused(tmp_path, name):
    with pytest.raises(CannotGoOn, match=r"里面却是 3\.11\.9（win_amd64）"):
        python_package.read(embeddable(tmp_path, name=name))


def test_a_name_of_ones_own_is_no_obstacle(tmp_path):
    assert python_package.read(embeddable(tmp_path, name="python.zip")).version == "3.11.9"


def test_a_python_too_old_is_refused(tmp_path):
    with pytest.raises(CannotGoOn, match=r"3\.11"):
        python_package.read(embeddable(tmp_path, minor=10))
