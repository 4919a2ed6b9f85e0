"""--json row by row is the document as a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.collect import rows
from jixiao.collect.json_text import pieces
from jixiao.collect.result import Collected, Progress
from jixiao.collect.rows import numbered
from jixiao.collect.tables import Tables, document
from jixiao.exporters import json


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_text_is_that_of_the_whole_document(count, monkeypatch):
    monkeypatch.setattr(rows, "FEW", 10)
    monkeypatch.setattr(rows, "TOGETHER", 4)
    row = {"unit": '甲\n"所"', "annual": Decimal("1.50"), "note": None, "link": "a", "forms": 2}
    lists = [numbered([row] * count) for _ in range(7)]
    made, collected = Tables({"forms": count}, *lists), Collected((), (), (), (), {}, Progress(1, 2))
    assert "".join(pieces(made, collected)) == json.dumps(document(made, collected))
    assert len(list(pieces(made, collected))) > 7 * count
