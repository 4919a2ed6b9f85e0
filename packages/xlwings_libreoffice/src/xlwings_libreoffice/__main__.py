"""Runs a line of Python on an open LibreOffice: `python -m xlwings_libreoffice PIPE LINE`.

The LibreOffice listens at the pipe, as it does after `soffice --accept=pipe,name=PIPE;urp;`; an extension in it can open
the pipe at the press of a button. The workbook in front is the caller, so the line is the one that `RunPython` starts
in Excel.
"""

from __future__ import annotations

import sys

import xlwings

from xlwings_libreoffice.dialogs import Dialogs
from xlwings_libreoffice.start import attach


def run(pipe: str, line: str, dialogs: Dialogs | None = None) -> None:
    """Run `line` with the workbook in front as the caller. Raises ComError where none is open."""
    app = attach(pipe, dialogs)
    xlwings.Book(impl=app.books.active.impl).set_mock_caller()
    exec(line, {"__name__": "__main__"})


def main() -> None:
    """The two arguments of the command line."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    run(sys.argv[1], sys.argv[2])


if __name__ == "__main__":
    main()
