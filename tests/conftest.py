"""What all tests share."""

import pytest

from tests import office
from tests.running import Running, again_where_it_died


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A LibreOffice for one file of tests."""
    office.require("soffice")
    office.require_uno()
    made = Running(tmp_path_factory)
    yield made
    made.close()


def pytest_runtest_protocol(item, nextitem):
    return again_where_it_died(item, nextitem) or None
