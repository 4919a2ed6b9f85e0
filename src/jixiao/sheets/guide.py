"""The sheet 填报说明: steps for the clerk, the colours, and a version line to read over the phone."""

from __future__ import annotations

from jixiao import __version__
from jixiao.policy.model import Policy
from jixiao.sheets.settings import layout
from jixiao.xlsx.stamp.plan import Plan


def guide(policy: Policy) -> Plan:
    """The sheet for workbooks scored by `policy`."""
    fields = {"version": version_line(), "policy": f"评分办法：{policy.title}（{policy.document}）"}
    return Plan("guide", layout()["sheets"]["guide"], fields)


def version_line() -> str:
    """ "版本 0.1.0 · 模板 2020-1"."""
    return f"版本 {__version__} · 模板 {layout()['template']['version']}"
