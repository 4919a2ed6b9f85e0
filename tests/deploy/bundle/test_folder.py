"""The program folder: where the files of wheels go, and what Python searches there."""

import pytest

from jixiao.deploy.bundle import python_package
from jixiao.deploy.bundle.folder import LIBRARIES, folder
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.small import small
from tests.deploy.bundle.stand_in import embeddable, nuget, program


@pytest.fixture
def package(tmp_path):
    return python_package.read(embeddable(tmp_path))


def searched(files):
    return files["python311._pth"].decode("ascii").split("\r\n")[:-1]


def test_a_library_is_found_and_nothing_else_on_the_pc_is(package):
    files = folder(package, [small(files={"thing/part.py": b"x = 1\n"})])
    assert files[f"{LIBRARIES}/thing/part.py"] == b"x = 1\n"
    assert searched(files) == ["python311.zip", ".", r"Lib\site-packages"]
    assert "import site" not in files["python311._pth"].decode()


def test_python_of_nuget_searches_its_own_library(tmp_path):
    files = folder(python_package.read(nuget(tmp_path)), [small()])
    assert searched(files) == ["Lib", "DLLs", ".", r"Lib\site-packages"]


def test_the_command_starts_the_python_beside_it(package):
    assert folder(package, [])["jixiao.bat"] == b'@"%~dp0python.exe" -P -m jixiao %*\r\n'


def test_each_part_of_a_wheel_goes_to_its_place(package):
    parts = {
        "thing-1.0.data/data/help.dll": b"beside python.exe",
        "thing-1.0.data/platlib/thing/native.py": b"",
        "thing-1.0.data/scripts/thing.py": b"not taken",
        "thing-1.0.data/headers/thing.h": b"not taken",
    }
    files = folder(package, [small(files=parts)])
    assert files["help.dll"] == b"beside python.exe" and f"{LIBRARIES}/thing/native.py" in files
    assert b"not taken" not in files.values()


def test_the_folders_a_library_adds_to_the_search_are_searched(package):
    paths = b"# a note\r\ninner\r\ninner\\lib\nnot_there\nimport pywin32_bootstrap\n"
    parts = {"inner/a.py": b"", "inner/lib/b.py": b"", "pywin32_system32/types311.dll": program(), "thing.pth": paths}
    files = folder(package, [small(files=parts)])
    assert searched(files)[-2:] == [r"Lib\site-packages\inner", r"Lib\site-packages\inner\lib"]
    assert "types311.dll" in files


def test_a_library_that_runs_something_at_each_start_is_refused(package):
    with pytest.raises(CannotGoOn, match=r"thing\.pth 要在 Python 启动时运行“import sys; sys\.x = 1”"):
        folder(package, [small(files={"thing.pth": b"import sys; sys.x = 1\n"})])


def test_a_part_of_unknown_kind_is_refused(package):
    with pytest.raises(CannotGoOn, match="不知道该放到哪里"):
        folder(package, [small(files={"thing-1.0.data/attic/x": b""})])


@pytest.mark.parametrize("name", ["shared/a.py", "Shared/A.py"])
def test_two_files_of_one_name_are_refused_unless_they_are_the_same(package, name):
    one, other = small(files={"shared/a.py": b"1"}), small("other", files={name: b"2"})
    with pytest.raises(CannotGoOn, match="重名而内容不同"):
        folder(package, [one, other])
    assert folder(package, [one, small("other", files={"shared/a.py": b"1"})])


def test_what_a_folder_does_without_is_left_out(package):
    parts = {"pythonwin/win32ui.pyd": b"", "PyWin32.chm": b"", "pythonwinner/kept.py": b"", "win32/api.pyd": b""}
    files = folder(package, [small("pywin32", files=parts)])
    assert {name.removeprefix(f"{LIBRARIES}/") for name in files} & set(parts) == {
        "pythonwinner/kept.py",
        "win32/api.pyd",
    }
