"""One LibreOffice for each test module, emptied before each test."""

import pytest

from tests.xlwings_libreoffice.stage import emptied, running


@pytest.fixture(scope="module")
def running_app(tmp_path_factory):
    with running(tmp_path_factory.mktemp("office")) as app:
        yield app


@pytest.fixture
def app(running_app):
    emptied(running_app)
    return running_app


@pytest.fixture
def sheet(app):
    """The only sheet of a new book."""
    return app.books.add().sheets[0]
