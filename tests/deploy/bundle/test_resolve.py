"""Complete means: pip finds everything for the target in the folder alone."""

import pytest
from packaging.markers import default_environment

from jixiao.deploy.bundle.resolve import missing, prove
from jixiao.deploy.bundle.target import markers, target
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.small import put, small

TARGET = target("win_amd64", "3.12")
NEEDS = (
    "License: MIT",
    "Requires-Dist: forwin; platform_system == 'Windows'",
    "Requires-Dist: forlinux; sys_platform == 'linux'",
    "Requires-Dist: forold; python_version < '3.12'",
    "Provides-Extra: more",
    "Requires-Dist: further>=2; extra == 'more'",
)
THING = small(about=NEEDS)
FORWIN = small("forwin", tag="cp312-cp312-win_amd64")
FURTHER = small("further", "2.1", tag="cp39-abi3-win_amd64")


def test_what_only_windows_needs_is_taken_and_what_only_this_pc_needs_is_not(tmp_path):
    folder = put(tmp_path / "w", THING, FORWIN, FURTHER, small("forlinux"), small("forold"))
    assert prove("thing[more]==1.0", TARGET, folder) == {THING.name, FORWIN.name, FURTHER.name}


@pytest.mark.parametrize(
    "there, name",
    [
        ((THING, FURTHER), "forwin"),
        ((THING, FORWIN), "further>=2"),
        ((THING, FORWIN, small("further", "1.9")), "further>=2"),
        ((THING, FURTHER, small("forwin", tag="cp311-cp311-win_amd64")), "forwin"),
        ((THING, FURTHER, small("forwin", tag="cp312-cp312-manylinux_2_17_x86_64")), "forwin"),
    ],
)
def test_what_is_missing_is_named(tmp_path, there, name):
    with pytest.raises(CannotGoOn, match=f"包里缺：{name}（win_amd64、Python 3.12）"):
        prove("thing[more]==1.0", TARGET, put(tmp_path / "w", *there))


def test_a_pip_that_judges_by_this_pc_is_not_believed(tmp_path, monkeypatch):
    folder = put(tmp_path / "w", small())
    # asked as this PC, compared with the target
    answers = iter([default_environment(), markers(TARGET)])
    monkeypatch.setattr("jixiao.deploy.bundle.resolve.markers", lambda target: next(answers))
    with pytest.raises(CannotGoOn, match="升级 pip"):
        prove("thing", TARGET, folder)


def test_each_missing_name_is_said_once():
    said = (
        "ERROR: Could not find a version that satisfies the requirement pywin32>=224 (from xlwings) (from versions: none)\n"
        "ERROR: No matching distribution found for pywin32>=224\n"
    )
    assert missing(said) == ["pywin32>=224"]
