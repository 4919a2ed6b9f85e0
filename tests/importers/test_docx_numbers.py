"""Numbers that Word writes before paragraphs itself, read as they show."""

import pytest

from jixiao.importers import ReadError, read
from jixiao.importers.docx import _body
from jixiao.importers.docx_numerals import numeral
from jixiao.importers.docx_text import text
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from tests import office
from tests.build import form
from tests.importers.documents import Box, official, package, paragraph, table
from tests.importers.lists import definition, document, instance, item, level, numbered

LAYOUT = official(form())
TITLES = "".join(map(paragraph, LAYOUT.above))
HEADING = next(at for at, row in enumerate(LAYOUT.rows) if row[1].text == "一级指标")
INDICATORS = (definition(7, level(0, "decimal", "指标%1：")), instance(3, 7))
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
OUTLINE = (
    level(0, "chineseCounting", "%1、"),
    level(1, "decimal", "（%2）"),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
)
KINDS = (
    *("decimal", "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional", "ordinal"),
    *("ideographZodiac", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "chineseLegalSimplified"),
    *("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "decimalZero"),
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="S1"><w:name w:val="S1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="S2"><w:name w:val="S2"/><w:basedOn w:val="S1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
)
STYLED = definition(
    60,
    level(0, "decimal", "%1.", '<w:pStyle w:val="S1"/>'),
    level(1, "decimal", "%1.%2", '<w:pStyle w:val="S2"/>'),
)


def forms(body, lists=INDICATORS):
    return read_source(Source("自评表.docx", document(body, lists))).forms


def shown(body, lists, styles=""):
    """The paragraphs of a document, as read."""
    found = _body(Source("自评表.docx", document(body, lists, styles)))
    return [text(item) for item in found.iter(found.tag.replace("body", "p"))]


def rows(*names):
    """The official rows with other names for the first indicators."""
    found = [list(row) for row in LAYOUT.rows]
    for at, name in enumerate(names):
        found[HEADING + 1 + at][3] = Box(name)
    return found


def test_indicators_numbered_by_word_keep_their_numbers():
    body = numbered(TITLES + table(rows("指标1：维修电梯", "指标1：检验合格率")), "指标1：", 3)
    (found,) = forms(body)
    names = [row.name for row in found.indicators]
    assert names[:3] == ["指标1：维修电梯", "指标2：检验合格率", "指标3：完工时间"]
    assert names[6] == "指标7：居民满意度"


@pytest.mark.parametrize("pattern", ["%1)", "%1", "第%1项", "①"])
def test_labels_and_dimensions_in_a_list_are_the_labels_they_were(pattern):
    lists = definition(7, level(0, "chineseCounting", pattern)), instance(3, 7)
    body = TITLES + table(LAYOUT.rows)
    for word in ("项目名称", "年度资金总额", "预期目标", "实际完成情况", "三级指标", "产出指标", "时效指标", "总分"):
        body = body.replace(paragraph(word), item(word, 3, 0))
    assert forms(body, lists) == (form(),)


def test_a_restarted_list_counts_each_category_again():
    body = TITLES + table(rows("甲：维修电梯", "乙：检验合格率"))
    body = numbered(numbered(body, "甲：", 3), "乙：", 4)
    (found,) = forms(body, (*INDICATORS, instance(4, 7, RESTART.replace("5", "1"))))
    assert [row.name for row in found.indicators[:2]] == ["指标1：维修电梯", "指标1：检验合格率"]


@pytest.mark.parametrize("pattern", ["指标%1：", "%1.", "（%1）"])
def test_a_numbered_row_nobody_filled_is_no_indicator(pattern):
    blank = [Box("", covered=True), Box("", covered=True), Box("", covered=True), Box("甲："), *[Box("")] * 5]
    plain = [*LAYOUT.rows[: HEADING + 2], blank, *LAYOUT.rows[HEADING + 2 :]]
    lists = definition(7, level(0, "decimal", pattern)), instance(3, 7)
    (found,) = forms(numbered(TITLES + table(plain), "甲：", 3), lists)
    assert found.indicators == form().indicators


def test_levels_restarts_and_continued_lists_count_as_word_counts():
    lists = (definition(1, *OUTLINE), instance(1, 1), instance(2, 1, RESTART), instance(3, 1))
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (3, 2)]
    found = shown("".join(item("x", *place) for place in places), lists)
    assert " ".join(found) == "一、x （1）x （2）x 2.1. x a)x 二、x （1）x 1.1. x 五、x （1）x 六、x 1.1. x"


