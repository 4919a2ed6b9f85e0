"""The one way in: a file to forms, with clear words for all that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jixiao.errors import CannotGoOn, why_refused
from jixiao.form.model import Form
from jixiao.form.table import Table
from jixiao.importers import legacy, text_dump, tsv, workbook
from jixiao.importers.embedded import embedded
from jixiao.importers.foreign import VOLUME_WORDS, is_volume, old_xml, package, to_be_taken_out
from jixiao.importers.sealed import WORDS, is_sealed
from jixiao.importers.source import LARGEST_TEXT, ReadError, Source
from jixiao.recognise.forms import Unrecognised, forms
from jixiao.recognise.labels import Labels
from jixiao.recognise.taught import with_taught
from jixiao.xlsx.opc.guard import OLE, ZIP, without_lead

LARGEST_FILE = 200 * 1024 * 1024
MOST_LINES = 100_000
"""Lines of a text; a thousand forms have fewer."""
READABLE = "可读取的有：Word 文档（.docx）、Excel 工作簿（.xlsx）、保存的网页、制表符或逗号（.csv）分隔的文本；装有 LibreOffice 时还有 .doc、.wps、.xls、.ods。"


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A part of a file that could not be read while the rest was; without `place` the whole file."""

    file: str
    place: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The forms of one file in their order, what of it could not be read, and the tables they came from.

    `notes` are whole Chinese sentences on what was left aside without doubt about the forms.
    """

    file: str
    forms: tuple[Form, ...]
    problems: tuple[ReadProblem, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


class Importer(NamedTuple):
    """A kind of file: its Chinese name, whether it takes a source, and the source's tables."""

    name: str
    identify: Callable[[Source], bool]
    tables: Callable[[Source], Iterable[Table]]


def _from_document(source: Source) -> Iterable[Table]:
    from jixiao.importers import docx

    return docx.tables(source)


def _from_page(source: Source) -> Iterable[Table]:
    from jixiao.importers import html

    return html.tables(source)


def _is_plain_text(source: Source) -> bool:
    if source.text is None or tsv.identify(source):
        return False
    from jixiao.importers import tokens

    return tokens.identify(source)


def _from_plain_text(source: Source) -> Iterable[Table]:
    from jixiao.importers import tokens

    return tokens.tables(source)


IMPORTERS = (
    Importer("Word 文档提取的文本", text_dump.identify, text_dump.tables),
    Importer("制表符或逗号分隔的表格文本", tsv.identify, tsv.tables),
    Importer("没有制表符的表格文本", _is_plain_text, _from_plain_text),
    Importer("Excel 工作簿", workbook.identify, workbook.tables),
    Importer("Word 文档", lambda source: source.is_document, _from_document),
    Importer("网页", lambda source: source.is_page, _from_page),
    Importer("旧版或 ODF 文件", legacy.identify, legacy.tables),
)


def read(path: Path | str, taught: str = "") -> ReadResult:
    """All forms in the file at `path`; `taught` is the text of a user's labels file. Raises ReadError when it is missing, empty, of no known kind, or holds no form."""
    return read_source(open_source(Path(path)), taught)


def open_source(path: Path) -> Source:
    """The file's bytes under its name. Raises ReadError with the reason it cannot be opened."""
    if path.is_dir():
        raise ReadError(f"{path}：这是文件夹，请指定其中的文件。")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReadError(
                f"{path.name}：文件超过 {LARGEST_FILE >> 20} MB，不像自评表。请检查是否选错文件，或删去其中的大图片后再试。"
            )
        return Source(path.name, without_lead(path.read_bytes()), path)
    except FileNotFoundError:
        raise ReadError(f"{path.name}：找不到这个文件。请检查路径 {path} 是否写对。") from None
    except PermissionError:
        raise ReadError(
            f"{path.name}：没有读取权限，或文件正被其他程序独占。请关闭占用它的程序或检查权限后重试。"
        ) from None
    except OSError as error:
        raise ReadError(f"{path.name}：读取失败（{why_refused(error)}）。请把文件复制到本机硬盘后重试。") from None


def read_source(source: Source, taught: str = "") -> ReadResult:
    """All forms in `source`; see `read`."""
    labels = with_taught(taught) if taught else None
    try:
        tables = tuple(_importer(source).tables(source))
    except ReadError:
        inside = tuple(_inside(source, labels))
        if not inside:
            raise
        raise ReadError(_no_form(source, inside)) from None
    found, failed = forms(tables, labels)
    problems = (*(_problem(source, table) for table in failed if not table.is_other), *_inside(source, labels))
    notes = tuple(_note(source, table) for table in failed if table.is_other)
    if not found:
        nothing = f"{source.name}：没有找到项目支出绩效自评表。"
        raise ReadError("\n".join([nothing if notes and not problems else _no_form(source, problems), *notes]))
    return ReadResult(
        source.name, found, problems, tables, (*notes, *(workbook.notes(source, found) if source.is_package else ()))
    )


