"""Random forms in random foreign layouts are read exactly, or what is not read is listed; nothing is ever wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from jixiao.exporters.json import form as as_json
from jixiao.form.model import Form
from jixiao.importers.read import read_source
from jixiao.importers.source import ReadError, Source
from jixiao.recognise.forms import forms
from tests.recognise.foreign import Foreign, foreign, further
from tests.recognise.test_shapes import flat

FEW = 150
FOUND = (242, 250, 260, 354, 360, 388, 428, 608, 610, 1002, 1542, 1665, 2090, 2137, 2657, 2836, 3018, 3928)
"""Seeds that once read something wrong."""
FURTHER_FOUND = (61, 74, 78, 84, 113, 115, 150, 154, 197, 229, 241, 253, 259, 297, 303, 402, 1369)


def faults(made: Foreign) -> list[str]:
    """What was read wrongly, or neither read nor listed; a form that is refused whole is no fault of a short table."""
    read, failed = forms([made.table])
    if len(read) != 1:
        return [] if made.lost and not read else [f"{len(read)} forms, {[item.reason for item in failed]}"]
    (form,) = read
    return [*_wrong(made.form, form), *_silent(made.form, form)]


def _values(form: Form) -> dict[str, object]:
    fields = as_json(form)
    return {name: _plain(value) for name, value in flat({name: fields[name] for name in fields if name != "source"})}


def _plain(value: object) -> str:
    return "".join(str(value).split())


def _wrong(wanted: Form, found: Form) -> Iterator[str]:
    """Values that are not what the form says there; rows that were not read are passed over."""
    expected, fields = _values(wanted), _values(found)
    for name, value in fields.items():
        if not name.startswith("indicators[") and value != expected.get(name) and name != "title":
            yield f"{name}: {value!r} instead of {expected.get(name)!r}"
    at = 0
    rows = [dict(flat(row)) for row in as_json(wanted)["indicators"]]
    for number, row in enumerate(as_json(found)["indicators"]):
        given = {name: _plain(value) for name, value in flat(row)}
        fits = [n for n in range(at, len(rows)) if all(_plain(rows[n].get(k, "")) == v for k, v in given.items())]
        if not fits:
            yield f"indicators[{number}]: {given}"
        else:
            at = fits[0] + 1


def _silent(wanted: Form, found: Form) -> Iterator[str]:
    """Values of the form that were neither read nor listed."""
    listed = {_plain(cell.text) for cell in found.unread_cells} | {_plain(item.text) for item in found.unread}
    fields, expected = Counter(_values(found).values()), Counter(_values(wanted).values())
    names = {value: name for name, value in _values(wanted).items()}
    for value, count in (expected - fields).items():
        if (
            value not in listed
            and not any(value in text for text in listed)
            and names[value].split(".")[-1] not in DERIVED
        ):
            yield f"{names[value]}: {value!r} neither read nor listed ({count})"


DERIVED = {"amount_unit", "kind", "year", "title", "rate", "dimension", "category"}
"""Fields whose text on the form is another one, or is there once for several rows."""


@pytest.mark.parametrize("seed", [*range(FEW), *FOUND])
def test_a_foreign_form_is_read_exactly_or_listed(seed):
    assert faults(foreign(seed)) == []


@pytest.mark.parametrize("seed", [*range(FEW), *FURTHER_FOUND])
def test_a_form_of_still_another_region_is_read_exactly_or_listed(seed):
    assert faults(further(seed)) == []


@pytest.mark.parametrize("made", [*map(foreign, range(60)), *map(further, [*range(40), *FURTHER_FOUND])])
@pytest.mark.parametrize("apart", ["\n", " "], ids=["lines", "blanks"])
def test_without_tabs_it_is_read_exactly_or_listed(made, apart):
    try:
        (form,) = read_source(Source("粘贴.txt", pasted(made, apart).encode())).forms
    except ReadError:
        return
    # a goal of two rows comes as four cells, which are listed one by one
    assert [*_wrong(made.form, form), *(text for text in _silent(made.form, form) if "另：" not in text)] == []


def pasted(made: Foreign, apart: str) -> str:
    """The cells as a page leaves them in Notepad: one a line, or a row a line with spaces between; empty ones are gone."""
    rows = [[_plain(cell) for cell in row if cell not in (None, "")] for row in made.table.rows]
    return "\n".join(apart.join(row) for row in rows)


def test_most_of_what_whole_tables_say_is_read():
    shares = []
    for seed in range(FEW):
        made = foreign(seed)
        if not made.lost:
            (found,) = forms([made.table])[0]
            expected = _values(made.form)
            shares.append(sum(_values(found).get(name) == value for name, value in expected.items()) / len(expected))
    assert len(shares) > FEW / 2 and sum(shares) / len(shares) > 0.99
