"""What a collection found, in the shape of the truth that the generator of inboxes writes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bench import season

from jixiao.actions.collect import Wanted, collect, gather, tables_of
from jixiao.collect.result import Collected
from jixiao.collect.tables import Row, Tables
from jixiao.form.rounding import plain


def silent(items, total, label):
    """Nobody watches."""
    return items


def collected(*inboxes: Path, wanted: Wanted | None = None, output: Path | None = None, beside=()) -> Collected:
    """A collection as the command makes it."""
    gathered = gather(inboxes, [*beside, *([output] if output else [])], None, output, 2, silent)
    return collect(gathered.reads, gathered.found, wanted or Wanted())


def tables(found: Collected, output: Path | None = None) -> Tables:
    """Its tables."""
    return tables_of(found, output)


def as_truth(made: Tables, found: Collected) -> dict[str, Any]:
    """The tables in the words of the truth."""
    unused: Counter[str] = Counter()
    for row in made.unused:
        unused[str(row["reason"])] += int(row["forms"]) or 1
    errors = [row for row in made.findings if row["severity"] == "错误"]
    claims = [row for row in made.findings if row["code"] == season.CLAIMED]
    return {
        "forms": len(made.projects),
        "units": {row["unit"]: sums(row) for row in sorted(made.units, key=lambda row: row["unit"])},
        "departments": {row["department"]: sums(row) for row in made.departments},
        "indicators": len(made.indicators),
        "whole": sums(made.whole),
        "errors": sorted([row["unit"], row["project"], row["code"]] for row in errors),
        "claims": len(claims),
        "unused": dict(sorted(unused.items())),
        "late": sorted(row["unit"] for row in made.roster if row["late"]),
        "missing": sorted(row["unit"] for row in made.roster if row["state"] == "未报"),
        "states": dict(Counter(row["state"] for row in made.roster)),
        "files": found.progress.done,
    }


def sums(row: Row) -> list[Any]:
    """How many forms, and their three amounts."""
    return [row["forms"], *(plain(row[key]) for key in ("initial", "annual", "executed"))]
