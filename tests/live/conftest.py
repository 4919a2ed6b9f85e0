"""A LibreOffice for the buttons, and the sample open in it."""

import pytest

from jixiao.actions.clear import cleared
from jixiao.actions.open import load
from tests.live.stage import SAMPLE, opened


@pytest.fixture
def app(running):
    return running.app()


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "user"))


@pytest.fixture
def stage(app, own_folder, tmp_path):
    """The sample as a clerk has it before anything was checked."""
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(cleared(load(SAMPLE)))
    with opened(app, plain, tmp_path) as made:
        yield made
