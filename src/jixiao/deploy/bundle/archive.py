"""The bundle as a zip archive: the same files give the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from jixiao.deploy.bundle.wheel import EPOCH

PACKED = (".whl", ".xlsx", ".xlam")


def archive(folder: str, files: Mapping[str, bytes]) -> bytes:
    """`files` in one folder; names that are not ASCII carry the mark of UTF-8, by which Windows reads them right."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            packed.writestr(entry, files[name])
    return stream.getvalue()


def sums(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of each file, one a line, as sha256sum writes them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
