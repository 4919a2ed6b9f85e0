"""What keeps a sheet from being written is said in its own words, and protection comes back as it was."""

from types import SimpleNamespace

import pytest

from jixiao.errors import CannotGoOn
from jixiao.live.obstacles import printing, prove_arrays_can_be_kept, prove_sheets_may_change, unlocked
from jixiao.xlsx.read.protection import protection

SAVED = b'<worksheet><sheetProtection sheet="1" objects="1" insertRows="0"/></worksheet>'


class Api:
    """A sheet as Excel shows it, protected by a password or none."""

    def __init__(self, *, password=None, protected=True, filtered=False):
        self.FilterMode, self.ProtectContents = filtered, protected
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
    with pytest.raises(CannotGoOn, match=r"“环卫”正在筛选.*清除"), unlocked(sheet(filtered=True), SAVED):
        pass


def test_a_sheet_with_a_password_is_reported_with_where_to_lift_it():
    with pytest.raises(CannotGoOn, match=r"“环卫”设了保护密码.*撤消工作表保护"), unlocked(sheet(password="秘"), SAVED):
        pass


def test_protection_without_a_password_comes_back_with_what_it_allowed():
    one = sheet()
    with unlocked(one, SAVED):
        assert not one.api.ProtectContents
    assert one.api.ProtectContents and one.api.given == protection(SAVED)


def test_protection_comes_back_after_a_fault_too():
    one = sheet()
    with pytest.raises(KeyError), unlocked(one, SAVED):
        raise KeyError
    assert one.api.ProtectContents


def test_a_sheet_that_was_open_stays_open():
    one = sheet(protected=False)
    with unlocked(one, b"<worksheet/>"):
        pass
    assert not one.api.ProtectContents and one.api.given is None


@pytest.mark.parametrize(
    ("structure", "kind", "words"), [(True, 51, "结构受保护"), (False, 56, "旧格式"), (False, -4143, "旧格式")]
)
def test_a_workbook_that_takes_no_sheets_is_reported_with_the_reason(structure, kind, words):
    book = SimpleNamespace(name="甲.xls", api=SimpleNamespace(ProtectStructure=structure, FileFormat=kind))
    with pytest.raises(CannotGoOn, match=words):
        prove_sheets_may_change(book)


class Printer:
    """Excel as it answers for its printer: a name, or a fault."""

    version = "16.0"

    def __init__(self, name, version="16.0"):
        self.api, self._name, self._version = self, name, version

    @property
    def ActivePrinter(self):
        if self._name is None:
            raise RuntimeError("Method 'ActivePrinter' of object '_Application' failed")
        return self._name


class Closed:
    """An Excel that is gone."""

    def __getattr__(self, name):
        raise RuntimeError("RPC server unavailable")


@pytest.mark.parametrize("app", [Printer(None), Printer("未知打印机(请检查“控制面板”)")])
def test_a_pc_without_a_printer_is_reported_with_how_to_get_one(app):
    with pytest.raises(CannotGoOn, match="Microsoft Print to PDF"), printing(app):
        raise RuntimeError("document not saved")


def test_a_fault_in_printing_that_is_not_the_printers_is_reported_as_itself():
    for app in (Printer("HP LaserJet 在 Ne01:"), Closed()):
        with pytest.raises(KeyError), printing(app):
            raise KeyError


def test_an_array_formula_too_long_to_be_written_again_is_named_before_anything_changes():
    asked = []

    def cells(address):
        asked.append(address)
        return SimpleNamespace(HasArray=address == "D2")

    book = SimpleNamespace(sheets={"领导看的": SimpleNamespace(api=SimpleNamespace(Range=cells))})
    fits, plain = ("领导看的", "D1", "A" * 254), ("领导看的", "B2", "A" * 900)
    prove_arrays_can_be_kept(book, [fits, plain])
    assert asked == ["B2"]
    with pytest.raises(CannotGoOn, match=r"“领导看的”D2 的数组公式有 256 个字符"):
        prove_arrays_can_be_kept(book, [("领导看的", "D2", "A" * 255)])
