"""What this package offers is Excel's: the same members, the same arguments, set where Excel lets it be set."""

import importlib
import inspect
import pkgutil
from types import SimpleNamespace

import pytest

import xlwings_libreoffice.excel
from xlwings_libreoffice import model
from xlwings_libreoffice.calls import Calls, Member
from xlwings_libreoffice.errors import PARAMETER_NOT_OPTIONAL, ComError
from xlwings_libreoffice.excel import limits

for module in pkgutil.iter_modules(xlwings_libreoffice.excel.__path__):
    importlib.import_module(f"xlwings_libreoffice.excel.{module.name}")

BUILT_UP = {"Place", "Contents", "Look", "Layout", "Remarks"}
"""Parts that Range is put together from."""


def classes(of=Member):
    for each in of.__subclasses__():
        yield each
        yield from classes(each)


CLASSES = sorted({each for each in classes() if each.__name__ not in BUILT_UP}, key=lambda each: each.__name__)
MEMBERS = [(each, name) for each in CLASSES for name in dir(each) if name[0].isupper()]


def parameters(function):
    return list(inspect.signature(function).parameters.values())[1:]


@pytest.mark.parametrize(("owner", "name"), MEMBERS, ids=[f"{owner.__name__}.{name}" for owner, name in MEMBERS])
def test_a_member_is_excels_with_excels_arguments(owner, name):
    known, here = model.found(owner.excel, name), inspect.getattr_static(owner, name)
    assert known is not None
    if isinstance(here, property):
        assert here.fset is None or known is True
        assert known in (True, False) or name == "Address"  # all its arguments may be left out
        return
    assert isinstance(known, tuple)
    plain = [one for one in parameters(here) if one.kind == one.POSITIONAL_OR_KEYWORD]
    assert [one.name for one in plain] == [
        each.rstrip("?") for each in known if each.rstrip("?") in {one.name for one in plain}
    ]
    if name not in ("Cut", "ExportAsFixedFormat", "Item", "Add"):  # what is not covered without them
        assert {one.name for one in plain if one.default is one.empty} <= set(known)


def test_the_table_is_read_whole():
    known = model.members()
    assert len(known) == 1410
    assert known["Range.Insert"] == ("Shift?", "CopyOrigin?")
    assert (known["Range.Row"], known["Range.Value"], known["Workbook.Save"]) == (False, True, ())
    assert model.found("Range", "GetOffset") == ("RowOffset?", "ColumnOffset?")
    assert model.found("Range", "Colour") is None


class Thing(Member):
    """A member of Excel's object model that needs no LibreOffice."""

    excel = "Workbook"

    def __init__(self):
        self.calls = Calls()

    @property
    def Name(self):
        return "甲"

    @property
    def Saved(self):
        return self.saved

    @Saved.setter
    def Saved(self, value):
        self.saved = value

    def BreakLink(self, Name, Type):
        return Name, Type

    def Protect(self, Password="", **passed_over):
        return Password, passed_over

    def Close(self, SaveChanges=None):
        return SaveChanges


def test_arguments_may_be_given_by_place_or_by_name():
    assert Thing().BreakLink("甲", Type=1) == Thing().BreakLink("甲", 1) == ("甲", 1)
    assert Thing().Protect("秘", Structure=True) == ("秘", {"Structure": True})


@pytest.mark.parametrize(
    ("given", "named", "fault"),
    [
        (("甲",), {"Typ": 1}, TypeError),
        (("甲", 1, 2), {}, TypeError),
        (("甲", 1), {"Name": "乙"}, TypeError),
        (("甲",), {}, ComError),
        ((), {"Type": 1}, ComError),
    ],
)
def test_arguments_that_excel_does_not_take_or_misses_are_refused(given, named, fault):
    thing = Thing()
    with pytest.raises(fault) as raised:
        thing.BreakLink(*given, **named)
    assert fault is TypeError or raised.value.excepinfo[5] == PARAMETER_NOT_OPTIONAL


def test_an_argument_of_excels_that_is_not_covered_is_said_and_not_passed_over():
    with pytest.raises(NotImplementedError, match="RouteWorkbook"):
        Thing().Close(False, RouteWorkbook=True)


def test_what_excel_only_tells_cannot_be_set():
    thing = Thing()
    thing.Saved = True
    assert thing.Saved
    with pytest.raises(AttributeError, match="can not be set"):
        thing.Name = "乙"
    assert thing.calls.by_member["Thing.Saved="] == 1


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("甲" * 31, True),
        ("𠮷" * 15, True),
        ("甲" * 32, False),
        ("𠮷" * 16, False),
        ("", False),
        ("甲/乙", False),
        ("[甲]", False),
        ("甲'乙", True),
        ("'甲", False),
        ("History", False),
    ],
)
def test_names_of_sheets_have_excels_limits(name, fits):
    assert refused(limits.prove_sheet_name, name) is not fits


@pytest.mark.parametrize(("name", "fits"), [("2020-甲.xlsx", True), ("甲[1].xlsx", False), ("甲:乙.xlsx", False)])
def test_names_of_workbooks_have_excels_limits(name, fits):
    assert refused(limits.prove_file_name, f"/tmp/{name}") is not fits


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("=" + "A" * 8191, True),
        ("=" + "A" * 8192, False),
        ("甲" * 32767, True),
        ((("甲", 1.0), (None, "=" + "A" * 8192)), False),
    ],
)
def test_contents_of_cells_have_excels_limits(value, fits):
    assert refused(limits.prove_contents, value) is not fits


def refused(prove, *given):
    try:
        prove(*given)
    except ComError:
        return True
    return False


def test_prompts_have_excels_limit():
    from xlwings_libreoffice.excel.application import Application

    stands_for = SimpleNamespace(dialogs=SimpleNamespace(ask=lambda question: question.prompt))
    assert Application.InputBox(stands_for, "甲" * 255) == "甲" * 255
    assert refused(Application.InputBox, stands_for, "甲" * 256)
