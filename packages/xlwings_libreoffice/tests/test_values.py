"""What typed text becomes, as Excel makes of it."""

import pytest

from xlwings_libreoffice.values import typed


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("12", "number", 12.0),
        ("-1,234.5", "number", -1234.5),
        (".5", "number", 0.5),
        ("1.", "number", 1.0),
        ("1e3", "number", 1000.0),
        ("95%", "percent", 0.95),
        ("E13", "text", "E13"),
        ("e5", "text", "e5"),
        (".", "text", "."),
        ("1,23", "text", "1,23"),
        ("'12", "text", "12"),
        ("=A1", "formula", "=A1"),
    ],
)
def test_a_text_becomes_a_number_only_where_it_is_one(text, kind, content):
    made = typed(text)
    assert (made.kind, made.content) == (kind, content)
