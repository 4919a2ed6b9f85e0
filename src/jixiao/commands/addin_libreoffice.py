"""jixiao addin install|uninstall|status --libreoffice: the menu and toolbar in this user's LibreOffice."""

from __future__ import annotations

from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE, FAULTS
from jixiao.deploy.oxt.install import Office, install, is_ready, status, this_office, uninstall
from jixiao.errors import CannotGoOn


def run(what: str, dry_run: bool, office: Office | None = None) -> int:
    """0; 1 when status finds something that keeps the buttons from working; CannotGoOn when it cannot be installed."""
    where = office or this_office()
    if dry_run:
        raise CannotGoOn(
            "--dry-run 只用于 Excel 的加载项。LibreOffice 的扩展可以先用 jixiao addin status --libreoffice 查看。"
        )
    if what == "install":
        install(where)
        terminal.say("装好了。请关闭再打开 LibreOffice，打开一个表格，菜单栏和工具栏会多出“绩效自评”。")
    elif what == "uninstall":
        gone = uninstall(where)
        terminal.say("已卸载。填好的工作簿不受影响。" if gone else "没有本工具装的东西，没有要做的。")
    else:
        lines = status(where)
        terminal.table(("项目", "状态", "说明"), ((line.name, line.state, line.detail) for line in lines))
        return DONE if is_ready(lines) else FAULTS
    return DONE
