"""导出: the forms of a file as Word or PDF, together or one file a project, as they are or fit for publication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jixiao.actions.export_kinds import Export, Kind
from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, as_file, as_folder, made_folder, put
from jixiao.errors import CannotGoOn
from jixiao.exporters.redact import hidden, published
from jixiao.form.fields import field_name, project_name
from jixiao.form.file_name import file_name
from jixiao.form.model import Form
from jixiao.sheets.names import UNNAMED, sheet_names


def as_is(loaded: Loaded) -> Export:
    """The forms as they are."""
    return Export(loaded, loaded.forms)


def for_public(loaded: Loaded) -> Export:
    """The forms for publication: without contact data; marks, 汇总表 and working columns do not go out either."""
    omitted = tuple(hidden(form) for form in loaded.forms)
    forms = tuple(published(form, items) for form, items in zip(loaded.forms, omitted, strict=True))
    return Export(loaded, forms, omitted)


def together(export: Export, kind: Kind, output: Path | None = None) -> Saved:
    """Write all forms into one file: `output`, or beside the input under its name.

    Another file that was at `output` is kept as a backup. Raises CannotGoOn when the file would not be of that kind, is the input, or (unnamed) exists already.
    """
    target = _target(export.loaded, kind, output)
    made = kind.whole(export)
    return put(target, made.content, (*_omissions(export), *made.notes))


def each(export: Export, kind: Kind, folder: Path | None = None) -> Iterator[Saved]:
    """Write one file for each project into `folder`, by default one beside the input, named 名-分项目."""
    place = as_folder(folder or export.loaded.path.with_name(f"{export.loaded.path.stem}-分项目"))
    documents = kind.singles(export)
    made_folder(place)
    omissions = tuple(_omissions(export))
    for number, (name, made) in enumerate(zip(_names(export.forms), documents, strict=True)):
        yield put(place / f"{name}{kind.suffix}", made.content, (*(() if number else omissions), *made.notes))


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


def _omissions(export: Export) -> Iterator[str]:
    for form, items in zip(export.forms, export.omitted or [()] * len(export.forms), strict=True):
        for item in items:
            yield f"公开版：“{project_name(form.project)}”{field_name(item.field)}隐去联系方式或证件号 {item.places} 处，请核对。"
