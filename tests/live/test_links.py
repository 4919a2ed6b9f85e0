"""Sheets copied from the file of an action leave no link to it and no doubled name behind."""

from collections import defaultdict
from types import SimpleNamespace

import pytest

from jixiao.live.links import at_home, cut_links, drop_doubles

FILE = r"C:\Users\张 三\AppData\Local\Temp\jixiao-ab12\jixiao-new.xlsx"


@pytest.mark.parametrize(
    ("formula", "home"),
    [
        (r"='C:\Users\张 三\Temp\jixiao-x\[jixiao-new.xlsx]_参数'!$A$1:$B$4", "='_参数'!$A$1:$B$4"),
        ("=[jixiao-new.xlsx]_参数!$A$1", "='_参数'!$A$1"),
        ("=SUM('[jixiao-new.xlsx]甲''乙'!$A$1,[jixiao-new.xlsx]丙!$B$2)", "=SUM('甲''乙'!$A$1,'丙'!$B$2)"),
        ("='[别的.xlsx]_参数'!$A$1", "='[别的.xlsx]_参数'!$A$1"),
        ("='_参数'!$A$1", "='_参数'!$A$1"),
    ],
)
def test_a_reference_into_the_file_is_led_home(formula, home):
    assert at_home(formula) == home


class Book:
    """A workbook as Excel leaves it: BreakLink repairs formulas, a link that a name keeps stays."""

    def __init__(self, *names, links=(FILE, r"D:\别的.xlsx")):
        self.api, self.Names, self.names, self.links, self.broken = self, self, names, links, []
        self.sheets = defaultdict(lambda: SimpleNamespace(api=SimpleNamespace(Names=[])))

    def Item(self, name):
        return {each.Name: each for each in self.names}[name]

    def LinkSources(self, kind):
        kept = any("jixiao-new" in name.RefersTo for name in [*self.names, *self.of_sheets()])
        left = [link for link in self.links if link not in self.broken or kept]
        return tuple(left) or None

    def BreakLink(self, Name, Type):
        self.broken.append(Name)

    def of_sheets(self):
        return [name for sheet in self.sheets.values() for name in sheet.api.Names]


def name(refers, name="参数"):
    return SimpleNamespace(RefersTo=refers, Name=name)


def test_a_name_that_keeps_the_link_after_breaking_it_is_corrected():
    one, other = name("='[jixiao-new.xlsx]_参数'!$A$1"), name("='[别的.xlsx]_参数'!$A$1", "别处")
    own = name("='[jixiao-new.xlsx]甲'!$A$1", "甲!总分")
    book = Book(one, other)
    book.sheets["甲"].api.Names.append(own)
    cut_links(book, ["甲"], ["参数", "别处", "只在文件里的"])
    assert (one.RefersTo, other.RefersTo) == ("='_参数'!$A$1", "='[别的.xlsx]_参数'!$A$1")
    assert own.RefersTo == "='甲'!$A$1"
    assert book.broken == [FILE] and book.LinkSources(1) == (r"D:\别的.xlsx",)


def test_a_workbook_without_links_is_asked_once():
    book = Book(links=())
    cut_links(book, [], [])
    assert book.broken == []


def test_a_name_that_excel_doubled_on_the_copied_sheet_goes_and_its_own_stay():
    gone = []
    names = [
        SimpleNamespace(Name=text, Delete=lambda text=text: gone.append(text))
        for text in ("汇总表!合计区", "'汇总表'!Print_Area", "合计区")
    ]
    book = SimpleNamespace(sheets={"汇总表": SimpleNamespace(api=SimpleNamespace(Names=names))})
    drop_doubles(book, ["汇总表"], ["合计区"])
    assert gone == ["汇总表!合计区"]
    drop_doubles(SimpleNamespace(sheets={}), ["汇总表"], [])
