"""The user finds again what she had before her, also where that was a chart."""

from types import SimpleNamespace

from jixiao.live.run_button import steady


class Window:
    """A window on a chart sheet: it cannot be scrolled."""

    @property
    def ScrollRow(self):
        raise RuntimeError("Unable to get the ScrollRow property of the Window class")


def test_a_chart_sheet_is_in_front_again():
    shown = []
    app = SimpleNamespace(selection=None, api=SimpleNamespace(ActiveWindow=Window()))
    app.screen_updating = app.enable_events = app.display_alerts = True
    chart = SimpleNamespace(name="图表1", activate=lambda: shown.append("图表1"))
    with steady(SimpleNamespace(app=app, sheets=SimpleNamespace(active=chart))):
        assert not app.screen_updating
    assert shown == ["图表1"] and app.screen_updating and app.status_bar is False
