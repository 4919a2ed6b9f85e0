"""Formulas between Excel's syntax and LibreOffice's, without LibreOffice."""

import pytest

from xlwings_libreoffice.formulas import Dialect, quoted, shifted

DIALECT = Dialect({"CEILING": "CEILING.XCL"}, {"CEILING.XCL": "CEILING"})
SHEETS = ("数据", "名 称", "it's", "1x")
PAIRS = [
    ('=IF(A1="a,b;c",1,)', '=IF(A1="a,b;c";1;)'),
    ("='名 称'!A1+数据!$B$2", "=$'名 称'.A1+$'数据'.$B$2"),
    ("='it''s'!A1:B2", "=$'it''s'.A1:B2"),
    ("='1x'!总分", "=$'1x'.总分"),
    ("=SUM({1,2;3,4})", "=SUM({1;2|3;4})"),
    ("={1,2}", "={1;2}"),
    ("=SUM((A1:B2,C3))", "=SUM((A1:B2~C3))"),
    ("=A1:B2 B2:C3", "=A1:B2!B2:C3"),
    ("=IF(TRUE,1,FALSE)", "=IF(TRUE();1;FALSE())"),
    ('=CEILING(0.5,1)&"x"', '=CEILING.XCL(0.5;1)&"x"'),
    ("=IFERROR(A1/0, 1.5E+3)", "=IFERROR(A1/0; 1.5E+3)"),
    ("='/tmp/收件/[甲.xlsx]项目'!A1", "='file:///tmp/%E6%94%B6%E4%BB%B6/%E7%94%B2.xlsx'#$'项目'.A1"),
    ("=SUM(A:A,$1:$2)", "=SUM(A:A;$1:$2)"),
    ("=#REF!+1", "=#REF!+1"),
]


@pytest.mark.parametrize(("excel", "office"), PAIRS)
def test_a_formula_is_written_in_the_other_syntax_and_back(excel, office):
    assert DIALECT.to_office(excel) == office
    assert DIALECT.to_excel(office, SHEETS) == excel


@pytest.mark.parametrize(
    ("office", "excel"),
    [
        ("{=A1:A2*2}", "=A1:A2*2"),
        ("=$数据.$A$1", "=数据!$A$1"),
        ("=#REF!.A1", "=#REF!A1"),
        ("=数据.总分", "=数据!总分"),
    ],
)
def test_what_libreoffice_prints_reads_as_excel_writes_it(office, excel):
    assert DIALECT.to_excel(office, SHEETS) == excel


def test_a_prefix_of_newer_functions_is_left_out():
    assert DIALECT.to_office("=_xlfn.IFNA(A1,0)") == "=IFNA(A1;0)"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A1+$B$2", "=B3+$B$2"),
        ("=A$1&$A1", "=B$1&$A3"),
        ('=LOG10(A1)&"A1"', '=LOG10(B3)&"A1"'),
        ("='A1'!A1:B2", "='A1'!B3:C4"),
    ],
)
def test_relative_references_move_with_the_formula(formula, moved):
    assert shifted(formula, 2, 1) == moved


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("数据", "数据"),
        ("名 称", "'名 称'"),
        ("it's", "'it''s'"),
        ("1x", "'1x'"),
        ("AB12", "'AB12'"),
        ("R1C1", "'R1C1'"),
    ],
)
def test_a_sheet_name_is_quoted_where_excel_quotes_it(name, written):
    assert quoted(name) == written
