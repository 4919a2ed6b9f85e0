"""An older or ODF file looked through before LibreOffice is started for it."""

from __future__ import annotations

from jixiao.importers import legacy_limits, legacy_signs
from jixiao.importers.source import ReadError, Source
from jixiao.xlsx.opc.archive import Archive

CONTENT = ("content.xml", "styles.xml")
MANIFEST, LOCKED = "META-INF/manifest.xml", b"encryption-data"


def shows_words(source: Source, suffix: str) -> bool:
    """Whether a file of the format `suffix` shows a word that is on forms, or its text cannot be seen cheaply.

    Raises Beyond for one that goes beyond a limit, and ReadError or PackageError for one that is locked or damaged.
    """
    data = source.data
    legacy_limits.check_size(data)
    if suffix == ".xls":
        legacy_limits.check_sheets(data)
        return legacy_signs.in_workbook(data)
    if suffix == ".doc":
        return legacy_signs.in_document(data)
    if suffix == ".rtf":
        legacy_limits.check_groups(data)
        return legacy_signs.in_rich_text(data)
    return _in_package(source)


def _in_package(source: Source) -> bool:
    from jixiao.importers.odf_limits import check_part

    package = Archive.open(source.data, name=source.name)
    if MANIFEST in package and LOCKED in package.xml(MANIFEST):
        raise ReadError(f"{source.name}：{legacy_limits.LOCKED_WORDS}")
    texts = {part: package.xml(part) for part in package if part.endswith(".xml")}
    words = [check_part(text) for part, text in texts.items() if part.endswith(CONTENT)]
    return any(map(legacy_signs.in_words, words))
