"""The template a workbook is stamped from: the project's own or a bureau's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jixiao import resources
from jixiao.package.stamp_template import Template, read_template

TemplateSource = Path | bytes | None


def template_of(source: TemplateSource) -> Template:
    """The template in a file or in bytes; None is the project's own. Raises TemplateError."""
    if isinstance(source, bytes):
        return read_template(source)
    return read_template(source.read_bytes()) if source else _own()


@cache
def _own() -> Template:
    return read_template(resources.path("template.xlsx").read_bytes())
