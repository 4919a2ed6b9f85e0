"""Opening a file for any action: its forms, with what its formulas give where they were saved without results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jixiao.actions.loaded import Loaded, loaded, policy_for, unknown_policy
from jixiao.errors import CannotGoOn
from jixiao.importers.read import open_source
from jixiao.importers.source import ReadError, Source


def load(path: Path | str, name: str | None = None, taught: str = "") -> Loaded:
    """The forms of the file at `path`, which messages call `name` (by default its own file name).

    `taught` is the text of the user's labels file.
    Raises CannotGoOn, whose text names the file and the next step.
    """
    path = Path(path)
    source = open_source(path)
    return load_source(replace(source, name=name) if name else source, path, taught)


def load_content(content: bytes, path: Path) -> Loaded:
    """The forms of a workbook at hand that is, or will be, at `path`; see `load`."""
    return load_source(Source(path.name, content, path), path)


def load_source(source: Source, path: Path, taught: str = "") -> Loaded:
    """The forms of a file already read; see `load`."""
    try:
        file = loaded(path, source, taught)
    except ReadError:
        _prove_no_collection(source)
        raise
    if file.is_workbook and file.kept.policy and file.source.book.uncomputed and not unknown_policy(file):
        # saved by a program that computes nothing (openpyxl): what the formulas give is worked out, not missing
        from jixiao.actions.refresh import refreshed

        return file.after(refreshed(file.source.data, file.source.name, policy_for(file, None)))
    return file


def _prove_no_collection(source: Source) -> None:
    """Raise CannotGoOn where a file without forms is a collected workbook: it lists them, and other commands read it."""
    from jixiao.collect.embedded import identify

    if source.is_package and identify(source.book):
        raise CannotGoOn(
            f"{source.name}：这是收表汇总的工作簿，里面没有自评表。问题见其中的“问题清单”；"
            "退回、抽样、写报告、公开、报上一级用 jixiao feedback、sample、report、publish、submit。"
        )
