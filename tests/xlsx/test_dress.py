"""A workbook in any legal dress reads the same; marked it opens as before, cleared it is what it was."""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from jixiao import libreoffice
from jixiao.cli import main
from jixiao.exporters.json import form as as_json
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.xlsx.read.read import Book
from tests import office
from tests.build import form
from tests.importers.documents import official
from tests.importers.sheets_and_pages import xlsx
from tests.xlsx.audit import faults
from tests.xlsx.dress import dressed

READ, MARKED, AUDITED = 60, 20, 4
"""How many dresses are read, how many of them marked and cleared, how many validated."""


@cache
def book(kind: str) -> bytes:
    """A workbook of ours with two forms, and one of another office."""
    forms = [form(), form(project="a&b <项目>")]
    return build(forms, default(2020)) if kind == "ours" else xlsx([[official(item)] for item in forms])


@cache
def in_dress(kind: str, seed: int) -> bytes:
    return dressed(book(kind), Random(seed))


@cache
def in_plain(kind: str) -> tuple[list[dict[str, object]], Book]:
    """The forms of the workbook without a dress, and all that is read of it."""
    return opened(book(kind))


def opened(content: bytes) -> tuple[list[dict[str, object]], Book]:
    """The forms as JSON has them, without where they were read; and all that is read of the workbook."""
    source = Source("表.xlsx", content)
    forms = [as_json(item) for item in read_source(source).forms]
    return [{key: value for key, value in form.items() if key != "source"} for form in forms], source.book


def fields(content: bytes) -> list[dict[str, object]]:
    """The forms alone."""
    return opened(content)[0]


@pytest.mark.parametrize("kind", ["ours", "other"])
@pytest.mark.parametrize("seed", range(READ))
def test_any_dress_reads_the_same(kind, seed):
    (forms, found), (wanted, plain) = opened(in_dress(kind, seed)), in_plain(kind)
    assert forms == wanted
    assert found.formulas == plain.formulas and found.uncomputed == plain.uncomputed
    assert [table.rows for table in found.tables] == [table.rows for table in plain.tables]
    assert [table.merges for table in found.tables] == [table.merges for table in plain.tables]


@pytest.mark.parametrize("kind", ["ours", "other"])
@pytest.mark.parametrize("seed", range(MARKED))
def test_marked_it_opens_and_reads_as_before_and_cleared_it_is_what_it_was(kind, seed):
    content = in_dress(kind, seed)
    marked, cleared = marks(kind, seed)
    assert fields(marked) == in_plain(kind)[0]
    if opens(content):
        assert opens(marked)
    assert parts(cleared) == parts(content)


@pytest.mark.parametrize("kind", ["ours", "other"])
@pytest.mark.parametrize("seed", range(AUDITED))
def test_the_validator_finds_nothing_new(kind, seed, tmp_path):
    content = in_dress(kind, seed)
    marked, cleared = marks(kind, seed)
    known = set(faults(with_usual_separators(content), tmp_path))
    assert set(faults(marked, tmp_path)) <= known and set(faults(cleared, tmp_path)) <= known


@pytest.mark.office
def test_what_libreoffice_opens_it_opens_marked(tmp_path):
    office.require("soffice")
    names = [(kind, seed) for seed in range(3) for kind in ("ours", "other")]
    before, after = [tmp_path / f"b{at}.xlsx" for at in range(6)], [tmp_path / f"m{at}.xlsx" for at in range(6)]
    for (kind, seed), plain, marked in zip(names, before, after, strict=True):
        plain.write_bytes(in_dress(kind, seed))
        marked.write_bytes(marks(kind, seed)[0])
    made = libreoffice.convert(str(libreoffice.program()), [*before, *after], ".xlsx", tmp_path / "out")
    both = [(first, second) for first, second in zip(made[:6], made[6:], strict=True) if first]
    assert len(both) >= 3
    for first, second in both:
        assert second and fields(second.read_bytes()) == fields(first.read_bytes())


@cache
def marks(kind: str, seed: int) -> tuple[bytes, bytes]:
    """The workbook in its dress checked with marks, and cleared of them."""
    with TemporaryDirectory() as folder:
        before, marked, cleared = (Path(folder, f"{name}.xlsx") for name in ("before", "marked", "cleared"))
        before.write_bytes(in_dress(kind, seed))
        assert main(["check", str(before), "-o", str(marked)]) in (0, 1)
        assert main(["clear", str(marked), "-o", str(cleared)]) == 0
        return marked.read_bytes(), cleared.read_bytes()


def parts(content: bytes) -> dict[str, bytes]:
    """The parts by their names as packages have them: some zips have the separators of Windows."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {name.replace("\\", "/"): package.read(name) for name in package.namelist()}
    return {name: data for name, data in found.items() if not name.endswith("/")}


def with_usual_separators(content: bytes) -> bytes:
    """The package as the validator opens it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts(content).items():
            package.writestr(name, data)
    return stream.getvalue()


def opens(content: bytes) -> bool:
    """Whether openpyxl opens it: it takes comments for elements, and looks for the styles under one name only."""
    if "xl/styles.xml" not in parts(content):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            openpyxl.load_workbook(io.BytesIO(content))
        except (TypeError, KeyError, ValueError, IndexError):
            return False
    return True