def test_a_level_that_never_restarts_counts_on():
    levels = level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    lists = (definition(1, *levels), instance(1, 1))
    assert shown("".join(item("", 1, at) for at in (0, 1, 0, 1)), lists) == ["1. ", "1)", "2. ", "2)"]


def test_styles_number_their_paragraphs_unless_these_are_taken_out():
    body = "".join(item("x", style=style) for style in ("S1", "S2", "S2", "S1")) + item("x", 0, style="S1") + item("x")
    assert shown(body, (STYLED, instance(9, 60)), STYLES) == ["1. x", "1.1 x", "1.2 x", "2. x", "x", "x"]


def test_legal_numbers_bullets_and_hidden_numbers():
    levels = (
        level(0, "chineseCounting", "%1、", "<w:rPr><w:vanish/></w:rPr>"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "bullet", "●"),
    )
    lists = (definition(1, *levels), instance(1, 1))
    assert shown("".join(item("x", 1, at) for at in (0, 1, 2)), lists) == ["x", "1.1 x", "x"]


def test_deleted_and_covered_paragraphs_are_not_counted():
    counted = table([[Box("甲：一")], [Box("甲：二")], [Box("甲：三")]]).split("<w:tr>")
    counted[2] = f"<w:trPr><w:del/></w:trPr>{counted[2]}"
    assert shown(numbered("<w:tr>".join(counted), "甲：", 3), INDICATORS) == ["指标1：一", "二", "指标2：三"]


def test_a_paragraph_of_a_list_that_is_not_defined_has_no_number():
    assert shown(item("x", 77) + item("x", 3, 5) + item("x", 3), INDICATORS) == ["x", "x", "指标1：x"]


@pytest.mark.parametrize(
    ("kind", "count", "expected"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("ideographDigital", 10, "一〇"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("upperRoman", 49, "XLIX"),
        ("lowerLetter", 28, "bb"),
        ("decimalFullWidth", 12, "１２"),
        ("none", 1, ""),
        ("a kind of a later Word", 4, "4"),
    ],
)
def test_counts_are_written_in_the_numerals_of_the_list(kind, count, expected):
    assert numeral(kind, count) == expected


def test_a_damaged_part_of_lists_is_reported_in_plain_words():
    relations = (
        b'<Relationships><Relationship Id="a" Type="http://x/numbering" Target="numbering.xml"/></Relationships>'
    )
    data = package(item("x", 1), {"word/_rels/document.xml.rels": relations, "word/numbering.xml": b"<w:numbering"})
    with pytest.raises(ReadError, match=r"自评表\.docx：文档.*已损坏"):
        read_source(Source("自评表.docx", data))


@pytest.mark.office
def test_libreoffice_shows_the_same_numbers(tmp_path):
    """All but what LibreOffice 7.4 does not know: legal numbers, levels that never restart, circles of Word's own."""
    lists = [definition(at, level(0, kind, "指标%1：")) for at, kind in enumerate(KINDS)]
    lists += [definition(50, *OUTLINE), STYLED]
    lists += [instance(at + 100, at) for at in range(len(KINDS))]
    lists += [instance(1, 50), instance(2, 50, RESTART), instance(3, 50), instance(9, 60)]
    lists.sort(key=lambda part: part.startswith("<w:num "))
    body = "".join(item("x", at + 100, 0) for at in range(len(KINDS)) for _ in range(20))
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (3, 2)]
    body += "".join(item("x", *place) for place in places)
    body += "".join(item("x", style=style) for style in ("S1", "S2", "S2", "S1")) + table([[Box("甲：y")]] * 3)
    body = numbered(body, "甲：", 101)
    path = tmp_path / "编号.docx"
    path.write_bytes(document(body, lists, STYLES))
    (made,) = office.convert([path], tmp_path / "out", "txt:Text (encoded):UTF8", ".txt")
    expected = [line.replace(" ", "") for line in made.read_text(encoding="utf-8-sig").splitlines()]
    assert [line.replace(" ", "") for line in shown(body, lists, STYLES)] == expected


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["docx", "doc", "odt"])
def test_numbers_stay_when_another_program_has_saved_the_document(suffix, tmp_path):
    path = tmp_path / "原件.docx"
    path.write_bytes(document(numbered(TITLES + table(LAYOUT.rows) + paragraph(""), "指标1：", 3), INDICATORS))
    (made,) = office.convert([path], tmp_path / "out", suffix, f".{suffix}")
    (found,) = read(made).forms
    assert [row.name[:4] for row in found.indicators] == [f"指标{number}：" for number in range(1, 8)]
