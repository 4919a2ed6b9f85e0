"""新建、导入 into a workbook that is there already: more project sheets, and 汇总表 with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.errors import CannotGoOn
from jixiao.form.model import Form
from jixiao.form.wording import label
from jixiao.recognise.labels import standard
from jixiao.xlsx.opc.archive import Archive


def added(loaded: Loaded, forms: Sequence[Form]) -> bytes:
    """The workbook of `loaded` with a project sheet for each of `forms` behind those it has, and 汇总表 again.

    Raises CannotGoOn where the workbook is not ours, or a form would not read back as it was given.
    """
    from jixiao.actions.import_forms import prove_alike
    from jixiao.sheets.completed import completed

    content, policy = _added(loaded, forms), policy_for(loaded, None)
    whole = [(loaded.path.name, completed(form, policy)) for form in forms]
    prove_alike(whole, loaded.after(content).forms[-len(forms) :], "没有写入，工作簿未动。")
    return content


def added_blank(loaded: Loaded, project: str | None) -> bytes:
    """The workbook with one more empty form, of the unit, department and year of the last; see `added`.

    Raises CannotGoOn as that does.
    """
    from jixiao.sheets.book import blank_form

    prove_ours(loaded)
    if project and label(project) in standard().known:
        raise CannotGoOn(f"“{project}”是表上的栏目名，写进去会被当作标签。请写实际的项目名称。")
    like = loaded.forms[-1]
    empty = blank_form(like.unit, like.department, like.year, policy_for(loaded, None))
    return _added(loaded, [replace(empty, project=project)])


def prove_ours(loaded: Loaded) -> None:
    """Raises CannotGoOn where the workbook does not follow our template."""
    if not loaded.kept.policy:
        raise CannotGoOn(
            f"{loaded.path.name}：不是本工具的标准工作簿。请先新建一个标准工作簿，再用“导入”把这份自评表读进去。"
        )


def _added(loaded: Loaded, forms: Sequence[Form]) -> bytes:
    from jixiao.actions.import_forms import keep_lacking, lacking
    from jixiao.actions.refresh import with_overview
    from jixiao.sheets.book import projects_book
    from jixiao.sheets.names import sheet_names

    prove_ours(loaded)
    policy = policy_for(loaded, None)
    patch = loaded.patch()
    names = sheet_names(
        (form.project or f"项目{number}" for number, form in enumerate(forms, len(loaded.forms) + 1)),
        patch.sheets,
    )
    built = Archive.open(projects_book(forms, names, policy))
    behind = _last_project(loaded)
    for name in names:
        patch.import_sheet(built, name, after=behind)
        behind = name
    new = [
        replace(form, lacking=lacking(form), source=replace(form.source, sheet=name))
        for form, name in zip(forms, names, strict=True)
    ]
    keep_lacking(patch, [*loaded.forms, *new])
    return with_overview(loaded.after(patch.bytes()), policy)


def _last_project(loaded: Loaded) -> str | None:
    sheets = [sheet.name for sheet in loaded.source.book.sheets]
    own = [form.source.sheet for form in loaded.forms if form.source.sheet]
    return max(own, key=sheets.index, default=None)
