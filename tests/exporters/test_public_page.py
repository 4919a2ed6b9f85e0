"""The page that is put on a web site: texts are texts, nothing is loaded from elsewhere, a table never computes."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from jixiao.exporters.public_page import Line, Page, html, table

LINE = Line("甲局", "修路<script>alert(1)</script>", Decimal(50), Decimal(48), Decimal("0.96"), Decimal("99.6"), "优")
UNKNOWN = Line("乙局", "=HYPERLINK(1)", None, None, None, None, None)


def page(*lines: Line, **more) -> Page:
    given = {
        "unit": "某局",
        "year": 2020,
        "annual": Decimal(50),
        "executed": Decimal(48),
        "rate": Decimal("0.96"),
        "reason": None,
    }
    return Page(lines=lines or (LINE,), **{**given, **more})


def test_texts_of_forms_are_shown_and_never_run():
    made = html(page(), "表.csv")
    assert "修路&lt;script&gt;" in made and "<script" not in made
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", made)


def test_a_page_of_one_unit_does_not_repeat_its_name_in_each_row():
    assert "甲局" not in html(page(), "表.csv") and "甲局" in html(page(LINE, UNKNOWN), "表.csv")


def test_sums_are_said_only_where_all_are_known():
    made = html(page(), "表.csv"), html(page(annual=None), "表.csv")
    assert "96%" in made[0] and len(made[1]) < len(made[0])


def test_why_errors_are_published_is_said_on_the_page():
    made = html(page(reason="按<批复>执行"), "表.csv")
    assert "按&lt;批复&gt;执行" in made and 'class="remark"' in made
    assert 'class="remark"' not in html(page(), "表.csv")


def test_a_page_without_a_year_is_of_this_year():
    assert "本年度" in html(page(year=None), "表.csv") and "2020年度" in html(page(), "表.csv")


def test_the_table_is_csv_that_excel_opens_without_computing_anything():
    made = table(page(LINE, UNKNOWN))
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
    assert made.startswith(b"\xef\xbb\xbf") and len(rows) == 3
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
