"""The PC a bundle is for: its platform and its Python, as wheels and requirements name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jixiao.errors import CannotGoOn

# what sysconfig.get_platform() and platform.machine() say there, and the word on an installer of Python
PLATFORMS: Mapping[str, tuple[str, str, str]] = {
    "win_amd64": ("win-amd64", "AMD64", "64 位"),
    "win_arm64": ("win-arm64", "ARM64", "ARM64"),
    "win32": ("win32", "x86", "32 位"),
}
OLDEST = (3, 11)
_VERSION = re.compile(r"3\.(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Target:
    """`platform` is a wheel's platform tag, `python` the version as `3.12`."""

    platform: str
    python: str

    @property
    def tag(self) -> str:
        """The version in wheels' names: `312`."""
        return self.python.replace(".", "")

    @property
    def system(self) -> str:
        """What Python there calls the platform."""
        return PLATFORMS[self.platform][0]

    @property
    def bits(self) -> str:
        """The word by which a user finds the right installer."""
        return PLATFORMS[self.platform][2]


def target(platform: str, python: str) -> Target:
    """The target; CannotGoOn for a platform or a version that there is no bundle for."""
    if platform not in PLATFORMS:
        raise CannotGoOn(f"--platform {platform}：只能是 {'、'.join(PLATFORMS)}。")
    found = _VERSION.fullmatch(python)
    if not found or (3, int(found[1])) < OLDEST:
        raise CannotGoOn(f"--python {python}：应写成 3.12 这样，且不低于 {'.'.join(map(str, OLDEST))}。")
    return Target(platform, python)


def markers(chosen: Target) -> dict[str, str]:
    """What the environment markers of requirements (PEP 508) say on that PC."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{chosen.python}.0",
        "os_name": "nt",
        "platform_machine": PLATFORMS[chosen.platform][1],
        "platform_python_implementation": "CPython",
        "platform_release": "10",
        "platform_system": "Windows",
        "platform_version": "10.0.19045",
        "python_full_version": f"{chosen.python}.0",
        "python_version": chosen.python,
        "sys_platform": "win32",
    }
