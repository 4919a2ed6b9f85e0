"""安装加载项: put the add-in into this user's Excel, take it away again, or say how it is."""

from __future__ import annotations

from dataclasses import replace

from jixiao import __version__, resources
from jixiao.deploy.install import install as installing
from jixiao.deploy.install import status as standing
from jixiao.deploy.install import uninstall as uninstalling
from jixiao.deploy.install.computer import WINDOWS, Computer
from jixiao.deploy.install.install import Addin, Plan
from jixiao.deploy.install.status import Line
from jixiao.deploy.install.steps import carry_out
from jixiao.errors import CannotGoOn

ADDIN = "workbook/jixiao.xlam"
NOT_MADE = {
    "absent": "这台电脑上没有登记桌面版 Excel，按钮要等装了 Excel 才能用。",
    "failed": "没有生成与 Excel 连接用的缓存，第一次点按钮时会自动生成，要等十几秒。",
}


def install(computer: Computer) -> Plan:
    """Install for this user; what was done. CannotGoOn when something is in the way, and then nothing has changed."""
    _only_on_windows(computer)
    done = to_install(computer)
    carry_out(done.steps, computer)
    made = computer.type_library("make")
    return done if made == "fine" else replace(done, notes=(*done.notes, NOT_MADE.get(made, NOT_MADE["failed"])))


def uninstall(computer: Computer) -> Plan:
    """Take away what an installation put there; what was done. CannotGoOn as for `install`."""
    _only_on_windows(computer)
    done = to_uninstall(computer)
    carry_out(done.steps, computer)
    computer.type_library("forget")
    return done


def to_install(computer: Computer) -> Plan:
    """What installing would do."""
    return installing.plan(packaged(), computer)


def to_uninstall(computer: Computer) -> Plan:
    """What uninstalling would do."""
    return uninstalling.plan(packaged(), computer)


def status(computer: Computer) -> tuple[Line, ...]:
    """How the add-in is on this PC."""
    _only_on_windows(computer)
    return standing.status(packaged(), computer)


def packaged() -> Addin:
    """The add-in that travels with this package."""
    return Addin(resources.path(ADDIN).read_bytes(), __version__)


def _only_on_windows(computer: Computer) -> None:
    if computer.system != WINDOWS:
        raise CannotGoOn(
            f"加载项装在 Windows 上的 Excel 里，这台机器是 {computer.system}，装不了。可以加 --dry-run 看安装会做什么，"
            "或用 jixiao bundle 生成离线安装包，拿到 Windows 电脑上双击“安装.bat”。"
        )
