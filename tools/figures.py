"""The figures that the pictures of docs/ show, kept beside them: a test holds them against a fresh check."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "workbook" / "samples" / "河门口街道-2020-绩效自评.xlsx"
KEPT = ROOT / "docs" / "pictures" / "figures.json"
UNITS, SEED = 40, 4
TWO_YEARS = 7, 3, 4
"""Units, forms in each and seed of the two seasons that are compared."""
Figures = dict[str, object]


def sample() -> Figures:
    """What the bundled workbook says of itself: forms, findings, rate, and errors and warnings of every project."""
    from jixiao.actions.open import load
    from jixiao.actions.summary import summarise
    from jixiao.form.rounding import percent, plain

    found = summarise(load(SAMPLE))
    errors, warnings, notices = found.report.totals
    whole = found.whole
    return {
        "张数": len(found.lines),
        "错误": errors,
        "警告": warnings,
        "提示": notices,
        "执行率": percent(whole.rate) if whole.rate is not None else "",
        "平均得分": plain(whole.total) if whole.total is not None else "",
        "各项目的错误和警告": {line.project or "": [line.errors, line.warnings] for line in found.lines},
    }


def season() -> Figures:
    """What the collected inbox of docs/汇总一季.md says: the forms that count, with their errors and warnings."""
    from bench import inbox

    from jixiao.actions.collect import Wanted, collect, gather, tables_of
    from jixiao.collect import roster
    from jixiao.form.days import day

    # a workbook says the same whoever saved it last: nothing is saved again by LibreOffice here
    with tempfile.TemporaryDirectory() as place, patch.object(inbox, "saved_again", lambda books, to: list(books)):
        folder = Path(place, "收件夹")
        inbox.fill(folder, UNITS, SEED)
        names = inbox.beside(folder, "名单.csv")
        gathered = gather([folder], [names], None, None, 1, lambda items, total, label: items)
        wanted = Wanted(roster=roster.read(names), deadline=day(inbox.DEADLINE))
        tables = tables_of(collect(gathered.reads, gathered.found, wanted), None)
    return {"张数": len(tables.projects), "错误": tables.whole["errors"], "警告": tables.whole["warnings"]}


def years() -> Figures:
    """What the comparison of docs/汇总一季.md says: projects by state, and the budgets of both years."""
    from tests.collect import two_years

    import jixiao

    with tempfile.TemporaryDirectory() as place:
        now, before = two_years.fill(Path(place), *TWO_YEARS)
        found = jixiao.collect(now, before=before).tables.changes
    states = [str(row["state"]) for row in found.project_changes]
    budgets = [str(found.whole_change[key]) for key in ("annual_before", "annual")]
    return {"项目": {state: states.count(state) for state in sorted(set(states))}, "预算": budgets}


SECTIONS: dict[str, Callable[[], Figures]] = {
    "pictures": sample,
    "season_pictures": season,
    "button_pictures": sample,
    "year_pictures": years,
}
"""The program that draws the pictures, and what they show."""


def keep(section: str) -> None:
    """Note what the pictures just drawn by `section` show."""
    kept = read()
    kept[section] = SECTIONS[section]()
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read() -> dict[str, Figures]:
    """Section → what its pictures show; nothing before the first is drawn."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
