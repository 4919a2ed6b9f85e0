"""Chart sheets are not printed among the forms, and come back whatever happens."""

from types import SimpleNamespace

import pytest

from jixiao.live.obstacles import HIDDEN, VISIBLE, chart_sheets_hidden


def test_visible_charts_are_hidden_for_a_moment_and_hidden_ones_stay_hidden():
    shown, secret = SimpleNamespace(Visible=VISIBLE), SimpleNamespace(Visible=2)
    with chart_sheets_hidden(SimpleNamespace(api=SimpleNamespace(Charts=[shown, secret]))):
        assert (shown.Visible, secret.Visible) == (HIDDEN, 2)
    assert (shown.Visible, secret.Visible) == (VISIBLE, 2)


def test_charts_come_back_after_a_fault():
    shown = SimpleNamespace(Visible=VISIBLE)
    with (
        pytest.raises(OSError, match="满"),
        chart_sheets_hidden(SimpleNamespace(api=SimpleNamespace(Charts=[shown]))),
    ):
        raise OSError("磁盘已满")
    assert shown.Visible == VISIBLE


def test_a_program_without_chart_sheets_prints_all_the_same():
    printed = []
    with chart_sheets_hidden(SimpleNamespace(api=SimpleNamespace())):
        printed.append("所有表")
    assert printed == ["所有表"]
