"""Damaged workbooks: whatever is broken in them, the answer is words or a result, never a crash."""

import random

import pytest

from jixiao.sheets.facts import workbook_facts
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from jixiao.xlsx.read.read import read
from tests.xlsx.crowd import by_openpyxl
from tests.xlsx.test_marks import marked
from tests.xlsx.test_patch import CROWDED

SOURCES = (CROWDED, by_openpyxl(), marked(CROWDED))
SCRAPS = (b'"', b"<", b">", b"/", b"1", b"-1", b"r:id", b"\xff")


def damaged(chance: random.Random) -> bytes:
    """A workbook with one part cut off, thinned, doubled, emptied or strewn with scraps; the zip itself is sound."""
    archive = Archive.open(chance.choice(SOURCES))
    part = chance.choice([part for part in archive if part.endswith((".xml", ".rels", ".vml"))])
    content = archive.read(part)
    start = chance.randrange(len(content))
    end = start + chance.randrange(1, 40)
    ways = (
        content[:start],
        content[:start] + content[end:],
        content[:end] + content[start:],
        b"",
        content[:start] + chance.choice(SCRAPS) + content[start:],
        content.replace(chance.choice(SCRAPS), b"", 1),
    )
    archive.write(part, chance.choice(ways))
    return archive.packed()


def look(content: bytes) -> None:
    book = read(content)
    assert (book.tables, book.formulas, book.names, book.uncomputed) and workbook_facts(content)


def change(content: bytes) -> None:
    patch = Patch.open(content)
    patch.clear_marks()
    patch.mark(patch.sheets[0], "C4", "error", "错")
    patch.set_value(patch.sheets[0], "D4", 1)
    assert patch.bytes()


def copy_sheet(content: bytes) -> None:
    other = Archive.open(content)
    patch = Patch.open(by_openpyxl())
    patch.replace_sheet(other, Patch(other).sheets[0])
    assert patch.bytes()


@pytest.mark.parametrize("task", [look, change, copy_sheet])
def test_a_damaged_part_gives_a_result_or_chinese_words(task):
    refused = 0
    for seed in range(150):
        try:
            task(damaged(random.Random(seed)))
        except PackageError as error:
            refused += 1
            assert "请" in str(error), error
    assert 0 < refused < 150


def test_a_cut_file_is_refused_wherever_it_was_cut():
    for end in range(1, len(CROWDED), len(CROWDED) // 60):
        with pytest.raises(PackageError):
            look(CROWDED[:end])
