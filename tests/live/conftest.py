"""A LibreOffice for the buttons, and the sample open in it."""

import pytest

from jixiao.actions.clear import cleared
from jixiao.actions.open import load
from tests.live.stage import SAMPLE, few, few_checked, opened


@pytest.fixture
def app(running):
    return running.app()


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "user"))


@pytest.fixture
def stage(app, own_folder, tmp_path):
    """A few sheets of the sample as a clerk has them before anything was checked."""
    with _opened(app, tmp_path, few()) as made:
        yield made


@pytest.fixture
def checked_stage(app, own_folder, tmp_path):
    """The same sheets after a check, as the closed file is marked; what the button marks is held against that."""
    with _opened(app, tmp_path, few_checked()) as made:
        yield made


@pytest.fixture
def whole_stage(app, own_folder, tmp_path):
    """All sheets of the sample, for what depends on how many there are."""
    with _opened(app, tmp_path, cleared(load(SAMPLE))) as made:
        yield made


def _opened(app, folder, content):
    (folder / "plain.xlsx").write_bytes(content)
    return opened(app, folder / "plain.xlsx", folder)
