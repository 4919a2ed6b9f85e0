"""What installing the add-in for one user takes: planned from what is there, so that a second time there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath

from jixiao.deploy.install import record, settings
from jixiao.deploy.install.computer import Computer
from jixiao.deploy.install.interpreter import interpreter, is_readable
from jixiao.deploy.install.places import Places, is_on_network, places, second_addins
from jixiao.deploy.install.record import Record
from jixiao.deploy.install.settings import Pairs
from jixiao.deploy.install.steps import Keep, Remove, Step, Write
from jixiao.errors import CannotGoOn

# the stream in which Windows notes that a file came from outside; Excel blocks macros of such a file
MARK = ":Zone.Identifier"
ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class Addin:
    """The add-in as this package has it."""

    content: bytes
    version: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order, and what the user should know beside it."""

    steps: tuple[Step, ...]
    notes: tuple[str, ...]


def plan(addin: Addin, computer: Computer) -> Plan:
    """All steps; CannotGoOn when the buttons could not work on this PC as it is."""
    where, python = places(computer), interpreter(computer)
    _stop_at_obstacles(where, computer)
    old = record.read(where.record, computer)
    before = _pairs(where, computer)
    values = settings.wanted(python, before)
    # the add-in goes first: it is the file that a running Excel holds
    steps = (
        *_addin_steps(addin, where, old, computer),
        *_settings_steps(before, values, where, old, computer),
        *_record_steps(_record(addin, values, before, where, old), where, computer),
    )
    return Plan(steps, tuple(_notes(where, python, computer)))


def _stop_at_obstacles(where: Places, computer: Computer) -> None:
    if computer.library("xlwings") is None:
        raise CannotGoOn(
            "这个 Python 里没有 xlwings，按钮用不了，没有安装。请用安装包里的“安装.bat”，或先运行 pip install xlwings。"
        )
    if not is_readable(str(where.settings), computer.ansi):
        raise CannotGoOn(
            f"{where.folder}：用户文件夹名里有本机编码（{computer.ansi}）没有的字，Excel 的宏找不到设置。"
            "请信息人员另建一个名称为字母或常用汉字的 Windows 用户，用它登录后再装。"
        )


def _pairs(where: Places, computer: Computer) -> Pairs:
    content = computer.content(where.settings)
    return () if content is None else settings.read(content, computer.ansi, where.settings)


def _addin_steps(addin: Addin, where: Places, old: Record | None, computer: Computer) -> Iterator[Step]:
    present = computer.content(where.addin)
    if present != addin.content:
        yield Write(where.addin, addin.content, "加载项" if present is None else "加载项，换掉原来的")
    mark = PureWindowsPath(f"{where.addin}{MARK}")
    if computer.content(mark) is not None:
        yield Remove(mark, "“来自网络”的标记，有它时 Excel 不运行宏")
    moved = PureWindowsPath(old.addin) if old else where.addin
    if old and moved != where.addin and record.digest(computer.content(moved) or b"") == old.sha256:
        yield Remove(moved, "上次装在别处的加载项")


def _settings_steps(
    before: Pairs, values: dict[str, str], where: Places, old: Record | None, computer: Computer
) -> Iterator[Step]:
    if all(settings.value(before, name) == text for name, text in values.items()):
        return
    if _has_others(before, old):
        yield Keep(where.settings, "里面有不是本工具写的设置")
    content = settings.write(settings.with_values(before, values), computer.ansi)
    yield Write(where.settings, content, "设置：按钮启动哪个 Python")


def _has_others(before: Pairs, old: Record | None) -> bool:
    ours = set(old.settings.items()) if old else set()
    return any(pair not in ours for pair in before)


def _record(addin: Addin, values: dict[str, str], before: Pairs, where: Places, old: Record | None) -> Record:
    """What uninstalling will read: the values written now and before, and what they replaced the first time."""
    written = {**(old.settings if old else {}), **values}
    replaced = {name: text for name in values if (text := settings.value(before, name)) is not None}
    others = {name: text for name, text in replaced.items() if not old or old.settings.get(name) != text}
    first = {**others, **(old.before if old else {})}
    return Record(addin.version, str(where.addin), record.digest(addin.content), written, first)


def _record_steps(new: Record, where: Places, computer: Computer) -> Iterator[Step]:
    content = record.write(new)
    if computer.content(where.record) != content:
        yield Write(where.record, content, "安装记录，卸载时用")


def _notes(where: Places, python: str, computer: Computer) -> Iterator[str]:
    if computer.excel_runs():
        yield "Excel（或 WPS 表格）正开着：全部关掉再打开，才看得到变化。"
    if is_on_network(where.addin):
        yield (
            f"Excel 的启动文件夹在网络上（{where.addin.parent}）：Excel 可能禁用那里的宏。看不到“绩效自评”选项卡时，"
            "请信息人员把它加入 Excel 的受信任位置（信任中心，勾选“允许网络上的受信任位置”）。"
        )
    if is_on_network(PureWindowsPath(python)):
        yield f"Python 在网络上（{python}）：断网时按钮不能用，启动也慢。请尽量装在本机。"
    clouds = [PureWindowsPath(folder) for name in ONEDRIVE if (folder := computer.variables.get(name.upper()))]
    if any(PureWindowsPath(python).is_relative_to(folder) for folder in clouds):
        yield f"Python 在 OneDrive 文件夹里（{python}）：文件可能被移到云端，按钮会失灵。请装到本机文件夹。"
    for other in second_addins(computer):
        yield f"另有一个加载项 {other}，Excel 会说不能打开两个同名文件。请删除它。"
