"""The findings about the form that is in a block of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.errors import CannotGoOn
from jixiao.form.fields import about_form, field_name
from jixiao.form.finding import SEVERITY_WORDS, Finding
from jixiao.form.table import Merge, Table, Value
from jixiao.live.udf.answers import Headed, Rows
from jixiao.policy import Policy, for_form
from jixiao.recognise.forms import Unrecognised, forms
from jixiao.rules import check
from jixiao.xlsx.references import position

FINE = "未发现问题"
HEADINGS = ("程度", "编号", "位置", "问题", "改法")
NO_FORM = "所选区域中没有项目支出绩效自评表；请选中从表名到“总分”的整张表"


def findings(table: Table, policy: Policy | None) -> Rows | Headed:
    """Severity, code, place, message and fix of every finding about the forms in `table`, worst first in each form.

    Under headings; the one word FINE where there is none.

    Without a `policy` each form is judged by the one it follows itself. Raises CannotGoOn where there is no form.
    """
    found, failed = forms((table,))
    if not found:
        raise CannotGoOn(_why_not(failed[0]) if failed else NO_FORM)
    report = check(found, [policy or for_form(form) for form in found])
    lines = [_line(item, len(found)) for item in report.findings]
    return Headed(HEADINGS, lines) if lines else [[FINE]]


def table_at(rows: tuple[tuple[Value, ...], ...], first_cell: str, merges: str) -> Table:
    """The table of `rows`, whose first cell is at `first_cell` ("B3") of its sheet; `merges` as "A5:A9 B2:I2"."""
    top, left = position(first_cell)
    return Table(rows, tuple(_merges(merges, rows, top, left)), first_row=top, first_column=left)


def _merges(addresses: str, rows: Sequence[Sequence[Value]], top: int, left: int) -> Iterator[Merge]:
    """The merges that begin in the block, as far as they are in it."""
    bottom, right = len(rows) - 1, len(rows[0]) - 1
    for address in addresses.split():
        start, end = map(position, address.split(":"))
        merge = Merge(start[0] - top, start[1] - left, min(end[0] - top, bottom), min(end[1] - left, right))
        if 0 <= merge.top <= merge.bottom and 0 <= merge.left <= merge.right:
            yield merge


def _why_not(table: Unrecognised) -> str:
    return table.reason if table.is_other else f"{table.reason}；请选中从表名到“总分”的整张表"


def _line(item: Finding, forms_in_all: int) -> list[str]:
    place = item.cell or field_name(item.field, item.subject)
    if forms_in_all > 1:
        place = f"{about_form(item)} {place}"
    return [SEVERITY_WORDS[item.severity], item.code, place, item.message, item.fix]
