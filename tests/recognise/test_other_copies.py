"""Texts as other programs leave them: labels broken over lines, a merged cell's text in each of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.recognise.labels import standard
from tests.importers.documents import Layout
from tests.recognise.test_written import found, wrong
from tests.recognise.written import FORMS, Written, cells, written

LONGEST_UPRIGHT = 5
LEFT_UNREAD = 0.25
UNREADABLE = {"border_villages_2022", "skills_two_pages_2022"}
"""A title in each cell of its row is taken for titles of forms side by side."""


def wrongly_read(form: Written, text: str) -> Iterator[tuple[str, object, object]]:
    (read,) = read_source(Source("粘贴.txt", text.encode())).forms
    yield from wrong(form, found(read))


def upright(layout: Layout) -> Layout:
    """The short labels of a form with each character on a line of its own."""
    words = standard()
    short = [box.text for row in layout.rows for box in row if len(box.text) <= LONGEST_UPRIGHT]
    labels = {text for text in short if text and words.count([text])}
    rows = tuple(
        [replace(box, text="\n".join(box.text)) if box.text in labels else box for box in row] for row in layout.rows
    )
    return Layout(layout.above, rows)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_labels_broken_over_lines_misplace_nothing(path):
    form = written(path)
    assert list(wrongly_read(form, cells(upright(form.layout)))) == []


def repeated(layout: Layout) -> str:
    """Rows in which a merged cell's text is in each of its cells."""
    lines, above = list(layout.above), [""] * layout.width
    for row in layout.rows:
        texts = [text for box in row for text in [box.text.replace("\n", "")] * box.across]
        covered = [box.covered for box in row for _ in range(box.across)]
        above = [one if below else text for one, text, below in zip(above, texts, covered, strict=True)]
        lines.append("\t".join(above))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", [path for path in FORMS if path.stem not in UNREADABLE], ids=lambda path: path.stem)
def test_rows_that_name_their_part_again_are_read(path):
    form = written(path)
    (read,) = read_source(Source("粘贴.txt", repeated(form.layout).encode())).forms
    assert len(form.fields.keys() - found(read).keys()) <= LEFT_UNREAD * len(form.fields)
