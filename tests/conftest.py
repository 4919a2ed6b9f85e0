"""What all tests share: property tests are judged by what they find, not by how fast the machine is."""

import gc

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


THOROUGH = ("live/test_sheets_live.py", "live/test_manners_live.py")
"""Files whose tests take minutes of real programs: make thorough runs them, make test what is quick."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests of those files are thorough ones."""
    for item in items:
        if item.path.as_posix().endswith(THOROUGH):
            item.add_marker("thorough")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is collected stays to the end: none of it is looked through for garbage, neither now nor in the tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