def _importer(source: Source) -> Importer:
    if not source.data.strip():
        raise ReadError(f"{source.name}：文件是空的。请确认文件已保存完整，或向发送人重新索取。")
    if (source.text or "").count("\n") > MOST_LINES:
        raise ReadError(f"{source.name}：文本超过 {MOST_LINES} 行，不像自评表。请按单位拆成几个文件后分别读取。")
    matching = [importer for importer in IMPORTERS if importer.identify(source)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        names = "、".join(importer.name for importer in matching)
        raise ReadError(f"{source.name}：同时像{names}，无法确定按哪种读取。请另存为 .xlsx 后重试。")
    raise ReadError(f"{source.name}：{_unknown(source)}")


def _unknown(source: Source) -> str:
    if is_volume(source.name, source.data):
        return f"{VOLUME_WORDS}。"
    if (held := to_be_taken_out(source.data)) is not None:
        return held
    if source.data.startswith(OLE):
        return (
            "这是旧版 Office 格式的文件，但里面没有文档或表格。请用 Office 或 WPS 打开，另存为 .docx 或 .xlsx 后重试。"
        )
    if (other := package(source.members)) is not None:
        return other
    if source.data.startswith(ZIP):
        return "这是压缩包，里面不是 Excel 工作簿或 Word 文档。请先解压，再指定其中的文件。"
    if source.data.startswith(b"%PDF"):
        return "这是 PDF，其中的表格读不准。请向填报人索取 Word 或 Excel 原件。"
    if is_sealed(source.name, source.data):
        return f"{WORDS}。"
    if (old := old_xml(source.text)) is not None:
        return old
    if source.text is None and len(source.data) > LARGEST_TEXT:
        return f"文件超过 {LARGEST_TEXT >> 20} MB，不像自评表，没有读。请按单位拆成几个文件后分别读取。"
    if source.text is None:
        return f"这是二进制文件，不是自评表。{READABLE}"
    return "文本中没有表格（找不到制表符分隔的单元格）。请从 Word 或 Excel 中选中整张表复制后再粘贴保存。"


def _note(source: Source, failed: Unrecognised) -> str:
    return f"{source.name} {_place(failed.table)}：{failed.sentence}"


def _place(table: Table) -> str:
    where = f"工作表“{table.sheet}”" if table.sheet else f"第 {table.block or 1} 张表"
    return f"{where}（{table.place(0, 0)}起）"


def _problem(source: Source, failed: Unrecognised) -> ReadProblem:
    return ReadProblem(source.name, _place(failed.table), _note(source, failed))


def _inside(source: Source, labels: Labels | None) -> Iterator[ReadProblem]:
    """What of a file cannot be read, or is not: sheets that are lost, objects that hold forms of their own."""
    if source.is_package:
        yield from (_lost(source, name) for name in workbook.lost(source))
    if source.is_document:
        from jixiao.importers.docx_unread import unread

        yield from (ReadProblem(source.name, place, f"{source.name} {place}：{why}") for place, why in unread(source))
    yield from _objects(source, labels)


def _lost(source: Source, name: str) -> ReadProblem:
    place = f"工作表“{name}”"
    message = f"{source.name} {place}：内容不在文件里（缺少部件），没有读入。请用 Excel 或 WPS 打开核对，另存后再试。"
    return ReadProblem(source.name, place, message)


def _objects(source: Source, labels: Labels | None) -> Iterator[ReadProblem]:
    """The objects in a document that hold forms: they are named and not read, as nobody knows which copy counts."""
    for item in embedded(source):
        if count := _held(item, labels):
            place = f"嵌入的文件“{item.name}”"
            message = f"{source.name} {place}：里面有自评表{count}，没有读入。请双击打开它，另存成单独的文件后再读。"
            yield ReadProblem(source.name, place, message)


def _held(item: Source, labels: Labels | None) -> str:
    """How many forms an object holds, in words; "" for none. One of an older format is not converted for that."""
    if legacy.identify(item):
        return "（旧格式）" if legacy.shows_form(item) else ""
    try:
        held, _ = forms(tuple(_importer(item).tables(item)), labels)
    except CannotGoOn:
        return ""
    return f" {len(held)} 张" if held else ""


def _no_form(source: Source, problems: Iterable[ReadProblem]) -> str:
    listed = [problem.message for problem in problems]
    if listed:
        return "\n".join(listed)
    if (held := to_be_taken_out(source.data)) is not None:
        return f"{source.name}：{held}"
    return f"{source.name}：没有找到项目支出绩效自评表（找不到“项目名称”和“三级指标”等标签）。请确认选对了文件。"
