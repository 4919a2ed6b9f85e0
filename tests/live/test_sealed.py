"""A copy that encryption software hands back is given as such, and what to ask for."""

import hashlib
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from jixiao.errors import CannotGoOn
from jixiao.live.workbook import OpenWorkbook

CIPHER = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(200))


def opened(saved):
    """A workbook of an Excel whose files are on the disk as `saved`."""
    app = SimpleNamespace(calculation="automatic", status_bar=None)
    api = SimpleNamespace(Path="D:\\报表", SaveCopyAs=lambda path: Path(path).write_bytes(saved))
    return OpenWorkbook(SimpleNamespace(app=app, api=api, name="甲.xlsx"))


def test_an_encrypted_copy_names_the_program_to_trust():
    with pytest.raises(CannotGoOn, match=r"甲\.xlsx：Excel 存出的副本内容是加密的") as messages:
        _ = opened(CIPHER).content
    assert sys.executable in str(messages.value) and "二进制" not in str(messages.value)


@pytest.mark.parametrize("saved", [b"PK\x03\x04rest\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "序号,项目".encode()])
def test_a_copy_that_is_none_is_read_on(saved):
    assert opened(saved).content == saved
