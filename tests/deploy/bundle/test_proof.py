"""What keeps a program folder from working is found before it is handed on, and named."""

import pytest

from jixiao.deploy.bundle import pe, python_package
from jixiao.deploy.bundle.folder import LIBRARIES, folder
from jixiao.deploy.bundle.proof import prove_folder
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.small import small
from tests.deploy.bundle.stand_in import embeddable, program
from tests.deploy.bundle.test_resolve import FORWIN, FURTHER, NEEDS

THING = small(about=NEEDS, files={"thing/native.pyd": program(imports=("python312.dll", "KERNEL32.dll"))})
REQUIREMENT = "thing[more]==1.0"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return python_package.read(embeddable(tmp_path_factory.mktemp("python"), minor=12))


def prove(package, *wheels, change=None):
    files = folder(package, wheels) | (change or {})
    kept = {name: content for name, content in files.items() if content is not None}
    prove_folder(kept, REQUIREMENT, package.target)


def test_a_whole_folder_passes(package):
    assert prove(package, THING, FORWIN, FURTHER) is None


@pytest.mark.parametrize(
    "wheels, name",
    [
        ((THING, FURTHER), "forwin"),
        ((THING, FORWIN), "further>=2"),
        ((THING, FORWIN, small("further", "1.9")), "further>=2"),
        ((FORWIN, FURTHER), r"thing\[more\]==1.0"),
    ],
)
def test_a_library_that_is_missing_is_named(package, wheels, name):
    with pytest.raises(CannotGoOn, match=f"程序文件夹里缺：{name}（win_amd64、Python 3.12）"):
        prove(package, *wheels)


@pytest.mark.parametrize(
    "change, said",
    [
        ({f"{LIBRARIES}/thing/__init__.py": None}, r"缺 thing/__init__\.py（thing-1\.0\.dist-info）"),
        ({f"{LIBRARIES}/thing/__init__.py": b"changed"}, r"thing/__init__\.py 的内容与清单不符"),
        ({f"{LIBRARIES}/Thing/__INIT__.py": b""}, "只有大小写不同"),
        ({f"{LIBRARIES}/{'x' * 200}.py": b""}, "超过 160 个字符"),
        ({"extra.pyd": program(pe.X86)}, r"extra\.pyd 不是给 win_amd64 的"),
        ({"extra.pyd": b"cut off"}, r"extra\.pyd 不是完整的 Windows 程序"),
        ({"extra.pyd": program(imports=("KERNEL32.dll", "MFC140U.dll"))}, r"extra\.pyd 要用的 mfc140u\.dll 不在包里"),
    ],
)
def test_what_is_damaged_or_for_another_pc_is_named(package, change, said):
    with pytest.raises(CannotGoOn, match=said):
        prove(package, THING, FORWIN, FURTHER, change=change)


def test_libraries_that_excel_loads_may_be_for_another_processor(package):
    assert prove(package, THING, FORWIN, FURTHER, change={"xlwings32-0.37.8.dll": program(pe.X86)}) is None


def test_many_faults_are_counted_not_listed(package):
    change = {f"extra{number}.pyd": b"cut off" for number in range(9)}
    with pytest.raises(CannotGoOn, match="等 9 处"):
        prove(package, THING, FORWIN, FURTHER, change=change)
