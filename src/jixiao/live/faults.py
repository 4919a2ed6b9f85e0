"""What the user learns when a button could not do its work: always words and a next step, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from jixiao.errors import CannotGoOn
from jixiao.live.user_folder import log_file

BUSY = frozenset({-2147418111, -2147417846, -2146777998})
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE: Excel is editing a cell or shows a dialog."""
UNREACHABLE = frozenset({-2147221021, -2147221005, -2147221164})
"""MK_E_UNAVAILABLE, CO_E_CLASSSTRING, REGDB_E_CLASSNOTREG: no Excel is running where xlwings looks for it."""
GONE = frozenset({-2147023174, -2147417848})
"""RPC_S_SERVER_UNAVAILABLE, RPC_E_DISCONNECTED: Excel has been closed."""
LARGEST_LOG = 512 * 1024


class Stopped(CannotGoOn):
    """The user pressed Esc or chose to cancel."""


class Unfinished(Exception):
    """Writing stopped half-way, for the reason it is raised from; `copy` is the workbook as it was before."""

    def __init__(self, copy: Path) -> None:
        super().__init__(copy)
        self.copy = copy


def words(fault: BaseException) -> str:
    """The message for a fault; what is not foreseen goes to the log and is named by its place there."""
    if isinstance(fault, CannotGoOn):
        return str(fault)
    if isinstance(fault, Unfinished) and fault.__cause__ is not None:
        return f"{words(fault.__cause__)}\n写到一半停下了，点按钮之前的原样备份：{fault.copy}"
    codes = set(_codes(fault))
    if codes & BUSY or type(fault).__name__ == "ExcelBusyError":  # what xlwings makes of a code, without it
        return "Excel 正忙：可能有单元格还在编辑，或有对话框没有关闭。请按回车结束编辑、关闭对话框，再点一次此按钮。"
    if codes & UNREACHABLE or isinstance(fault, ConnectionError):
        return "连接不上 Excel：没有找到打开的工作簿。请确认工作簿已经打开、不在“受保护的视图”里，再点一次此按钮。"
    if codes & GONE:
        return "与 Excel 的连接断开了，可能 Excel 已关闭。请重新打开工作簿再试；原文件没有改动。"
    if isinstance(fault, PermissionError):
        return f"文件正被其他程序使用或没有权限：{fault.filename or ''}。请关闭占用它的程序，或换一个位置再试。"
    if isinstance(fault, MemoryError):
        return "内存不足，没有完成。请关闭其他程序后再试；原文件没有改动。"
    return unforeseen(fault, "工作簿可以不保存关闭，回到原来的样子")


def _codes(fault: BaseException | None) -> Iterator[int]:
    """The numbers COM gives, also where another fault was raised over them."""
    while fault is not None:
        number = getattr(fault, "hresult", None)
        if isinstance(number, int):
            yield number
        details = getattr(fault, "excepinfo", None)
        if isinstance(details, tuple) and details and isinstance(details[-1], int):
            yield details[-1]
        fault = fault.__cause__ or fault.__context__


def unforeseen(fault: BaseException, state: str) -> str:
    """What to say of an unforeseen fault, its traceback kept in the log; `state` says how the files are now."""
    try:
        _log().error("未预料的情况", exc_info=fault)
    except OSError:
        return (
            f"没有完成，原因没有预料到（{type(fault).__name__}），日志也写不进 {log_file()}。请把这句话报给技术人员。"
        )
    return (
        f"没有完成，原因没有预料到（{type(fault).__name__}）。{state}；"
        f"请再试一次，仍不行的把日志文件发给技术人员：\n{log_file()}"
    )


def _log() -> logging.Logger:
    logger = logging.getLogger("jixiao.live")
    path = log_file()
    if not any(getattr(each, "baseFilename", None) == str(path) for each in logger.handlers):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LARGEST_LOG, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.handlers[:] = [handler]
        logger.propagate = False
    return logger
