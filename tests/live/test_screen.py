"""The user finds again what she had before her, also where that was a chart."""

from types import SimpleNamespace

from jixiao.live.run_button import steady
from jixiao.live.workbook import OpenWorkbook


class Window:
    """A window on a chart sheet: it cannot be scrolled."""

    @property
    def ScrollRow(self):
        raise RuntimeError("Unable to get the ScrollRow property of the Window class")


class Cells:
    """Cells of a sheet; Excel takes no address over 255 characters."""

    def __init__(self, selected):
        self.address, self.chosen = selected, []

    def range(self, address):
        assert len(address) <= 255
        return SimpleNamespace(select=lambda: self.chosen.append(address))

    def activate(self):
        self.chosen.append("activate")


class Books(dict):
    active = SimpleNamespace(name="甲")


def test_a_selection_of_very_many_areas_is_there_again_as_far_as_excel_takes_it():
    window = SimpleNamespace(ScrollRow=7, ScrollColumn=2)
    cells = Cells(",".join(f"$A${row}:$B${row}" for row in range(100, 200)))
    app = SimpleNamespace(selection=cells, api=SimpleNamespace(ActiveWindow=window))
    app.screen_updating = app.enable_events = app.display_alerts = True
    with steady(SimpleNamespace(app=app, sheets=Books(甲=cells))):
        window.ScrollRow = 1
    assert cells.chosen[0] == "activate" and cells.chosen[1].startswith("$A$100:$B$100,$A$101:$B$101,")
    assert window.ScrollRow == 7


class Charting:
    """xlwings' App while a chart is selected: early bound, it fails over the missing address."""

    screen_updating = enable_events = display_alerts = True
    api = SimpleNamespace(ActiveWindow=SimpleNamespace(ScrollRow=7, ScrollColumn=2))

    @property
    def selection(self):
        raise AttributeError("ChartArea.Address")


def test_a_chart_on_the_sheet_may_be_selected():
    cells = Cells("")
    with steady(SimpleNamespace(app=Charting(), sheets=Books(甲=cells))):
        pass
    assert cells.chosen == ["activate"]


def test_a_chart_sheet_is_in_front_again():
    shown = []
    app = SimpleNamespace(selection=None, api=SimpleNamespace(ActiveWindow=Window()))
    app.screen_updating = app.enable_events = app.display_alerts = True
    chart = SimpleNamespace(name="图表1", activate=lambda: shown.append("图表1"))
    with steady(SimpleNamespace(app=app, sheets=SimpleNamespace(active=chart))):
        assert not app.screen_updating
    assert shown == ["图表1"] and app.screen_updating and app.status_bar is False


class Selecting:
    """xlwings' App, and how often it was asked for the selection."""

    asked = 0

    @property
    def selection(self):
        self.asked += 1
        return SimpleNamespace(sheet=SimpleNamespace(name="甲"), row=7, column=2)


def test_where_the_user_is_is_asked_once():
    app = Selecting()
    opened = OpenWorkbook(SimpleNamespace(app=app))
    assert opened.selected_cell == opened.selected_cell and app.asked == 1
