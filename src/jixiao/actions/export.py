"""导出: the forms of a file as Word or PDF, together or one file a project, as they are or fit for publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jixiao.actions.check import check_files
from jixiao.actions.export_kinds import Export, Kind
from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, as_file, as_folder, made_folder, put
from jixiao.errors import CannotGoOn
from jixiao.exporters.redact import Hidden, hidden, published
from jixiao.form.fields import field_name, form_name
from jixiao.form.file_name import file_name
from jixiao.form.model import Form
from jixiao.form.subjects import field_on
from jixiao.sheets.names import UNNAMED, sheet_names

FIRST = 3
"""So many places are named in a line about all of them."""


def as_is(loaded: Loaded) -> Export:
    """The forms as they are; a formula that was saved without a result is left blank."""
    known, notes = without_formulas(loaded)
    return Export(known, known.forms, notes=notes)


def for_public(loaded: Loaded, policy: str | None = None) -> Export:
    """The forms for publication: without contact data; marks, 汇总表 and working columns do not go out either.

    What was left out, what is blank for want of a result and how many errors remain by `policy` is said in the notes.
    """
    known, notes = without_formulas(loaded)
    omitted = tuple(hidden(form) for form in known.forms)
    forms = tuple(published(form, items) for form, items in zip(known.forms, omitted, strict=True))
    return Export(known, forms, omitted, (*_omissions(forms, omitted), *notes, *_errors(loaded, policy)))


def without_formulas(loaded: Loaded) -> tuple[Loaded, tuple[str, ...]]:
    """The file with empty cells for formulas that were saved without a result and cannot be computed; a line on each form."""
    if not loaded.source.is_package:
        return loaded, ()
    forms, notes = [], []
    for form in loaded.forms:
        unknown = loaded.source.book.uncomputed.get(form.source.sheet or "", ())
        blank = [item for item in form.unread if form.place(item.field) in unknown]
        forms.append(replace(form, unread=tuple(item for item in form.unread if item not in blank)))
        if blank:
            places = _first(f"{form.place(item.field)} {field_on(form, item.field)}" for item in blank)
            notes.append(
                f"“{form_name(form)}”{places}：公式没有保存结果，读不出内容，不印公式（Word 里留空）。"
                "请先改好读不出的数字，或用 Excel、WPS 打开并保存一次，再导出。"
            )
    return replace(loaded, forms=tuple(forms)), tuple(notes)


def together(export: Export, kind: Kind, output: Path | None = None) -> Saved:
    """Write all forms into one file: `output`, or beside the input under its name.

    Another file that was at `output` is kept as a backup. Raises CannotGoOn when the file would not be of that kind, is the input, or (unnamed) exists already.
    """
    target = _target(export.loaded, kind, output)
    made = kind.whole(export)
    return put(target, made.content, (*export.notes, *made.notes))


def each(export: Export, kind: Kind, folder: Path | None = None) -> Iterator[Saved]:
    """Write one file for each project into `folder`, by default one beside the input, named 名-分项目."""
    place = as_folder(folder or export.loaded.path.with_name(f"{export.loaded.path.stem}-分项目"))
    documents = kind.singles(export)
    made_folder(place)
    for number, (name, made) in enumerate(zip(_names(export.forms), documents, strict=True)):
        yield put(place / f"{name}{kind.suffix}", made.content, (*(() if number else export.notes), *made.notes))


def _target(loaded: Loaded, kind: Kind, output: Path | None) -> Path:
    if output is None:
        target = loaded.path.with_suffix(kind.suffix)
        if target.exists():
            raise CannotGoOn(f"{target}：文件已存在，没有覆盖。请用 -o 指定输出文件。")
        return target
    if as_file(output, kind.suffix).exists() and output.samefile(loaded.path):
        raise CannotGoOn(f"{output.name}：输出文件就是输入文件，未写。请换一个文件名。")
    return output


def _names(forms: tuple[Form, ...]) -> list[str]:
    """File names in the order of the forms: 01-项目名称."""
    names = sheet_names(form.project for form in forms)
    digits = max(2, len(str(len(names))))
    return [f"{number:0{digits}}-{file_name(name, UNNAMED)}" for number, name in enumerate(names, 1)]


def _place(form: Form, field: str) -> str:
    """“甲”G13 偏差原因分析及改进措施."""
    return f"“{form_name(form)}”{form.place(field) or ''} {field_on(form, field)}"


def _first(places: Iterable[str]) -> str:
    """A few of the places, each once, and how many there are."""
    every = [*dict.fromkeys(places)]
    return "、".join(every[:FIRST]) + (f"等 {len(every)} 格" if len(every) > FIRST else "")


def _omissions(forms: Sequence[Form], omitted: Sequence[Sequence[Hidden]]) -> Iterator[str]:
    for form, items in zip(forms, omitted, strict=True):
        for item in items:
            yield f"公开版：{_place(form, item.field)}隐去{item.what}，请核对。"


def _errors(loaded: Loaded, policy: str | None) -> Iterator[str]:
    """One line on the errors that go out with the forms."""
    report = check_files([loaded], policy, hide=()).report
    errors, warnings, _ = report.totals
    if not errors:
        return
    places = dict.fromkeys(
        f"“{item.sheet or item.project}”{item.cell or ''} {field_name(item.field, item.subject)}"
        for item in report.errors
    )
    named = "、".join([*places][:FIRST]) + ("等" if len(places) > FIRST else "")
    yield f"公开版：表里还有错误 {errors} 处（{named}）、警告 {warnings} 处，照原样导出；请用 jixiao check 逐条改好再公开。"
