"""One LibreOffice for each test module, emptied before each test."""

import pytest

from stage import emptied


@pytest.fixture
def app(running):
    found = running.app()
    emptied(found)
    return found


@pytest.fixture
def sheet(app):
    """The only sheet of a new book."""
    return app.books.add().sheets[0]
