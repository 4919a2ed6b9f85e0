"""The ledger: each cell that is not empty ends as label, value, static text or unread, on any form however changed."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from jixiao.form.structure import form_of
from jixiao.form.table import Table
from jixiao.importers import read
from jixiao.recognise.blocks import blocks
from jixiao.recognise.labels import standard
from jixiao.recognise.ledger import NOTE, ledger, unread_cells
from jixiao.recognise.recognise import NotAForm, recognise
from tests.recognise.foreign import foreign
from tests.samples import HEMENKOU, PROBES, REGIONS, ROOT, SHAPES

ROLES = {"label", "value", "static", "unread"}
SAMPLES = sorted((ROOT / "workbook" / "samples").glob("*.xlsx"))
EVERY = [
    path for path in (HEMENKOU, *SAMPLES, *REGIONS, *SHAPES, *PROBES) if path.name != "caidian_forest_2021.raw.txt"
]


def tables(path) -> Iterator[Table]:
    for table in read(path).tables:
        yield from blocks(table, standard())


def audit(table: Table) -> None:
    """Each filled cell has one role; the unread ones are those the form lists; a field's cell is no unread one."""
    labels = standard()
    try:
        draft = recognise(table, labels)
    except NotAForm:
        return
    form = form_of(draft, labels.fund_kind, labels.dimension_of, labels.is_prompt)
    roles = ledger(form, draft, labels)
    filled = {
        (number, column)
        for number, row in enumerate(table.rows)
        for column, value in enumerate(row)
        if value not in (None, "")
    }
    assert roles.keys() == filled
    assert set(roles.values()) <= ROLES
    listed = {(cell.row, cell.column) for cell in unread_cells(form, draft, labels)}
    assert listed == {cell for cell, role in roles.items() if role == "unread"}
    used = set(form.source.places.coordinates.values()) & filled
    assert not used & listed


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_every_cell_has_one_role(path):
    for table in tables(path):
        audit(table)


def test_a_word_nobody_knows_is_listed_or_read_but_never_passed_over():
    checked = 0
    for path in (*REGIONS, *PROBES):
        for table in tables(path):
            for number, row in enumerate(table.rows):
                if NOTE.match(str(row[0])):
                    continue
                changed = replace(table, rows=(*table.rows[:number], (*row, "乱七八糟"), *table.rows[number + 1 :]))
                roles = roles_of(changed)
                checked += roles is not None
                assert roles is None or roles[number, len(row)] in ("unread", "value"), (path.name, number)
    assert checked > 500


def roles_of(table: Table):
    labels = standard()
    try:
        draft = recognise(table, labels)
    except NotAForm:
        return None
    return ledger(form_of(draft, labels.fund_kind, labels.dimension_of, labels.is_prompt), draft, labels)


@pytest.mark.parametrize("seed", range(40))
def test_every_cell_of_a_changed_form_has_one_role(seed):
    random = Random(seed)
    for path in random.sample(EVERY[1:], 12):
        for table in tables(path):
            audit(mutated(table, random))


@pytest.mark.parametrize("seed", range(60))
def test_every_cell_of_a_foreign_form_has_one_role_changed_or_not(seed):
    table = foreign(seed).table
    audit(table)
    audit(mutated(table, Random(seed)))


def mutated(table: Table, random: Random) -> Table:
    """A table after what copying and re-typing do to one: cells moved, rows shortened, lines added, labels reworded."""
    rows = [list(row) for row in table.rows]
    for _ in range(random.randint(1, 6)):
        random.choice(CHANGES)(rows, random)
    return replace(table, rows=tuple(map(tuple, rows)), lines=tuple(range(1, len(rows) + 1)), marks=(), merges=())


def _shuffle_columns(rows, random):
    width = max(map(len, rows))
    order = random.sample(range(width), width)
    rows[:] = [[row[at] if at < len(row) else None for at in order] for row in rows]


def _shorten(rows, random):
    for row in random.sample(rows, len(rows) // 3):
        row[:] = [value for value in row if value not in (None, "")]


def _add_heading(rows, random):
    rows.insert(random.randrange(3), [random.choice(["附件3", "某局2023年度决算公开", "（2022年度）", "单位：元"])])


def _drop_row(rows, random):
    if len(rows) > 3:
        del rows[random.randrange(len(rows))]


def _double_row(rows, random):
    at = random.randrange(len(rows))
    rows.insert(at, list(rows[at]))


def _reword(rows, random):
    row = random.choice(rows)
    for at, value in enumerate(row):
        if isinstance(value, str) and len(value) < 12:
            row[at] = random.choice([f"{value}（A）", f"1.{value}", f"{value}情况", f"★{value}", " ".join(value)])


def _number(rows, random):
    row = random.choice(rows)
    row.insert(random.randint(0, len(row)), random.choice([7, 3.5, "12", "0.95", "无", "/", "#REF!"]))


CHANGES = (_shuffle_columns, _shorten, _add_heading, _drop_row, _double_row, _reword, _number)
