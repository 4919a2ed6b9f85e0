"""The shared texts of a workbook are numbered alike whether they are in memory or put away."""

from __future__ import annotations

import random
import re
import zlib
from decimal import Decimal

import pytest

from jixiao.xlsx.opc.pack import Entry, compress_pieces, pack, pack_into, spool_pieces
from jixiao.xlsx.stamp import strings
from jixiao.xlsx.stamp.compressor import Compressor
from jixiao.xlsx.stamp.prototype import RowText
from jixiao.xlsx.stamp.render import _row
from jixiao.xlsx.stamp.strings import Codes, StampedStrings
from jixiao.xlsx.stamp.tables import TemplateStrings

TEMPLATE = TemplateStrings("<si><t>标题</t></si><si><t>甲&amp;乙</t></si>")


@pytest.fixture(params=[{"MOST": 7}, {"MOST_CHARACTERS": 60}, {"LONG": 4}, {"MOST": 7, "LONG": 4, "TOGETHER": 50}])
def small(request, monkeypatch):
    for name, value in request.param.items():
        monkeypatch.setattr(strings, name, value)


def texts(seed, count=3000):
    chance = random.Random(seed)
    return [
        chance.choice(("标题", "甲&乙", f"第{chance.randint(0, 900)}所", f" {chance.random()}\n")) for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_texts_put_away_have_the_numbers_and_the_part_of_those_in_memory(small, seed):
    found, known = StampedStrings(TEMPLATE), {"标题": 0, "甲&乙": 1}
    for text in texts(seed):
        assert found.add(text) == known.setdefault(text, len(known))
    part = "".join(found.xml())
    items = re.findall(r"<si><t[^>]*>(.*?)</t></si>", part, re.S)
    assert [item.replace("&amp;", "&") for item in items] == list(known) and f'uniqueCount="{len(known)}"' in part


def test_what_is_remembered_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(strings, "MOST", 7)
    found = StampedStrings(TEMPLATE)
    for number in range(5_000):
        found.remember(number, f"{number}")
    assert len(found.tails) <= strings.MOST


@pytest.mark.parametrize("values", [(Decimal(1), True, 1, False, 0), (True, 1, Decimal("0.0"), False)])
def test_a_truth_is_no_number_whatever_was_written_before(values):
    found = StampedStrings(TEMPLATE)
    row = RowText(1, "%s%s", "", (("a", "", None),), ("a",), ())
    for value in values:
        kind = ' t="b"' if isinstance(value, bool) else ""
        assert f"{kind}><v>{int(value)}</v></c>" in _row(row, 1, {"a": value}, "", found, "")
        assert ("t=" in _row(row, 1, {"a": value}, "", found, "")) == isinstance(value, bool)


def test_codes_find_what_was_added_and_nothing_else():
    codes = Codes()
    for number in range(9_000):
        codes.add(f"文{number}", number)
    assert all(codes.find(f"文{number}") == number for number in range(9_000)) and len(codes) == 9_000
    assert all(codes.find(f"字{number}") is None for number in range(2_000))


def test_a_part_in_a_temporary_file_gives_the_same_package(tmp_path):
    chance = random.Random(1)
    pieces = [chance.randbytes(300_000) for _ in range(8)]
    large, small = spool_pieces("a", pieces), spool_pieces("b", [b"x"])
    with (tmp_path / "包.zip").open("wb") as stream:
        pack_into(stream, [large, small])
    assert (tmp_path / "包.zip").read_bytes() == pack([compress_pieces("a", pieces), compress_pieces("b", [b"x"])])


def test_a_part_too_large_for_the_container_is_refused():
    huge = Entry("a", 8, 0, 1 << 32, b"")
    with pytest.raises(ValueError, match="超出 xlsx 容器的上限"):
        pack([huge])


def test_a_fault_while_compressing_is_given_to_the_writer_and_nobody_waits(monkeypatch):
    class Broken:
        def compress(self, piece):
            raise zlib.error("no memory")

    monkeypatch.setattr(zlib, "compressobj", lambda *given: Broken())
    with pytest.raises(zlib.error, match="no memory"), Compressor() as compressor:
        compressor.write("a", ("文" * 100_000 for _ in range(300)))
        compressor.add("b", b"x")
