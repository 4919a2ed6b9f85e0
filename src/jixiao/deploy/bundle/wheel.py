"""A wheel as a file: what it says of itself, and the same wheel without some of its files."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser

# the first moment a zip archive can name: the same files give the same bytes on any day
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel; `files` by their name inside, without the list of them that it ends with."""

    name: str
    files: Mapping[str, bytes]

    @property
    def info(self) -> str:
        """The folder of what it says of itself."""
        return next(name.split("/")[0] for name in self.files if name.endswith(".dist-info/METADATA"))

    @property
    def metadata(self) -> Message:
        """Its METADATA."""
        return BytesParser().parsebytes(self.files[f"{self.info}/METADATA"])


def read(name: str, content: bytes) -> Wheel:
    """The wheel in the bytes of a file of that name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [item.filename for item in archive.infolist() if not item.is_dir()]
        return Wheel(name, {one: archive.read(one) for one in names if not one.endswith(".dist-info/RECORD")})


def rebuilt(wheel: Wheel, without: Iterable[str], build: str) -> Wheel:
    """The wheel without the files below the folders `without`, marked as another build of the same version (PEP 427)."""
    gone = tuple(f"{folder}/" for folder in without)
    kept = {name: content for name, content in wheel.files.items() if not name.startswith(gone)}
    name, version, *tags = wheel.name.split("-")
    about = f"{wheel.info}/WHEEL"
    kept[about] = kept[about].rstrip() + f"\nBuild: {build}\n".encode()
    return Wheel("-".join((name, version, build, *tags[-3:])), kept)


def write(wheel: Wheel) -> bytes:
    """The file of a wheel, with its list of files."""
    own = f"{wheel.info}/RECORD"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(wheel.files, key=lambda name: (name.startswith(wheel.info), name)):
            archive.writestr(_entry(name), wheel.files[name])
        archive.writestr(_entry(own), record(wheel.files, own))
    return stream.getvalue()


def record(files: Mapping[str, bytes], own: str) -> str:
    """The list of `files` with their sums (PEP 376); `own` is the name of the list itself."""
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    for name, content in sorted(files.items()):
        rows.writerow((name, digest(content), len(content)))
    rows.writerow((own, "", ""))
    return lines.getvalue()


def digest(content: bytes) -> str:
    """The sum of a file as such a list gives it."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
