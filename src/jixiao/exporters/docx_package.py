"""The bundled official form (workbook/official-form.docx): to be filled, or its styles and page for another text."""

from __future__ import annotations

from functools import cache
from html import escape

from jixiao import resources
from jixiao.xlsx.opc.archive import Archive

OFFICIAL = "workbook/official-form.docx"
MAIN, CORE = "word/document.xml", "docProps/core.xml"
BODY, SECTION = "<w:body>", "<w:sectPr"


def official(title: str) -> Archive:
    """The official form with names in {{ }}, and with `title` as what the document says it is."""
    archive = Archive.open(_bundled(), name=OFFICIAL)
    archive.write(CORE, archive.text(CORE).replace("{{表名}}", escape(title)).encode())
    return archive


def package(body: str, title: str) -> bytes:
    """The .docx of finished block content `body` in the styles and on the page of the official form."""
    archive = official(title)
    start, _, form = archive.text(MAIN).partition(BODY)
    archive.write(MAIN, f"{start}{BODY}{body}{form[form.rindex(SECTION) :]}".encode())
    return archive.packed()


@cache
def _bundled() -> bytes:
    return resources.path(OFFICIAL).read_bytes()
