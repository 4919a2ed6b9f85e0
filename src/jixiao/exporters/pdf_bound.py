"""Several PDFs bound into one: pages in order, a bookmark for each with its own bookmarks below."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao.errors import CannotGoOn

if TYPE_CHECKING:
    from pypdf import PdfReader

GAP = "待补充："
MISSING = "合成 PDF 要用 pypdf 这个库，本机没有。请先安装：pip install pypdf；或把两个 PDF 用打印软件合在一起。"


@dataclass(frozen=True, slots=True)
class Inside:
    """How many pages a PDF has, and on which of them something is still to be written in."""

    pages: int
    gaps: int
    pages_with_gaps: tuple[int, ...]


def inside(content: bytes, name: str) -> Inside:
    """What is in the PDF called `name`. Raises CannotGoOn where it cannot be read."""
    counted = [_text(page).count(GAP) for page in _reader(content, name).pages]
    return Inside(len(counted), sum(counted), tuple(at for at, count in enumerate(counted, 1) if count))


def bound(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF of all `parts`, given with the names of their bookmarks. The same parts give the same bytes."""
    require_pypdf()
    from pypdf import PdfWriter

    writer = PdfWriter()
    for name, content in parts:
        writer.append(io.BytesIO(content), outline_item=name, import_outline=True)
    writer.page_mode = "/UseOutlines"
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _reader(content: bytes, name: str) -> PdfReader:
    require_pypdf()
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise CannotGoOn(f"{name}：PDF 加了密码，不能合成。请去掉密码后重试。")
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError) as error:
        raise CannotGoOn(f"{name}：PDF 已损坏，读不出（{error}）。请在 Word 里重新另存为 PDF。") from None
    return reader


def _text(page: object) -> str:
    from pypdf import PageObject

    return "".join(page.extract_text().split()) if isinstance(page, PageObject) else ""


def require_pypdf() -> None:
    """Raises CannotGoOn where pypdf is not installed: to be asked before LibreOffice prints anything."""
    try:
        import pypdf  # noqa: F401
    except ModuleNotFoundError:
        raise CannotGoOn(MISSING) from None
