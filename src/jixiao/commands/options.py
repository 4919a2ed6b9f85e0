"""Arguments that several commands share."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path


def add_policy(parser: ArgumentParser) -> None:
    """--policy: which scoring rules hold."""
    parser.add_argument(
        "--policy", metavar="办法", help="评分办法的名称，或一个 .toml 文件；不写则按表的年度和一级指标选用"
    )


def add_output(parser: ArgumentParser, what: str) -> None:
    """-o and --in-place: where a changed workbook goes; without either no file is written."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", metavar="文件", type=Path, help=what)
    place.add_argument("--in-place", action="store_true", help="直接改写原工作簿（先在旁边留一份备份）")


def add_template(parser: ArgumentParser) -> None:
    """--template: a bureau's own restyled template."""
    parser.add_argument("--template", metavar="模板", type=Path, help="本单位在 Excel 里改过样式的 template.xlsx")


def add_json(parser: ArgumentParser) -> None:
    """--json: print JSON for other programs."""
    parser.add_argument("--json", action="store_true", help="输出 JSON")
