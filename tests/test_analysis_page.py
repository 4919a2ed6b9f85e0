"""docs/用Python分析.md: its blocks run one after the other, print what the page shows, and draw its pictures."""

from __future__ import annotations

import re
import struct

import pytest
from tools.analysis_page import DRAWN, PAGE

from jixiao.actions.file_tables import TABLES
from tests.notebook import run
from tests.samples import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("分析")


@pytest.fixture(scope="module")
def cells(folder):
    return list(run(PAGE.read_text(encoding="utf-8"), folder))


def test_every_block_prints_what_the_page_shows(cells):
    assert len(cells) > 9
    for cell in cells:
        # how wide a column is printed is the library's own business
        assert cell.printed.split() == cell.shown.split(), f"{cell.code}\n运行 tools/analysis_page.py 更新这一页"


def test_the_pictures_drawn_are_those_of_the_page(cells, folder):
    for drawn, shown in DRAWN.items():
        assert size(folder / f"{drawn}.png") == size(ROOT / "docs" / "pictures" / f"{shown}.png")


def test_the_page_lists_the_columns_of_every_table_of_a_file():
    page = PAGE.read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z]+) \| [^|]+ \| ([a-z_ ]+) \|$", page, re.M))
    assert listed == {name: " ".join(columns) for name, columns in TABLES.items()}


def size(path):
    """Width and height of a PNG."""
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG") and len(content) > 10_000
    return struct.unpack(">II", content[16:24])
