"""jixiao addin install|uninstall|status: the ribbon tab in this user's Excel."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from jixiao.actions.install import install, status, to_install, to_uninstall, uninstall
from jixiao.commands import addin_libreoffice, terminal
from jixiao.commands.exit_codes import DONE, FAULTS
from jixiao.deploy.install.computer import WINDOWS, Computer, example, this_computer
from jixiao.deploy.install.install import Plan
from jixiao.deploy.install.status import is_ready
from jixiao.deploy.install.steps import words

PLANNED = {"install": to_install, "uninstall": to_uninstall}
DOING = {"install": install, "uninstall": uninstall}
NOTHING = {"install": "已经装好，没有要做的。", "uninstall": "没有本工具装的东西，没有要做的。"}
NEXT = {
    "install": "装好了。请关闭再打开 Excel，功能区会多出“绩效自评”选项卡；没有出现请运行 jixiao addin status。",
    "uninstall": "已卸载。填好的工作簿不受影响。",
}


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "what", metavar="做什么", choices=(*DOING, "status"), help="install 安装，uninstall 卸载，status 查看"
    )
    parser.add_argument("--dry-run", action="store_true", help="只列出要做的每一步，什么都不改")
    parser.add_argument("--libreoffice", action="store_true", help="装到 LibreOffice 里，不是 Excel")


def run(chosen: Namespace) -> int:
    """0; 1 when status finds something that keeps the buttons from working; CannotGoOn when it cannot be installed."""
    if chosen.libreoffice:
        return addin_libreoffice.run(chosen.what, chosen.dry_run)
    computer = this_computer()
    if chosen.what == "status":
        return _status(computer)
    return _show(chosen.what, computer) if chosen.dry_run else _do(chosen.what, computer)


def _do(what: str, computer: Computer) -> int:
    plan = DOING[what](computer)
    _say(plan, f"用户 {computer.variables.get('USERNAME', '')}：", NOTHING[what])
    if plan.steps:
        terminal.say(NEXT[what])
    return DONE


def _show(what: str, computer: Computer) -> int:
    if computer.system != WINDOWS:
        terminal.warn("这台机器不是 Windows，下面以一台没有装过的 Windows 电脑为例。")
        computer = example()
    _say(PLANNED[what](computer), "会做这些（现在什么都没改）：", NOTHING[what])
    return DONE


def _say(plan: Plan, title: str, nothing: str) -> None:
    if plan.steps:
        terminal.table(("动作", "文件", "用途"), map(words, plan.steps), title)
    else:
        terminal.say(nothing)
    for note in plan.notes:
        terminal.warn(f"注意：{note}")


def _status(computer: Computer) -> int:
    lines = status(computer)
    terminal.table(("项目", "状态", "说明"), ((line.name, line.state, line.detail) for line in lines))
    return DONE if is_ready(lines) else FAULTS
