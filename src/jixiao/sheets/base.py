"""The template a workbook is stamped from: the project's own or a bureau's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jixiao import resources
from jixiao.xlsx.stamp.template import Template, TemplateError, read_template

TemplateSource = Path | bytes | None


def template_of(source: TemplateSource) -> Template:
    """The template in a file or in bytes; None is the project's own. Raises TemplateError."""
    if isinstance(source, bytes):
        return read_template(source)
    return read_template(_content(source)) if source else _own()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(
            f"{path}：模板打不开（{error.strerror}）。请检查路径，或不写 --template 用自带的模板。"
        ) from None


@cache
def _own() -> Template:
    return read_template(resources.path("template.xlsx").read_bytes())
