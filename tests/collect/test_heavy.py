"""Which files are read in a process of their own."""

import io
import zipfile

import pytest

from jixiao.collect.heavy import HEAVY, is_heavy
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
