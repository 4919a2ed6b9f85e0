"""jixiao bundle: one real bundle, built by way of pip's own index, and what stops a build."""

import hashlib
import subprocess
import sys
import zipfile
from email.parser import BytesParser
from io import BytesIO

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from jixiao import __version__, resources
from jixiao.actions import bundle as action
from jixiao.cli import main
from jixiao.deploy.bundle.target import markers, target

TARGET = target("win_amd64", "3.12")
HOME = f"jixiao-{__version__}-win_amd64-py312"
CHINESE = {"安装.bat", "卸载.bat", "安装说明.txt", "第三方许可.txt", "校验和.txt", "空白模板.xlsx"}
EXTRAS = {"jixiao": ("excel", "ole")}


@pytest.fixture(scope="module", autouse=True)
def same_wheels():
    """The wheels of others are downloaded once; our own is built for each."""
    got = {}

    def download(own, extras, target, folder):
        if not got:
            real(own, extras, target, folder)
            got.update({path.name: path.read_bytes() for path in folder.iterdir() if path.name != own.name})
        for name, content in (got | {own.name: own.read_bytes()}).items():
            (folder / name).write_bytes(content)

    real = action.download
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(action, "download", download)
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    asked = ["download", "-q", "--no-deps", "--dest", str(folder), "hatchling"]
    if subprocess.run([sys.executable, "-m", "pip", *asked], capture_output=True, check=False).returncode:
        pytest.skip("no index that pip could fetch wheels from")
    path = folder / "b.zip"
    assert main(["bundle", "--platform", "win_amd64", "--python", "3.12", "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def files(built):
    with zipfile.ZipFile(built) as archive:
        return {name.removeprefix(f"{HOME}/"): archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(files):
    """What each wheel says of itself, by its name."""
    wheels = [zipfile.ZipFile(BytesIO(content)) for name, content in files.items() if name.endswith(".whl")]
    about = [next(name for name in one.namelist() if name.endswith(".dist-info/METADATA")) for one in wheels]
    parsed = [BytesParser().parsebytes(one.read(name)) for one, name in zip(wheels, about, strict=True)]
    return {canonicalize_name(item["Name"]): item for item in parsed}


def test_all_that_is_promised_is_in_one_folder(files):
    assert {name for name in files if not name.startswith("wheels/")} == {*CHINESE, "jixiao.xlam"}
    assert files["jixiao.xlam"] == resources.path("workbook/jixiao.xlam").read_bytes()
    assert files["空白模板.xlsx"] == resources.path("template.xlsx").read_bytes()


def test_chinese_names_carry_the_mark_of_utf_8(built):
    with zipfile.ZipFile(built) as archive:
        assert all(item.filename.isascii() or item.flag_bits & 0x800 for item in archive.infolist())


def test_every_requirement_that_holds_on_windows_is_met_by_a_wheel_in_it(metadata):
    met = []
    for name, about in metadata.items():
        for line in about.get_all("Requires-Dist", []):
            need = Requirement(line)
            extras = ("", *EXTRAS.get(name, ()))
            if need.marker is None or any(need.marker.evaluate({**markers(TARGET), "extra": one}) for one in extras):
                assert need.specifier.contains(metadata[canonicalize_name(need.name)]["Version"]), line
                met.append(need.name)
    assert {"pywin32", "xlwings", "olefile", "lxml"} <= set(met)


def test_every_wheel_fits_that_python_on_that_platform(files):
    fitting = set(cpython_tags((3, 12), platforms=["win_amd64"])) | set(
        compatible_tags((3, 12), "cp312", ["win_amd64"])
    )
    wheels = [name.removeprefix("wheels/") for name in files if name.endswith(".whl")]
    assert [name for name in wheels if not parse_wheel_filename(name)[3] & fitting] == []


def test_the_sums_are_those_of_the_files(files):
    sums = dict(reversed(line.split("  ", 1)) for line in files["校验和.txt"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "校验和.txt"
    }


def test_each_library_is_in_the_list_of_licences_with_its_terms(files, metadata):
    lines = files["第三方许可.txt"].decode("utf-8-sig").split("\r\n")
    for name, about in metadata.items():
        if name != "jixiao":
            at = lines.index(f"{about['Name']} {about['Version']}")
            assert lines[at + 1].removeprefix("  许可：").strip()


def test_no_text_names_an_index_or_a_folder_of_this_machine(files, built):
    for name in CHINESE - {"空白模板.xlsx"}:
        text = files[name].decode("gbk" if name.endswith(".bat") else "utf-8")
        assert "://" not in text and str(built.parent) not in text, name


def test_xlwings_comes_without_its_commercial_part_and_works(files, tmp_path):
    (name,) = (name for name in files if name.startswith("wheels/xlwings-"))
    with zipfile.ZipFile(BytesIO(files[name])) as archive:
        assert [one for one in archive.namelist() if one.startswith("xlwings/pro/")] == []
        archive.extractall(tmp_path)
    code = "import xlwings; print(xlwings.__pro__, xlwings.__file__)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", str(tmp_path / "xlwings" / "__init__.py")]


def test_the_own_wheel_holds_the_data(files):
    with zipfile.ZipFile(BytesIO(files[f"wheels/jixiao-{__version__}-py3-none-any.whl"])) as archive:
        names = set(archive.namelist())
    assert {
        "jixiao/data/template.xlsx",
        "jixiao/data/workbook/jixiao.xlam",
        "jixiao/data/workbook/bundle/install.bat",
    } <= names


def test_the_same_wheels_give_the_same_bytes(built, capsys):
    before = built.read_bytes()
    assert main(["bundle", "-o", str(built)]) == 0
    assert built.read_bytes() == before and "没有重写" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words, said",
    [
        (("-o", "b.rar"), ".zip"),
        (("-o", "b.zip", "--platform", "linux_x86_64"), "win_amd64"),
        (("-o", "b.zip", "--python", "2.7"), "3.11"),
    ],
)
def test_what_cannot_be_bundled_is_said_before_anything_is_fetched(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("subprocess.run", None)
    assert main(["bundle", *words]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
