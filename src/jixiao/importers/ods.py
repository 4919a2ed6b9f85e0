"""ODF spreadsheets made ready for conversion: a formula whose result is blank becomes a blank cell."""

from __future__ import annotations

import io
import re
import zipfile

CONTENT = "content.xml"
LARGEST_CONTENT = 256 * 1024 * 1024
# LibreOffice stores no value type beside an empty text and takes it for the number 0 when it opens the file again
BLANK_RESULT = re.compile(
    rb'(<table:(?:covered-)?table-cell\b(?![^>]*\boffice:value-type=)[^>]*?)\s+table:formula="[^"]*"'
)


def settled(data: bytes) -> bytes:
    """The file with its blank results blank; the same bytes where there is none, or where the package is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(CONTENT).file_size > LARGEST_CONTENT:
                return data
            parts = [(item, package.read(item)) for item in package.infolist()]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return data
    return _packed(parts)


def _packed(parts: list[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for item, content in parts:
            settled = BLANK_RESULT.sub(rb"\1", content) if item.filename == CONTENT else content
            package.writestr(item, settled)
    return out.getvalue()
