"""The funds of a form: total and sources as rows or as columns, label and amount side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.form.draft import Fields
from jixiao.form.fields import AMOUNTS
from jixiao.form.table import Value
from jixiao.form.wording import half_width, label
from jixiao.recognise import fund_rows
from jixiao.recognise.cells import Columns, Row, has_meaning
from jixiao.recognise.head_part import MONEY, UNIT, WIDEST, HeadPart
from jixiao.recognise.header import OWN
from jixiao.recognise.headings import Found, like_amount, may_be_amount
from jixiao.recognise.totals import may_be_changes

LAST_TOTAL = 8
MOST_ABOVE = 4
"""A heading line above that of the funds has no more cells than that."""
INSIDE = re.compile(r"[:：]\s*[\d.,]+\s*(?:亿元|万元|元)?\s*$")
"""The amount of a source in the cell of its name: 一般公共预算：1350."""
HEADING_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分\)")
OWN_UNIT = re.compile(r"[(（]\s*(?:单位[:：]\s*)?(?:亿元|万元|元|[%％])\s*[)）]")
Placed = list[tuple[int, int | None]]


class FundPart(HeadPart):
    """Reads the rows of funds."""

    def _fund_heading(self, number: int, row: Row, found: Found, columns: Columns) -> None:
        """The heading may carry the unit of money and, where no column has it, the points: 预算执行情况(万元)(20分)."""
        self.fund_columns = {name: column for name, column in columns.items() if name != "source"}
        self.fund_width = len(row)
        self.sums_across = found.get(columns.get("annual", -1), "") in self.labels.fund_totals
        self.may_be_changes = may_be_changes(found.get(columns.get("annual", -1), ""))
        self._begin("funds", number)
        self._heading_cells(number, row, found, self.fund_columns, self.labels.fund_columns)
        self.fund_others = {at for at, value in enumerate(row) if value and at > 1 and at not in columns.values()}
        self._column_units(number, row)
        for column, value in enumerate(row[: min(self.fund_columns.values())]):
            points = HEADING_POINTS.search(half_width(value)) if isinstance(value, str) else None
            if points and "weight" not in columns:
                self.fund_weight = (points.group(1), number, column)

    def _column_units(self, number: int, row: Row) -> None:
        """The form's own unit of money, and the columns whose headings name another."""
        units = {}
        for name in AMOUNTS:
            value = row[self.fund_columns[name]] if name in self.fund_columns else None
            found = UNIT.search(value) if isinstance(value, str) else None
            if found:
                units[name] = found.group(1)
        self._amount_unit(number, row[: min(self.fund_columns.values())], UNIT)
        common = set(units.values())
        if len(common) == 1 and "amount_unit" not in self.head:
            name = next(iter(units))
            self.head["amount_unit"] = (row[self.fund_columns[name]], number, self.fund_columns[name])
        self._unit_here_or_above(number, row)
        own = self.head.get("amount_unit")
        self.fund_units = {name: unit for name, unit in units.items() if own is None or _money(own[0]) != unit}

    def _unit_here_or_above(self, number: int, row: Row) -> None:
        """The unit of money in a heading of the funds, or in the name of the part above it."""
        self._amount_unit(number, row, UNIT)
        above = self.table.rows[number - 1] if number else ()
        if sum(value not in (None, "") for value in above) <= MOST_ABOVE:
            self._amount_unit(number - 1, above, UNIT)

    def _pair_row(self, number: int, row: Row, found: Found) -> bool:
        """A row that holds sources of funds with their amounts beside them; the first such row names the total."""
        labels = self.labels
        if self.part not in ("head", "between", "pairs") or (self.part == "pairs" and not found):
            return False
        if self._source_beside(number, row):
            return True
        if any(word in labels.fund_later for word in found.values()) and self.part != "pairs":
            self.pairs_from = WIDEST
        if self.part != "pairs" and not any(
            (labels.fund_totals.ranked(word) or ("", 9))[1] <= 1 for word in found.values()
        ):
            return self._amount_pairs(number, row, found)
        placed = self._this_year(number, row, fund_rows.pairs(row, labels))
        if placed is None:
            self.part = "between" if self.part == "pairs" else self.part
            return False
        if self.part != "pairs":
            self._begin("funds", number)
            self.part = "pairs"
        self._amount_unit(number, row, UNIT)
        for column, at in placed:
            fields: Fields = {"label": (row[column], number, column)}
            if at is not None or not self.is_text or column + 1 < len(row):  # a text may have lost a row's last cell
                fields["annual"] = (None, number, column + 1) if at is None else (row[at], number, at)
            self._add_fund(label(str(row[column])), fields)
        return True

    def _this_year(self, number: int, row: Row, placed: Placed | None) -> Placed | None:
        """The pairs of a row without those below the total of several years, which are left unread."""
        if placed is None:
            return None
        words = {column: label(str(row[column])) for column, _ in placed}
        later = [column for column in words if words[column] in self.labels.fund_later]
        if later:
            self.pairs_from = min((column for column in words if column > max(later)), default=WIDEST)
        if self.pairs_from == WIDEST and len(placed) == 1 and words[placed[0][0]] in self.labels.fund_totals:
            return placed
        return [pair for pair in placed if pair[0] >= self.pairs_from]

    def _amount_pairs(self, number: int, row: Row, found: Found) -> bool:
        """年初预算数 | 100 | 全年预算数 | 100 | ...: the amounts of the total, each beside its own label."""
        beside = fund_rows.inside(row, number, self.labels)
        for column, word in found.items():
            field = self.labels.fund_columns.get(word)
            if field not in fund_rows.OF_TOTAL:
                continue
            raw = self._beside(number, row, column)
            if like_amount(raw[0]):
                beside[field] = raw
                self.roles[number, column] = "label"
        least = 1 if number == self.amounts_beside[0] + 1 else 2
        if len(beside.keys() & {*AMOUNTS, "rate"}) < least and not self._names_unit(row, found, beside):
            for column in found:
                self.roles.pop((number, column), None)
            return False
        if not self.fund_total:
            self.parts.append((number, "funds"))
        self.fund_total = {**beside, **self.fund_total}
        self.amounts_beside = number, tuple(self._fields_beside(row))
        self._unit_here_or_above(number, row)
        return True

    def _names_unit(self, row: Row, found: Found, beside: Fields) -> bool:
        """Whether a single amount is of the funds by its label: 当年预算数（元）, 预算执行率（%）."""
        amounts = beside.keys() & {*AMOUNTS, "rate"}
        texts = [row[column] for column, word in found.items() if self.labels.fund_columns.get(word) in amounts]
        return bool(texts) and all(OWN_UNIT.search(str(text)) for text in texts)

    def _fields_beside(self, row: Row) -> Iterator[str | None]:
        """The field of each amount in a row of amounts beside their labels; None for one of no field (到位数)."""
        filled = [value for value in row if value not in (None, "")]
        for value, following in pairwise(filled):
            if not like_amount(value) and like_amount(following):
                yield self.labels.fund_columns.get(label(str(value)))

    def _source_beside(self, number: int, row: Row) -> bool:
        """其中：财政拨款 | 100 | 其中：财政拨款 | 98 right below 预算数 | 120 | 执行数 | 118: a source named once for each amount."""
        above, fields = self.amounts_beside
        placed = fund_rows.pairs(row, self.labels) if number == above + 1 and len(fields) > 1 else None
        words = {label(str(row[column])) for column, _ in placed or ()}
        if (
            placed is None
            or len(placed) != len(fields)
            or len(words) != 1
            or any(word in self.labels.fund_totals for word in words)
        ):
            return False
        found: Fields = {"label": (row[placed[0][0]], number, placed[0][0])}
        for field, (column, at) in zip(fields, placed, strict=True):
            self.roles[number, column] = "label"
            if field in AMOUNTS:
                found[field] = (None, number, column + 1) if at is None else (row[at], number, at)
        self.fund_rows.append(found)
        self.amounts_beside = number, fields
        return True

    def _fund_row(self, number: int, row: Row, found: Found) -> None:
        labels = self.labels
        if any(self._ends_funds(row[column], word) for column, word in found.items()):
            self.part = "between"
            self._head_row(number, row, found)
            return
        if any(word in labels.other for word in list(found.values())[:1]) and self._is_numbering(row):
            self._all_static(number, row)
            return
        shift = self._fund_shift(row)
        if self.sums_across and shift is not None and self._amount_row(number, row, found, shift):
            return
        first = min(self.fund_columns[name] for name in AMOUNTS if name in self.fund_columns) - (shift or 0)
        if "rate" in self.fund_columns and not set(AMOUNTS) & self.fund_columns.keys():
            first = self.fund_columns["rate"] - (shift or 0)
        named = [
            (column, value)
            for column, value in enumerate(row[:first])
            if isinstance(value, str) and value.strip() and not like_amount(value)
        ]
        if not named and (number == self.nameless or shift is None or not self._is_across(number, row, shift)):
            return
        self.nameless = -1 if any(map(like_amount, row[first:])) else number + 1
        column, text = named[-1] if named else (0, "")
        if not self._is_money(row[first:], named, text):
            self._other_row(number, row, found, named)
            return
        if named and labels.fund_columns.get(label(text)) == "note":
            self._fund_note(number, row, column)
            return
        if shift is None:
            if named and fund_rows.is_source(text, labels):
                self._add_fund(label(text), {"label": (text, number, column)})
            return
        fields = fund_rows.fields_of(row, number, self.fund_columns, shift, self.is_text)
        self._name_below(number, shift)
        if self._is_wordy(fields, text):
            if row[0] not in (None, "") and not fund_rows.is_source(text, labels):
                self.part = "between"
            return
        if named:
            fields["label"] = (text, number, column)
        self._add_fund(label(text), fields)

    def _is_money(self, amounts: Row, named: list[tuple[int, str]], text: str) -> bool:
        """Whether a row of this name and these cells may be one of the funds: no amounts prove it, or none are needed."""
        if INSIDE.search(text):
            return False
        if any(label(value) in self.labels.other for _, value in named):
            return fund_rows.is_source(text, self.labels)
        return not named or any(map(like_amount, amounts)) or fund_rows.is_source(text, self.labels)

    def _other_row(self, number: int, row: Row, found: Found, named: list[tuple[int, str]]) -> None:
        """A row among the funds without amounts: the note of one above it, the name of a part, or what nobody knows."""
        column, text = named[-1]
        if self.labels.fund_columns.get(label(text)) == "note":
            self._fund_note(number, row, column)
        elif len(named) == 1 and sum(map(like_amount, row[column + 1 :])) > 1:
            return  # 实际到位 | 20 | 30 | 50: the rows of the funds go on below it
        elif not INSIDE.search(text) and (len(named) > 1 or label(text) in self.labels.other):
            self.part = "between"
            self._head_row(number, row, found)
        elif found.get(column) in self.labels.static_labels:
            self.part = "between"

    def _fund_note(self, number: int, row: Row, column: int) -> None:
        """A row of its own below the one it refers to."""
        (self.fund_rows[-1] if self.fund_rows else self.fund_total)["note"] = self._beside(number, row, column)
        self.roles[number, column] = "label"

    def _amount_row(self, number: int, row: Row, found: Found, shift: int) -> bool:
        """全年执行数 | 100 | 150 | 92 | 342 below sources that go across: the last is the total."""
        at = self.fund_columns["annual"] - shift
        for column, word in found.items():
            field = self.labels.fund_columns.get(word)
            if field in (*AMOUNTS, "rate") and column < at < len(row) and like_amount(row[at]):
                self.fund_total[field] = (row[at], number, at)
                self.roles[number, column] = "label"
                self._name_below(number, shift)
                return True
        return False

    def _ends_funds(self, value: Value, word: str) -> bool:
        labels = self.labels
        ranked = labels.header.ranked(word)
        head = ranked is not None and ranked[0] not in OWN
        return (head or word in labels.goal) and not fund_rows.is_source(value, labels)

    def _fund_shift(self, row: Row) -> int | None:
        if not self.is_text:
            return 0
        trimmed = row
        while trimmed and trimmed[-1] in (None, ""):
            trimmed = trimmed[:-1]
        width = max(self.fund_width, max(self.fund_columns.values()) + 1)
        most = max(width, len(trimmed))
        found = fund_rows.shift_of(trimmed, self.fund_columns, self.fund_others, most, self.usual_shift)
        self.usual_shift = self.usual_shift if found is None else found
        return found

    def _is_across(self, number: int, row: Row, shift: int) -> bool:
        """Whether a row without a name holds the total amounts of a form whose sources go across."""
        annual = self.fund_columns.get("annual", WIDEST) - shift
        filled = sum(value not in (None, "") for value in row)
        whole = self.sums_across or filled >= (len(self.fund_columns) if self.is_text else 2)
        return whole and not self.fund_total and 0 <= annual < len(row) and like_amount(row[annual])

    def _is_wordy(self, fields: Fields, text: str) -> bool:
        """Whether words are where amounts belong: then the row is none of the funds."""
        given = [fields[name][0] for name in (*AMOUNTS, "rate") if name in fields]
        if any(has_meaning(value) for value in given):
            # one cell with words in it costs a total or a source no other cell of its row
            return not (fund_rows.is_source(text, self.labels) and any(map(like_amount, given)))
        return not fund_rows.is_source(text, self.labels) and not all(map(may_be_amount, given))

    def _add_fund(self, word: str, fields: Fields) -> None:
        """The total, by the word that most surely names it; every other row is a source of money."""
        ranked = self.labels.fund_totals.ranked(word) if word else ("total", 0)
        if ranked is None and word in self.labels.static_labels and not self.fund_total and not self.fund_rows:
            ranked = ("total", LAST_TOTAL)  # 项目资金 | 66 | 66 | 59.4: the name of the part
        if ranked is None:
            self.fund_rows.append(fields)
        elif ranked[1] < self.fund_rank:
            weight = {"weight": self.fund_weight} if self.fund_weight else {}
            self.fund_total, self.fund_rank = {**weight, **fields}, ranked[1]
            if "label" in fields:
                self.roles[fields["label"][1:]] = "label"


def _money(value: Value) -> str | None:
    found = MONEY.search(str(value))
    return found.group() if found else None
