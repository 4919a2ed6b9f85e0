"""What uninstalling takes: away goes what an installation put there, as long as it is still that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PureWindowsPath

from jixiao.deploy.install import record, settings
from jixiao.deploy.install.computer import Computer
from jixiao.deploy.install.install import Addin, Plan
from jixiao.deploy.install.places import Places, places
from jixiao.deploy.install.record import Record
from jixiao.deploy.install.settings import Pairs
from jixiao.deploy.install.steps import Remove, RemoveEmpty, Step, Write
from jixiao.errors import CannotGoOn


def plan(addin: Addin, computer: Computer) -> Plan:
    """All steps, none where nothing of ours is left."""
    where = places(computer)
    old = record.read(where.record, computer)
    if old is None:
        # copied in by hand: ours only if it is the very file of this package
        old = Record(addin.version, str(where.addin), record.digest(addin.content), {}, {})
    return Plan(tuple(_steps(old, where, computer)), tuple(_notes(old, where, computer)))


def _steps(old: Record, where: Places, computer: Computer) -> Iterator[Step]:
    if _is_ours(old, computer):
        yield Remove(PureWindowsPath(old.addin), "加载项")
    yield from _settings_steps(old, where, computer)
    if computer.content(where.record) is not None:
        yield Remove(where.record, "安装记录")
        yield RemoveEmpty(where.folder, "本工具的设置文件夹")


def _settings_steps(old: Record, where: Places, computer: Computer) -> Iterator[Step]:
    pairs = _pairs(where, computer)
    if not pairs or not old.settings:
        return
    ours = [name for name, text in old.settings.items() if settings.value(pairs, name) == text]
    earlier = {name: text for name, text in old.before.items() if name in ours}
    left = (*settings.without(pairs, ours), *earlier.items())
    if left:
        yield Write(where.settings, settings.write(left, computer.ansi), "设置：去掉本工具的，其余照旧")
    else:
        yield Remove(where.settings, "设置")


def _pairs(where: Places, computer: Computer) -> Pairs:
    """The settings; none where somebody has made a file of them that the macros cannot read either."""
    try:
        return settings.read(computer.content(where.settings) or b"", computer.ansi, where.settings)
    except CannotGoOn:
        return ()


def _is_ours(old: Record, computer: Computer) -> bool:
    content = computer.content(PureWindowsPath(old.addin))
    return content is not None and record.digest(content) == old.sha256


def _notes(old: Record, where: Places, computer: Computer) -> Iterator[str]:
    if computer.content(where.settings) and not _pairs(where, computer):
        yield f"{where.settings}：里面的内容认不出，没有动。不要了请自己删。"
    if computer.content(PureWindowsPath(old.addin)) is not None and not _is_ours(old, computer):
        yield f"{old.addin}：与安装时的不同，不是本工具放的，没有删。不要了请自己删。"
    if computer.excel_runs():
        yield "Excel（或 WPS 表格）正开着：全部关掉再打开，选项卡才会消失。"
