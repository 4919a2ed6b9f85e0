"""The formulas of the spare rows of 汇总表, which lead to the sheet whose name the clerk writes in the row.

INDIRECT is volatile, and is used in these few rows only: nothing else follows a name typed in a cell, and without an
add-in nothing else takes a sheet copied by hand into the sums. A row without a name asks for nothing.
"""

from __future__ import annotations

from jixiao.form.fields import NAMES, TOTAL
from jixiao.sheets.overview import SHORT
from jixiao.sheets.settings import layout

NAME, FAULT, PREFIX = "$B{row}", "$W{row}", "$X{row}"
"""Where the clerk writes the sheet's name, and the two helpers right of the print area."""
FACTOR = "折万元系数"


def prefix(row: int) -> str:
    """The name as a reference begins with it; an apostrophe in it is doubled."""
    name = NAME.format(row=row)
    return f"""=IF({name}="","","'"&SUBSTITUTE({name},"'","''")&"'!")"""


def fault(row: int, first: int) -> str:
    """Why the row is not counted, as text: no such sheet, or a project that a row above (from `first`) has already."""
    name, settings = NAME.format(row=row), layout()["overview"]
    above, project = f"$B${first}:B{row - 1}", _there(row, NAMES["project"])
    twice = f'SUMPRODUCT(({above}={name})+({above}={project})*({project}<>""))>0'
    missing = f"ISERROR(ROWS({_there(row, TOTAL)}))"
    return f'=IF({name}="","",IF({missing},"{settings["spare_missing"]}",IF({twice},"{settings["spare_twice"]}","")))'


def number(row: int, first: int) -> str:
    """序号, after those above."""
    return _counted(row, f"MAX($A${first}:A{row - 1})+1")


def department(row: int, name: str) -> str:
    """主管部门, or why the row is not counted."""
    there, words = _there(row, name), FAULT.format(row=row)
    return f'=IF({words}<>"",{words},IF({NAME.format(row=row)}="","",IF({there}="","",{there})))'


def named(row: int, name: str) -> str:
    """What the sheet calls `name`."""
    return _counted(row, f'IF({_there(row, name)}="","",{_there(row, name)})')


def amount(row: int, name: str) -> str:
    """An amount in 万元."""
    there = _there(row, name)
    return _counted(row, f'IF(ISNUMBER({there}),ROUND({there}*{_there(row, FACTOR)},6),"")')


def label(row: int) -> str:
    """The short name for charts."""
    name = NAME.format(row=row)
    return _counted(row, f'A{row}&" "&IF(LEN({name})>{SHORT},LEFT({name},{SHORT})&"…",{name})')


def _there(row: int, name: str) -> str:
    return f'INDIRECT({PREFIX.format(row=row)}&"{name}")'


def _counted(row: int, formula: str) -> str:
    return f'=IF(OR({NAME.format(row=row)}="",{FAULT.format(row=row)}<>""),"",{formula})'
