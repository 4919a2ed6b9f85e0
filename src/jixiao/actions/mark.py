"""校验 in the workbook itself: marks at the cells and the sheet 校验结果, everything else untouched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao.actions.annotate import marked
from jixiao.actions.check import Checked
from jixiao.actions.import_forms import workbook_of
from jixiao.actions.loaded import Loaded
from jixiao.actions.save import Saved, made_folder, save
from jixiao.form.finding import Severity
from jixiao.rules import Report


def mark_all(checked: Checked, output: Path | None) -> Iterator[Saved]:
    """Write the marked copy of every file of `checked`: to `output` (a folder when there are several), or in place.

    A text becomes a workbook first. Raises CannotGoOn when nothing can be written there.
    """
    targets = _targets(checked.files, output)
    for file, policy, hides, target in zip(checked.files, checked.policies, checked.hides, targets, strict=True):
        if file.is_workbook:
            content = marked(file.source.data, file.path.name, file.forms, _of_file(file, hides, checked))
        else:
            content = workbook_of([file], policy, hide=hides).content
        yield save(content, file, target)


def _of_file(file: Loaded, hides: frozenset[Severity], checked: Checked) -> Report:
    """The findings about one of several files."""
    if len(checked.files) == 1:
        return checked.report
    name = file.source.name
    report = checked.report
    return Report(
        tuple(item for item in report.findings if item.file == name),
        tuple(item for item in report.waived if item.finding.file == name),
        tuple(item for item in report.hidden if item.file == name),
        hides,
    )


def _targets(files: Sequence[Loaded], output: Path | None) -> list[Path | None]:
    """Where each marked copy goes; files of one name from several folders are distinguished by a number."""
    if output is None or len(files) == 1:
        return [output] * len(files)
    made_folder(output)
    used: Counter[str] = Counter()
    targets: list[Path | None] = []
    for file in files:
        stem = file.path.stem
        used[stem.casefold()] += 1  # as Windows compares names
        number = f"-{used[stem.casefold()]}" if used[stem.casefold()] > 1 else ""
        targets.append(output / f"{stem}{number}-校验.xlsx")
    return targets
