"""Files of each kind that actions start from, read and not on the disk unless they are asked to be."""

from __future__ import annotations

from pathlib import Path

from jixiao.actions.loaded import Loaded
from jixiao.actions.open import load_source
from jixiao.form.model import Form
from jixiao.importers.source import Source
from jixiao.policy import load
from jixiao.sheets.book import build
from tests.build import form
from tests.importers.documents import docx, official
from tests.importers.sheets_and_pages import xlsx

POLICY = "2020-caiyu-10"
WRONG = {"total.weight": "90"}
"""A change that makes one error of the correct form: JX301."""


def read(name: str, data: bytes, folder: Path = Path()) -> Loaded:
    """The file `name` with this content; on the disk where a `folder` is given."""
    path = folder / name
    if folder != Path():
        path.write_bytes(data)
    return load_source(Source(name, data, path), path)


def ours(*forms: Form, folder: Path = Path()) -> Loaded:
    """A workbook of our template, by default with the correct form."""
    return read("自评.xlsx", build(forms or (form(),), load(POLICY)), folder)


def foreign(*forms: Form, folder: Path = Path()) -> Loaded:
    """A workbook of another office."""
    return read("外来.xlsx", xlsx([[official(each)] for each in forms or (form(),)]), folder)


def document(*forms: Form, folder: Path = Path()) -> Loaded:
    """A Word document."""
    return read("自评.docx", docx(map(official, forms or (form(),))), folder)


def again(content: bytes) -> Loaded:
    """A workbook that an action made, read."""
    return read("结果.xlsx", content)
