"""Documents and pages with random damage to their markup: forms, or a refusal as a message; never a crash."""

from random import Random

import pytest

from jixiao.errors import CannotGoOn
from jixiao.importers.read import read_source
from jixiao.importers.reading_notes import lines
from jixiao.importers.source import Source
from tests.build import form
from tests.importers.documents import official, package, paragraph, region, table
from tests.importers.sheets_and_pages import html
from tests.samples import REGIONS

LAYOUTS = [official(form()), *map(region, REGIONS)]
WORD = "".join("".join(map(paragraph, item.above)) + table(item.rows, 60) for item in LAYOUTS)
PAGE = html(LAYOUTS)
PIECES = {
    "word": (
        "<w:tc>",
        "</w:tc>",
        "<w:vMerge/>",
        '<w:gridSpan w:val="3"/>',
        "</w:tr>",
        "<w:tr>",
        "<w:p>",
        "项目名称",
        "总分",
    ),
    "page": ("<td>", "</td>", "<table>", "</table>", '<td rowspan="3">', "<tr>", "</tr>", "项目名称", "三级指标"),
}


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize(("kind", "text"), [("word", WORD), ("page", PAGE)])
def test_damaged_markup_is_read_or_refused(kind, text, seed):
    random = Random(seed)
    for _ in range(random.randint(1, 12)):
        piece, at = random.choice(PIECES[kind]), random.randrange(len(text))
        here = text.find(piece, at)
        if here >= 0:
            text = text[:here] + random.choice(("", random.choice(PIECES[kind]))) + text[here + len(piece) :]
    data = package(text) if kind == "word" else text.encode()
    try:
        forms = read_source(Source(f"坏.{kind}", data)).forms
    except CannotGoOn as reason:
        assert f"坏.{kind}" in str(reason)
    else:
        assert all(isinstance(line, str) for line in lines(forms))
        assert all(item.source.places for item in forms)
