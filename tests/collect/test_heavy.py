"""Which files are read in a process of their own."""

import io
import os
import zipfile
from dataclasses import dataclass

import pytest

from jixiao.collect.heavy import HEAVY, is_heavy
from jixiao.collect.inbox import files
from jixiao.collect.model import Arrival, Item, Read
from jixiao.collect.run import run
from jixiao.collect.store import Store
from tests.samples import HEMENKOU, ROOT

SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"


def zipped(*sizes: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, size in enumerate(sizes):
            archive.writestr(f"{number}.xml", bytes(size))
    return stream.getvalue()


@pytest.mark.parametrize("data", [SAMPLE.read_bytes(), HEMENKOU.read_bytes(), b"", zipped(1_000, 1_000)])
def test_a_unit_s_file_is_read_with_the_others(data):
    assert not is_heavy(data)


@pytest.mark.parametrize("data", [zipped(HEAVY + 1), zipped(HEAVY // 2, HEAVY // 2 + 1), bytes(HEAVY + 1)])
def test_a_file_that_unpacks_to_very_much_is_read_apart(data):
    assert is_heavy(data)


def test_a_torn_archive_is_refused_where_it_is():
    assert not is_heavy(zipped(HEAVY + 1)[:-30])


@dataclass(frozen=True)
class EndsOnLarge:
    """Ends its process on a large file, as a library does that cannot have the memory it wants."""

    def __call__(self, item: Item) -> tuple[Read, ...]:
        if len(item.data) > HEAVY:
            os._exit(9)
        return (Read(item.archive_path, str(os.getpid()), Arrival()),)


def test_a_large_file_that_ends_its_reader_costs_itself_alone_among_few(tmp_path):
    (tmp_path / "1.bin").write_bytes(bytes(HEAVY + 1))
    (tmp_path / "2.txt").write_bytes(b"small")
    first, second = (read for kept in run(files([tmp_path]), EndsOnLarge(), Store(None, ""), 2) for read in kept)
    assert first.fault and "意外中止" in first.fault and first.digest == ""
    assert second.fault is None and second.digest == str(os.getpid())
