"""Is the add-in in place, and will its buttons find their Python: one line for each thing they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath

from jixiao.deploy.install import record, settings
from jixiao.deploy.install.computer import Computer
from jixiao.deploy.install.install import MARK, Addin
from jixiao.deploy.install.interpreter import interpreter
from jixiao.deploy.install.places import Places, is_on_network, places, second_addins
from jixiao.errors import CannotGoOn

FINE, MISSING, NOTE = "正常", "不行", "注意"
# the release whose libraries the add-in names; a test holds it to the one this package asks for
XLWINGS = "0.37.8"
# for Excel of 64 and of 32 bits; beside python.exe or, in an environment, one folder up
LIBRARIES = f"xlwings64-{XLWINGS}.dll", f"xlwings32-{XLWINGS}.dll"
CLASSES = {
    "fine": (FINE, "已生成"),
    "missing": (NOTE, "还没有生成，第一次点按钮时要等十几秒。可运行 jixiao addin install 先生成"),
    "stale": (NOTE, "与现在的 Office 版本不符，下次点按钮时重新生成。可运行 jixiao addin install 先生成"),
    "damaged": (NOTE, "已损坏，下次点按钮时重新生成。可运行 jixiao addin install 先生成"),
    "absent": (NOTE, "这台电脑上没有登记桌面版 Excel。请确认装了 Excel 2016 或更新的桌面版"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its name, how it is (FINE, MISSING or NOTE), and the details with the next step."""

    name: str
    state: str
    detail: str


def status(addin: Addin, computer: Computer) -> tuple[Line, ...]:
    """All lines, the add-in first; CannotGoOn only when Windows does not say where the user's folders are."""
    where = places(computer)
    lines = (_addin, _mark, _settings, _xlwings, _functions, _copies, _classes, _excel)
    return tuple(line for look in lines for line in look(addin, where, computer))


def is_ready(lines: tuple[Line, ...]) -> bool:
    """Will the buttons work?"""
    return all(line.state != MISSING for line in lines)


def _addin(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    content = computer.content(where.addin)
    old = record.read(where.record, computer)
    if content is None:
        yield Line("加载项", MISSING, f"没有装（应在 {where.addin}）。请运行 jixiao addin install")
    elif content == addin.content:
        yield Line("加载项", FINE, f"{addin.version}，{where.addin}")
    else:
        known = old is not None and record.digest(content) == old.sha256
        version = f"{old.version} 版" if known and old else "来历不明的版本"
        yield Line(
            "加载项", MISSING, f"装着的是{version}，本程序带的是 {addin.version} 版。请运行 jixiao addin install"
        )
    if is_on_network(where.addin):
        yield Line("启动文件夹", NOTE, f"{where.addin.parent} 在网络上，看不到选项卡时请把它加入 Excel 的受信任位置")


def _mark(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    if computer.content(PureWindowsPath(f"{where.addin}{MARK}")) is not None:
        yield Line("来源标记", MISSING, "加载项带有“来自网络”的标记，Excel 不运行它的宏。请运行 jixiao addin install")


def _settings(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    content = computer.content(where.settings)
    if content is None:
        yield Line("设置", MISSING, f"没有 {where.settings}。请运行 jixiao addin install")
        return
    try:
        pairs = settings.read(content, computer.ansi, where.settings)
    except CannotGoOn as reason:
        yield Line("设置", MISSING, str(reason))
        return
    yield Line("设置", FINE, str(where.settings))
    if (settings.value(pairs, settings.WORKBOOK_FOLDER) or "").lower() != "false":
        yield Line("工作簿旁的程序", MISSING, "会运行工作簿旁边的 Python 程序，不安全。请运行 jixiao addin install")
    yield _interpreter(computer.expand(settings.value(pairs, settings.INTERPRETER) or ""), computer)


def _interpreter(named: str, computer: Computer) -> Line:
    if not named or not computer.place(PureWindowsPath(named)).is_file():
        return Line("Python", MISSING, f"设置里的 {named or '（空）'} 不存在。请重新运行“安装.bat”")
    try:
        own = interpreter(computer)
    except CannotGoOn as reason:
        return Line("Python", MISSING, str(reason))
    if PureWindowsPath(named) != PureWindowsPath(own):
        return Line("Python", NOTE, f"按钮用的是 {named}，不是正在运行的 {own}。要改用后者请运行 jixiao addin install")
    return Line("Python", FINE, named)


def _xlwings(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    version = computer.library("xlwings")
    if version is None:
        yield Line("xlwings", MISSING, "没有装。请重新运行“安装.bat”")
    elif version != XLWINGS:
        yield Line("xlwings", NOTE, f"装着 {version}，加载项配的是 {XLWINGS}，JX_ 开头的函数不能用。请装配套的版本")
    else:
        yield Line("xlwings", FINE, version)


def _functions(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    if computer.library("xlwings") != XLWINGS:
        return
    folder = PureWindowsPath(computer.executable).parent
    lacking = [
        name for name in LIBRARIES if not any(computer.place(one / name).is_file() for one in (folder, folder.parent))
    ]
    if lacking:
        yield Line(
            "单元格函数", NOTE, f"{folder.parent} 里没有 {'、'.join(lacking)}，JX_ 开头的函数可能不能用，按钮不受影响"
        )


def _copies(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    for other in second_addins(computer):
        yield Line("重名加载项", MISSING, f"另有一个 {other}，Excel 不能同时打开两个同名文件。请删除它")


def _classes(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    """The classes through which Python talks to Excel."""
    state = computer.type_library("state")
    yield Line("Excel 接口", *CLASSES.get(state, (NOTE, "查不出。按钮能用就不必管；不能用请重新运行“安装.bat”")))


def _excel(addin: Addin, where: Places, computer: Computer) -> Iterator[Line]:
    running = "正开着，刚装或刚卸的要全部关掉再打开才生效" if computer.excel_runs() else "没有开着"
    yield Line("Excel", NOTE if computer.excel_runs() else FINE, running)
