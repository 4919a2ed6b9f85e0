"""JX7, submissions: projects that a newer submission of the unit no longer holds."""

from __future__ import annotations

from typing import NamedTuple

from jixiao.form.model import Form
from jixiao.rules.phrasing import quote
from jixiao.rules.registry import Hit, each_submission


class Sending(NamedTuple):
    """A form that counts by submission `version` of its sender, while the newest is `newest`, the file `file`.

    `renamed` is a project of the newest with the same amounts, which may be the same one under another name.
    """

    form: Form
    version: int
    newest: int
    file: str
    renamed: str | None = None


@each_submission(
    "JX713",
    "warning",
    "新版报送里没有这个项目",
    basis="同一单位、同一项目、同一年度以最后一次报送为准",
    fix="向单位核实：漏报的补报；已取消、合并或改名的，重新汇总时加 --latest-only，不再计入。",
    explanation="只在收表汇总时检查。单位后来又报了一次，新的工作簿里没有这个项目：不擅自减少单位的项目，仍按以前的一次计入，但要核实，改了名称的会重复计算。",
)
def left_out(sending: Sending) -> Hit:
    project = quote(sending.form.project or "（未写项目名称）")
    message = f"第 {sending.newest} 次报送（{sending.file}）不含{project}，仍按第 {sending.version} 次报送计入"
    if sending.renamed:
        message += f"；新版的{quote(sending.renamed)}金额与它相同，可能只是改了名称，会重复计算"
    return Hit("project", message, f"第 {sending.version} 次报送", f"第 {sending.newest} 次报送")
