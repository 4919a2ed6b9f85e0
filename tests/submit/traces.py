"""A crowded workbook with every trace that people, machines and document systems leave in a file."""

from __future__ import annotations

from jixiao.xlsx.cells import MAIN
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.new_parts import OFFICE
from jixiao.xlsx.opc.parts import add_relation, declare, relate
from tests.xlsx.crowd import crowded

SECRETS = ("张三", "李四", "zhangsan", "lisi", "HP-3F", "Passw0rd", "s:org", "ADMIN-PC", "内部", "青河软件")
KEPT = (
    "请附凭证",
    "已附，见第3页",
    "请看",
    "依据文件.docx",
    "上年底稿.xlsx",
    "合影.jpg",
    "偏低方案",
    "SQLOLEDB",
    "GUID=7",
)
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MODERN = "http://schemas.microsoft.com/office/2017/10/relationships"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
THREAD, PERSON, OTHER = "{0A1B2C3D-0000-4000-8000-000000000001}", "{P-1}", "{P-2}"
NOTES = (
    f'<comments xmlns="{MAIN}"><authors><author>张三</author><author>tc={THREAD}</author><author/></authors><commentList>'
    '<comment ref="D4" authorId="0"><text><r><rPr><b/></rPr><t>张三:</t></r><r><t xml:space="preserve">\n请附凭证</t></r>'
    "</text></comment>"
    f'<comment ref="E4" authorId="1"><text><t>[线程批注]\n批注:\n    @李四 请看\n</t></text></comment>'
    '<comment ref="E5" authorId="2"><text><t>已附，见第3页</t></text></comment></commentList></comments>'
)
PERSONS = (
    f'<personList xmlns="{THREADED}"><person displayName="张三" id="{PERSON}" userId="S::zhangsan@s:org" providerId="AD"/>'
    f'<person displayName="李四" id="{OTHER}" userId="S::lisi@s:org" providerId="AD"/></personList>'
)
THREADS = (
    f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="E4" dT="2021-03-01T02:00:00.00" personId="{PERSON}"'
    f' id="{THREAD}"><text>@李四 请看</text><mentions><mention mentionpersonId="{OTHER}" mentionId="{{M-1}}"'
    ' startIndex="0" length="3"/></mentions></threadedComment></ThreadedComments>'
)
LINK = (
    f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"><sheetNames>'
    '<sheetName val="汇总"/></sheetNames></externalBook></externalLink>'
)
CONNECTION = (
    f'<connections xmlns="{MAIN}"><connection id="1" name="台账" type="5" refreshedVersion="6"'
    ' odcFile="C:\\Users\\zhangsan\\台账.odc"><dbPr connection="Provider=SQLOLEDB;GUID=7;User ID=lisi;Password=Passw0rd;'
    'Workstation ID=ADMIN-PC"/></connection></connections>'
)
CACHE = (
    f'<pivotCacheDefinition xmlns="{MAIN}" refreshedBy="张三" refreshedDate="44270" recordCount="0"><cacheSource'
    ' type="worksheet"><worksheetSource ref="C1:D3" sheet="其他"/></cacheSource><cacheFields count="0"/>'
    "</pivotCacheDefinition>"
)
SCENARIOS = (
    '<scenarios><scenario name="偏低方案" count="1" user="张三" comment="创建者 张三 日期 2021-3-1">'
    '<inputCells r="C4" val="10"/></scenario></scenarios>'
)
VIEW = (
    '<customWorkbookViews><customWorkbookView name="张三 - 个人视图" guid="{0A1B2C3D-0000-4000-8000-000000000009}"'
    ' personalView="1" windowWidth="9" windowHeight="9" activeSheetId="1"/></customWorkbookViews>'
)


LISTED = (
    '<HLinks><vt:vector size="1" baseType="variant"><vt:variant><vt:lpwstr>D:\\\\公文\\\\内部\\\\甲.docx</vt:lpwstr></vt:variant>'
    "</vt:vector></HLinks><Company>青河软件</Company>"
)


def traced() -> bytes:
    """Notes with names, a thread with persons, a printer, links to local files, a shared file's users and more."""
    archive = Archive.open(crowded())
    archive.write("xl/comments1.xml", NOTES.encode())
    _part(archive, BOOK, "xl/persons/person.xml", PERSONS, f"{MODERN}/person")
    _part(archive, SHEET, "xl/threadedComments/threadedComment1.xml", THREADS, f"{MODERN}/threadedComment")
    _part(archive, BOOK, "xl/pivotCache/pivotCacheDefinition1.xml", CACHE, f"{OFFICE}/pivotCacheDefinition")
    _part(archive, BOOK, "xl/connections.xml", CONNECTION, f"{OFFICE}/connections")
    _part(
        archive,
        BOOK,
        "xl/revisions/userNames.xml",
        "<users><userInfo name='张三'/></users>",
        f"{OFFICE}/usernames",
    )
    _part(archive, BOOK, "customXml/item1.xml", "<p>lisi</p>", f"{OFFICE}/customXml")
    _part(archive, "", "docProps/thumbnail.jpeg", "zhangsan", f"{OFFICE}/metadata/thumbnail")
    _printer(archive)
    _links(archive)
    app = archive.text("docProps/app.xml").replace("</Properties>", f"{LISTED}</Properties>")
    archive.write("docProps/app.xml", app.encode())
    book = archive.text(BOOK).replace("<calcPr", f"{VIEW}<calcPr")
    archive.write(BOOK, book.encode())
    drawing = archive.text("xl/drawings/drawing1.xml")
    named = drawing.replace('descr="图.png"', 'descr="C:\\Users\\zhangsan\\合影.jpg"')
    archive.write("xl/drawings/drawing1.xml", named.encode())
    return archive.packed()


def _part(archive: Archive, home: str, part: str, text: str, kind: str) -> None:
    archive.write(part, text.encode())
    declare(archive, part, f"{KIND}.{kind.rpartition('/')[2]}+xml")
    add_relation(archive, home, kind, f"/{part}")


def _printer(archive: Archive) -> None:
    part = "xl/printerSettings/printerSettings1.bin"
    archive.write(part, b"HP-3F")
    declare(archive, part, f"{KIND}.printerSettings")
    text, printer = archive.text(SHEET), relate(archive, SHEET, "printerSettings", part)
    text = text.replace("<pageSetup", f'<pageSetup r:id="{printer}"', 1)
    archive.write(SHEET, text.replace("<mergeCells", f"{SCENARIOS}<mergeCells", 1).encode())


def _links(archive: Archive) -> None:
    part = "xl/externalLinks/externalLink1.xml"
    _part(archive, BOOK, part, LINK, f"{OFFICE}/externalLink")
    target = "file:///C:\\Users\\zhangsan\\Desktop\\上年底稿.xlsx"
    add_relation(archive, part, f"{OFFICE}/externalLinkPath", target, "External")
    add_relation(archive, SHEET, f"{OFFICE}/hyperlink", "\\\\ADMIN-PC\\共享\\依据文件.docx", "External")
