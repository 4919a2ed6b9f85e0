"""jixiao bundle --with-python: one real bundle over a stand-in for Python, and what stops a build."""

import csv
import hashlib
import subprocess
import sys
import zipfile
from functools import cache

import pytest

from jixiao import __version__, resources
from jixiao.actions import bundle_with_python as action
from jixiao.cli import main
from jixiao.deploy.install.status import LIBRARIES
from tests.deploy.bundle.stand_in import embeddable

MINOR = sys.version_info[1]
RELEASE = f"3.{MINOR}.4"
HOME = f"jixiao-{__version__}-win_amd64-python{RELEASE}"
BESIDE = {"安装.bat", "卸载.bat", "安装说明.txt", "第三方许可.txt", "校验和.txt", "空白模板.xlsx", "jixiao.xlam"}
SITE = "python/Lib/site-packages"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return embeddable(tmp_path_factory.mktemp("official"), minor=MINOR, micro=4)


@pytest.fixture(scope="module", autouse=True)
def same_wheels():
    """The wheels of a target are fetched and proven once; that fetching gives the same again is shown for other bundles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(action, "wheels_for", cache(action.wheels_for))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory, package):
    folder = tmp_path_factory.mktemp("bundle")
    asked = ["download", "-q", "--no-deps", "--dest", str(folder), "hatchling"]
    if subprocess.run([sys.executable, "-m", "pip", *asked], capture_output=True, check=False).returncode:
        pytest.skip("no index that pip could fetch wheels from")
    path = folder / "b.zip"
    assert main(["bundle", "--with-python", str(package), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def files(built):
    with zipfile.ZipFile(built) as archive:
        return {name.removeprefix(f"{HOME}/"): archive.read(name) for name in archive.namelist()}


def test_all_that_is_promised_is_in_one_folder(files):
    assert {name for name in files if not name.startswith("python/")} == BESIDE
    assert files["jixiao.xlam"] == resources.path("workbook/jixiao.xlam").read_bytes()


def test_python_is_in_it_unchanged_but_for_where_it_searches(files, package):
    with zipfile.ZipFile(package) as official:
        changed = {name for name in official.namelist() if files[f"python/{name}"] != official.read(name)}
    assert changed == {f"python3{MINOR}._pth"}


def test_every_library_has_all_its_files_with_the_sums_of_its_list(files):
    records = [name for name in files if name.endswith(".dist-info/RECORD")]
    assert len(records) == 10
    for record in records:
        for name, digest, size in csv.reader(files[record].decode().splitlines()):
            place = f"python/{name.removeprefix('../../')}" if name.startswith("../../") else f"{SITE}/{name}"
            assert place in files and (not digest or int(size) == len(files[place])), name


def test_what_office_and_python_look_for_beside_python_is_there(files):
    for name in (*LIBRARIES, f"pywintypes3{MINOR}.dll", f"pythoncom3{MINOR}.dll", "jixiao.bat"):
        assert f"python/{name}" in files, name


def test_the_program_and_its_data_are_there(files):
    own = {"cli.py", "live/ribbon.py", "data/template.xlsx", "data/workbook/jixiao.xlam", "data/docs/使用手册.md"}
    assert {f"{SITE}/jixiao/{name}" for name in own} <= set(files)


def test_neither_pip_nor_parts_that_may_not_be_handed_on_are_there(files):
    unwanted = ("pip/", "setuptools/", "xlwings/pro/", "adodbapi/", "pythonwin/")
    assert [name for name in files if name.startswith(tuple(f"{SITE}/{one}" for one in unwanted))] == []


def test_every_module_is_compiled_and_the_program_runs_from_that_alone(files, tmp_path):
    compiled = {name for name in files if name.startswith(f"{SITE}/jixiao/") and name.endswith(".pyc")}
    sources = {name for name in files if name.startswith(f"{SITE}/jixiao/") and name.endswith(".py")}
    assert len(compiled) == len(sources) > 300
    for name in (name for name in files if name.startswith(SITE)):
        # a source that cannot be read shows that it is not asked for
        spoilt = name in sources
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"\0" if spoilt else files[name])
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from jixiao.cli import main; main(['--version'])"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code, str(tmp_path / SITE)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith(__version__)


def test_the_sums_are_those_of_the_files(files):
    sums = dict(reversed(line.split("  ", 1)) for line in files["校验和.txt"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "校验和.txt"
    }


def test_the_instructions_name_the_python_and_its_sum(files, package):
    text = files["安装说明.txt"].decode("utf-8-sig")
    assert f"自带 Python {RELEASE}" in text and hashlib.sha256(package.read_bytes()).hexdigest() in text
    assert "已经预编译" in text


def test_the_licence_of_python_is_in_the_list(files):
    assert f"Python {RELEASE}\r\n  许可：PSF-2.0\r\n  全文：python/LICENSE.txt" in files["第三方许可.txt"].decode(
        "utf-8-sig"
    )
    assert "python/LICENSE.txt" in files


def test_no_text_names_an_index_or_a_folder_of_this_machine(files, built):
    for name in BESIDE - {"空白模板.xlsx", "jixiao.xlam"}:
        text = files[name].decode("gbk" if name.endswith(".bat") else "utf-8")
        assert "://" not in text and str(built.parent) not in text, name


def test_the_same_package_gives_the_same_bytes_and_the_sizes_are_said(built, package, capsys):
    before = built.read_bytes()
    assert main(["bundle", "--with-python", str(package), "-o", str(built)]) == 0
    said = capsys.readouterr()
    assert built.read_bytes() == before and "没有重写" in said.err
    assert f"{len(before) / 2**20:.1f} MB，解压后" in said.out and "已预编译" in said.out


def test_on_a_server_only_the_files_beside_the_program_differ(files, package, tmp_path, capsys, monkeypatch):
    path = tmp_path / "share.zip"
    # compiled the second time above, with the same bytes; where they go is asked here
    modules = {name.removeprefix("python/"): content for name, content in files.items() if name.endswith(".pyc")}
    monkeypatch.setattr(action, "compiled", lambda program, target: modules)
    words = ["--with-python", str(package), "--share", r"\\server\软件", "-o", str(path)]
    assert main(["bundle", *words]) == 0
    assert r"放到 \\server\软件" in capsys.readouterr().out
    with zipfile.ZipFile(path) as archive:
        shared = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
    differing = {name for name in files if files[name] != shared[name]}
    assert differing == {"安装.bat", "卸载.bat", "安装说明.txt", "校验和.txt"} and set(shared) == set(files)
    assert r'set "SHARED=\\server\软件"' in shared["安装.bat"].decode("gbk")


@pytest.mark.parametrize(
    "words, said",
    [
        (("-o", "b.zip", "--share", r"\\server\jixiao"), "--with-python"),
        (("-o", "b.rar", "--with-python", "p.zip"), ".zip"),
        (("-o", "b.zip", "--with-python", "missing.zip"), "embeddable package"),
        (("-o", "b.zip", "--with-python", "p.zip", "--share", r"Z:\jixiao"), "映射的盘符"),
        (("-o", "b.zip", "--with-python", "p.zip", "--python", "3.13"), "与要求的 3.13"),
        (("-o", "b.zip", "--with-python", "p.zip", "--platform", "win32"), "与要求的 3.12（win32）"),
    ],
)
def test_what_cannot_be_bundled_is_said_before_anything_is_fetched(words, said, tmp_path, monkeypatch, capsys):
    embeddable(tmp_path, minor=12, name="p.zip")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("subprocess.run", None)
    assert main(["bundle", *words]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
