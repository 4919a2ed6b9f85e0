"""What all tests share: property tests are judged by what they find, not by how fast the machine is."""

import gc

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


THOROUGH = ("live/test_sheets_live.py", "live/test_manners_live.py")
"""Files whose tests take minutes of real programs: make thorough runs them, make test what is quick."""

# fmt: off
LONGEST = (
    "collect/test_dask.py", "live/test_marks_live.py", "commands/test_bundle_with_python.py", "xlsx/test_dress.py",
    "xlwings_libreoffice/tests/test_books.py", "collect/test_season.py", "importers/test_legacy.py",
    "commands/test_sure_scores.py", "sheets/test_parity.py", "collect/test_book.py", "deploy/oxt/test_in_libreoffice.py",
    "deploy/addin/test_grammar.py", "report/test_numbers.py", "commands/test_bundle.py", "live/test_plain_rows_live.py",
    "live/test_rows_live.py", "live/test_references_live.py", "importers/test_odd_workbooks.py",
    "exporters/test_pdf_bound.py", "live/test_sending_live.py", "sheets/test_results.py",
)
# fmt: on
"""Files that take longest, which begin first: one that begins last leaves all but one of the processes idle."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests of the thorough files are thorough ones; the longest files come first."""
    for item in items:
        if item.path.as_posix().endswith(THOROUGH):
            item.add_marker("thorough")
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is collected stays to the end: none of it is looked through for garbage, neither now nor in the tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
