"""What keeps a sheet from being written is said in its own words, and protection comes back as it was."""

from types import SimpleNamespace

import pytest

from jixiao.errors import CannotGoOn
from jixiao.live.obstacles import OPTIONS, prove_sheets_may_change, unlocked


class Api:
    """A sheet as Excel shows it, protected by a password or none."""

    def __init__(self, *, password=None, protected=True, filtered=False):
        self.FilterMode, self.ProtectContents = filtered, protected
        self.ProtectDrawingObjects, self.ProtectScenarios = True, False
        self.Protection = SimpleNamespace(**dict.fromkeys(OPTIONS, False) | {"AllowInsertingRows": True})
        self._password, self.given = password, None

    def Unprotect(self, password):
        if self._password not in (None, password):
            raise RuntimeError("the password is wrong")
        self.ProtectContents = False

    def Protect(self, **options):
        self.given, self.ProtectContents = options, True


def sheet(**given):
    return SimpleNamespace(name="环卫", api=Api(**given))


def test_a_filtered_sheet_is_reported_with_how_to_show_all_rows():
    with pytest.raises(CannotGoOn, match=r"“环卫”正在筛选.*清除"), unlocked(sheet(filtered=True)):
        pass


def test_a_sheet_with_a_password_is_reported_with_where_to_lift_it():
    with pytest.raises(CannotGoOn, match=r"“环卫”设了保护密码.*撤消工作表保护"), unlocked(sheet(password="秘")):
        pass


def test_protection_without_a_password_comes_back_with_what_it_allowed():
    one = sheet()
    with unlocked(one):
        assert not one.api.ProtectContents
    assert one.api.ProtectContents
    assert one.api.given == dict.fromkeys(OPTIONS, False) | {
        "AllowInsertingRows": True,
        "DrawingObjects": True,
        "Contents": True,
        "Scenarios": False,
    }


def test_protection_comes_back_after_a_fault_too():
    one = sheet()
    with pytest.raises(KeyError), unlocked(one):
        raise KeyError
    assert one.api.ProtectContents


def test_a_sheet_that_was_open_stays_open():
    one = sheet(protected=False)
    with unlocked(one):
        pass
    assert not one.api.ProtectContents and one.api.given is None


@pytest.mark.parametrize(
    ("structure", "kind", "words"), [(True, 51, "结构受保护"), (False, 56, "旧格式"), (False, -4143, "旧格式")]
)
def test_a_workbook_that_takes_no_sheets_is_reported_with_the_reason(structure, kind, words):
    book = SimpleNamespace(name="甲.xls", api=SimpleNamespace(ProtectStructure=structure, FileFormat=kind))
    with pytest.raises(CannotGoOn, match=words):
        prove_sheets_may_change(book)
