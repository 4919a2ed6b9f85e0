"""A sheet laid over a workbook takes what it added to the styles with it, unless somebody changed them since."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.guard import PackageError
from tests.samples import ROOT
from tests.xlsx.crowd import by_openpyxl, crowded, strict
from tests.xlsx.test_patch import changed_parts

TEMPLATE = Archive.open((ROOT / "template.xlsx").read_bytes())
SHEET, STYLES = "校验结果", "xl/styles.xml"
PREFIXED = re.compile(rb"(</?)(?=[a-zA-Z])")


def with_styles(change) -> bytes:
    archive = Archive.open(by_openpyxl())
    archive.write(STYLES, change(archive.read(STYLES)))
    return archive.packed()


def without_styles() -> bytes:
    archive = Archive.open(by_openpyxl())
    archive.remove(STYLES)
    for part, pattern in (
        ("[Content_Types].xml", rb"<Override[^>]*styles[^>]*/>"),
        ("xl/_rels/workbook.xml.rels", rb"<Relationship [^>]*styles[^>]*/>"),
    ):
        archive.write(part, re.sub(pattern, b"", archive.read(part)))
    for part in [part for part in archive if part.startswith("xl/worksheets/sheet")]:
        archive.write(part, re.sub(rb' s="\d+"', b"", archive.read(part)))
    return archive.packed()


def prefixed(styles: bytes) -> bytes:
    head, body = styles.split(b"<styleSheet", 1)
    return head + PREFIXED.sub(rb"\1x:", b"<styleSheet" + body).replace(b"xmlns=", b"xmlns:x=", 1)


BOOKS = {
    "by another program": by_openpyxl(),
    "crowded": crowded(),
    "strict": strict(by_openpyxl()),
    "with a prefix": with_styles(prefixed),
    "with wrong counts": with_styles(lambda styles: re.sub(rb'count="\d+"', b'count="77"', styles)),
    "without counts": with_styles(lambda styles: re.sub(rb' count="\d+"', b"", styles)),
    "with empty tables": with_styles(lambda styles: styles.replace(b"<fonts", b'<numFmts count="0" /><fonts', 1)),
    "without styles": without_styles(),
}


def laid_over(content: bytes) -> bytes:
    patch = Patch.open(content)
    patch.lay_over(TEMPLATE, SHEET)
    return patch.bytes()


def lifted(content: bytes) -> bytes:
    patch = Patch.open(content)
    patch.lift(SHEET)
    return patch.bytes()


@pytest.mark.parametrize("book", BOOKS)
def test_every_part_is_what_it_was(book):
    made = laid_over(BOOKS[book])
    assert changed_parts(BOOKS[book], made) and changed_parts(BOOKS[book], lifted(made)) == set()


@pytest.mark.parametrize("book", BOOKS)
def test_laid_over_again_it_still_goes_without_a_trace(book):
    assert changed_parts(BOOKS[book], lifted(laid_over(laid_over(BOOKS[book])))) == set()


def test_marks_between_do_not_matter():
    content = by_openpyxl()
    patch = Patch.open(laid_over(content))
    patch.mark(patch.sheets[0], "A1", "error", "错")
    cleared = Patch.open(patch.bytes())
    cleared.clear_marks()
    cleared.lift(SHEET)
    assert changed_parts(content, cleared.bytes()) == set()


def test_styles_that_somebody_changed_since_stay_as_they_are():
    archive = Archive.open(laid_over(by_openpyxl()))
    changed = archive.read(STYLES).replace(b"</fonts>", b"<font/></fonts>")
    archive.write(STYLES, changed)
    assert Archive.open(lifted(archive.packed())).read(STYLES) == changed


def test_a_program_that_saves_the_workbook_leaves_the_record_out():
    stream = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(laid_over(by_openpyxl()))).save(stream)
    saved = Archive.open(stream.getvalue())
    assert Archive.open(lifted(stream.getvalue())).read(STYLES) == saved.read(STYLES)
    assert b"jx:styles" in Archive.open(laid_over(by_openpyxl())).read("xl/worksheets/sheet3.xml")


def test_a_workbook_that_has_all_styles_is_not_written_on():
    own = (ROOT / "template.xlsx").read_bytes()
    assert not any(b"jx:styles" in Archive.open(laid_over(own)).read(part) for part in Archive.open(laid_over(own)))


def test_a_sheet_that_is_not_there_cannot_be_lifted():
    with pytest.raises(PackageError, match="没有工作表“校验结果”"):
        lifted(by_openpyxl())
