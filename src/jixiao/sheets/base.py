"""The template a workbook is stamped from: the project's own or a bureau's."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from jixiao import resources
from jixiao.errors import why_refused
from jixiao.xlsx.stamp import prototype_json
from jixiao.xlsx.stamp.prototype import Prototype

if TYPE_CHECKING:
    from jixiao.xlsx.stamp.template import Template

TemplateSource = Path | bytes | None
PROJECT_SHEET = "workbook/project-sheet.json"


def template_of(source: TemplateSource) -> Template:
    """The template in a file or in bytes; None is the project's own. Raises TemplateError."""
    from jixiao.xlsx.stamp.template import TemplateError, read_template

    if not source:
        return _own()
    if isinstance(source, bytes):
        return read_template(source)
    try:
        return read_template(source.read_bytes())
    except OSError as error:
        raise TemplateError(
            f"{source}：模板打不开（{why_refused(error)}）。请检查路径，或不写 --template 用自带的模板。"
        ) from None


@cache
def project_sheet() -> Prototype:
    """The project sheet of our own template, which tells where each field is.

    Kept ready in `workbook/project-sheet.json`: to check a workbook no sheet of the template has to be read. A template
    that the file was not made of, such as one being designed, is read itself.
    """
    kept = resources.path(PROJECT_SHEET)
    if kept.is_file():
        made_of, prototype = prototype_json.loads(kept.read_text(encoding="utf-8"))
        if made_of == crc32(_own_content()):
            return prototype
    return _own().prototypes["project"]


def project_sheet_json() -> str:
    """What `workbook/project-sheet.json` holds for the template as it is now."""
    return prototype_json.dumps(crc32(_own_content()), _own().prototypes["project"])


@cache
def _own() -> Template:
    from jixiao.xlsx.stamp.template import read_template

    return read_template(_own_content())


def _own_content() -> bytes:
    return resources.path("template.xlsx").read_bytes()
