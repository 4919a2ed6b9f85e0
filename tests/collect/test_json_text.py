"""--json row by row is the document as a whole."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from jixiao.collect import rows
from jixiao.collect.json_text import head, pieces, plain_row
from jixiao.collect.result import Collected, Progress
from jixiao.collect.rows import numbered
from jixiao.collect.tables import Tables
from jixiao.exporters import json


def document(made, collected):
    """The whole document as values."""
    found = head(collected)
    for item in fields(made):
        if item.name != "changes":
            value = getattr(made, item.name)
            found[item.name] = plain_row(value) if isinstance(value, dict) else [plain_row(row) for row in value]
    return found


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_text_is_that_of_the_whole_document(count, monkeypatch):
    monkeypatch.setattr(rows, "FEW", 10)
    monkeypatch.setattr(rows, "TOGETHER", 4)
    row = {"unit": '甲\n"所"', "annual": Decimal("1.50"), "note": None, "link": "a", "forms": 2}
    lists = [numbered([row] * count) for _ in range(7)]
    made, collected = Tables({"forms": count}, *lists), Collected((), (), (), (), {}, Progress(1, 2))
    assert "".join(pieces(made, collected)) == json.dumps(document(made, collected))
    assert len(list(pieces(made, collected))) > 7 * count
