"""A workbook as every template of ours begins and ends: its font, what it says of itself, its parts in steady order."""

from __future__ import annotations

import datetime
import io
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Font

from jixiao.design.styles import CHINESE
from jixiao.design.tidy import tidy
from jixiao.sheets.settings import layout

DATED = datetime.datetime(2020, 2, 25)
"""The time all templates bear, so that the same source gives the same bytes."""


def started() -> Workbook:
    """A workbook without sheets, in the font whose characters column widths count and which clerks' machines have."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    font = Font(name=layout()["fonts"]["body"], sz=11, charset=CHINESE)
    workbook._fonts[0] = font
    workbook._named_styles["Normal"].font = font
    return workbook


def finished(workbook: Workbook, title: str, description: str) -> dict[str, bytes]:
    """The parts of the workbook, which says of itself what it is."""
    properties = workbook.properties
    properties.title = title
    properties.creator = "绩效自评工作簿"
    properties.description = description
    properties.created = properties.modified = DATED
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as archive:
        return tidy({name: archive.read(name) for name in archive.namelist()}, DATED)
