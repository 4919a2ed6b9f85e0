"""迁移: a filled workbook of an older template in the current one; nothing re-typed, every difference listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.actions.migrate_differences import Difference, differences
from jixiao.actions.save import Saved, save
from jixiao.errors import CannotGoOn
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.sheets.book import build
from jixiao.sheets.completed import completed
from jixiao.sheets.settings import layout, names_beside_forms, sheet_name
from jixiao.submit import manifest
from jixiao.submit.manifest import attach
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.read.read import read as open_book


@dataclass(frozen=True, slots=True)
class Migrated:
    """The file written, the template versions before and after, and what is different in the new file."""

    saved: Saved
    before: str
    after: str
    differences: tuple[Difference, ...]


def current_version() -> str:
    """The version of the template this program makes workbooks from."""
    version: str = layout()["template"]["version"]
    return version


def version_of(loaded: Loaded) -> str:
    """The template version a workbook was made from. Raises CannotGoOn when it is not one of ours."""
    facts = loaded.facts(policy_for(loaded, None))
    if facts is None or not facts.template_version or not loaded.kept.policy:
        raise CannotGoOn(
            f"{loaded.path.name}：不是本工具模板的工作簿，没有版本可迁移。别的版式请用 jixiao import 导入。"
        )
    return facts.template_version


def migrate(loaded: Loaded, output: Path | None) -> Migrated:
    """Write the workbook of `loaded` in the current template, to `output` or in place (None).

    Sheets the clerk added come along. Raises CannotGoOn when a form could not be read, or would not read back as it
    was.
    """
    before = version_of(loaded)
    if loaded.problems:
        raise CannotGoOn("\n".join([*(item.message for item in loaded.problems), "有表读不出，没有迁移。"]))
    content, failed = _content(loaded)
    made = read_source(Source(loaded.source.name, content)).forms
    policy = policy_for(loaded, None)
    if made != tuple(completed(form, policy) for form in loaded.forms):
        raise CannotGoOn(f"{loaded.path.name}：迁移后的表读回来与原来的不一致，没有写出，原文件未动。")
    found = differences(loaded, made, open_book(content), failed)
    return Migrated(save(content, loaded, output), before, current_version(), tuple(found))


def _content(loaded: Loaded) -> tuple[bytes, list[str]]:
    """The new workbook, and the sheets of the clerk's that could not come along."""
    policy = policy_for(loaded, None)
    patch = Patch.open(build(loaded.forms, policy, waivers=loaded.waivers), name=loaded.source.name)
    failed = list(_copy_values(patch, loaded))
    sent = manifest.read(loaded.source.book)
    if sent:
        attach(patch, sent)
    return patch.bytes(), failed


def _copy_values(patch: Patch, loaded: Loaded) -> Iterator[str]:
    """Bring the sheets that are no part of the template; yields those that cannot be."""
    old = Archive.open(loaded.source.data, name=loaded.source.name)
    place = patch.sheets[-2]
    for name in added(loaded):
        kind = next(sheet.kind for sheet in loaded.source.book.sheets if sheet.name == name)
        if kind != "worksheet" or name in patch.sheets:
            yield name
            continue
        patch.import_sheet(old, name, after=place)
        place = name


def added(loaded: Loaded) -> Sequence[str]:
    """The sheets of a workbook of ours that neither the template nor this program put there."""
    own = names_beside_forms() - {sheet_name("last_year")}
    forms = {form.source.sheet for form in loaded.forms}
    return [sheet.name for sheet in loaded.source.book.sheets if sheet.name not in own | forms]
