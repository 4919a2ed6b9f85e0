"""导入: the forms of any files as further sheets of the open workbook, or as a new workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.actions.add import added
from jixiao.actions.annotate import marked
from jixiao.actions.check import check_files
from jixiao.actions.import_forms import workbook_of
from jixiao.actions.loaded import Loaded, policy_for
from jixiao.actions.open import load, load_content
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form
from jixiao.importers.own_labels import own_labels
from jixiao.live import messages
from jixiao.live.new import is_ours
from jixiao.live.workbook import NEW, OpenWorkbook


def import_files(opened: OpenWorkbook, paths: Sequence[Path]) -> str:
    """Read every file, add their forms, mark what is wrong. Raises CannotGoOn where no file can be read."""
    files, problems = _read(opened, paths)
    forms = [form for file in files for form in file.forms]
    lines = [
        f"已导入 {len(forms)} 张表。",
        _into(opened, forms) if is_ours(opened) else _beside(opened, files),
        *problems,
    ]
    return "\n".join(lines)


def _read(opened: OpenWorkbook, paths: Sequence[Path]) -> tuple[list[Loaded], list[str]]:
    """The files that could be read, and a message for each file or form that could not."""
    files: list[Loaded] = []
    problems: list[str] = []
    taught = own_labels()
    for number, path in enumerate(paths, 1):
        opened.show_status(f"正在读取 {number}/{len(paths)}：{path.name}")
        try:
            files.append(load(path, taught=taught))
        except CannotGoOn as reason:
            problems.append(str(reason))
    problems += [message for file in files for message in (*file.notes, *(item.message for item in file.problems))]
    if not files:
        raise CannotGoOn("\n".join(problems))
    return files, problems


def _into(opened: OpenWorkbook, forms: Sequence[Form]) -> str:
    said, content = _marked(added(opened.ours, forms), opened.ours)
    copy = opened.change(content)
    return f"{said}{messages.kept(copy)}"


def _beside(opened: OpenWorkbook, files: Sequence[Loaded]) -> str:
    """The open workbook is none of ours: the forms make one of their own."""
    first, *others = files
    content = workbook_of([first], policy_for(first, None)).content
    if others:
        content = added(_loaded(content, first), [form for file in others for form in file.forms])
    said, content = _marked(content, first)
    opened.open_new(content, NEW)
    return f"{said}\n当前工作簿不是标准工作簿，导入的表放在新工作簿里，请保存。"


def _marked(content: bytes, like: Loaded) -> tuple[str, bytes]:
    """What a check of the content says, and the content with its marks."""
    loaded = _loaded(content, like)
    report = check_files([loaded]).report
    return messages.checked(loaded, report), marked(content, loaded.source.name, loaded.forms, report)


def _loaded(content: bytes, like: Loaded) -> Loaded:
    return load_content(content, like.path.with_suffix(".xlsx"))
