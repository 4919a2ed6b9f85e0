"""What the PC of a bundle is, as wheels and requirements name it."""

import pytest
from packaging.markers import Marker, default_environment

from jixiao.deploy.bundle.target import PLATFORMS, markers, target
from jixiao.errors import CannotGoOn


@pytest.mark.parametrize(
    "marker, holds",
    [
        ("platform_system == 'Windows'", True),
        ("sys_platform == 'win32' and os_name == 'nt'", True),
        ("sys_platform == 'linux' or sys_platform == 'darwin'", False),
        ("python_version < '3.12'", False),
        ("python_full_version >= '3.12'", True),
        ("implementation_name == 'cpython' and platform_python_implementation != 'PyPy'", True),
        ("platform_machine == 'AMD64'", True),
    ],
)
def test_markers_are_those_of_the_pc_not_of_this_one(marker, holds):
    assert Marker(marker).evaluate(markers(target("win_amd64", "3.12"))) is holds


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_marker_has_a_value(platform):
    assert set(markers(target(platform, "3.13"))) == set(default_environment())


@pytest.mark.parametrize(
    "platform, python, words",
    [("linux_x86_64", "3.12", "win_amd64"), ("win_amd64", "3.10", "3.11"), ("win_amd64", "3", "3.12")],
)
def test_what_there_is_no_bundle_for_is_refused(platform, python, words):
    with pytest.raises(CannotGoOn, match=words):
        target(platform, python)
