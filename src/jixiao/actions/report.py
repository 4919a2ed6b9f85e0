"""自评报告: the text that goes up with the forms, written from their figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jixiao.actions.loaded import Loaded
from jixiao.actions.report_collection import of_collection
from jixiao.actions.report_material import SUMMARY, Material, of_file
from jixiao.actions.save import Saved, as_file, put
from jixiao.importers.read import open_source
from jixiao.importers.source import Source
from jixiao.report.blocks import Block, Chapter, Heading, gaps
from jixiao.report.compose import chapters
from jixiao.report.facts import Facts
from jixiao.report.settings import settings
from jixiao.report.word import document

KINDS = {"unit": "报告", SUMMARY: "结果汇总分析报告"}
DRAFT = "-底稿.xlsx"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose: the name of the unit that reports, its own wording and template, comments on figures or not."""

    unit: str | None = None
    policy: str | None = None
    wording: Path | None = None
    template: Path | None = None
    commented: bool = True


@dataclass(frozen=True)
class Report:
    """A finished report: its chapters, what it is called, the document, and what it was written from."""

    title: str
    chapters: tuple[Chapter, ...]
    facts: Facts
    material: Material
    content: bytes

    @property
    def blocks(self) -> list[Block]:
        """All blocks in their order."""
        return [block for chapter in self.chapters for block in chapter.blocks]

    @property
    def gaps(self) -> list[str]:
        """The places where people must write."""
        return gaps(self.blocks)


def report_of_file(loaded: Loaded, output: Path, options: Options) -> Report:
    """The report of a unit's forms, whose figures lead into its workbook or into a draft named after `output`."""
    given = settings(options.wording)
    return _report(of_file(loaded, options.policy, given, f"{output.stem}{DRAFT}"), given, options)


def report_of_collection(source: Source, options: Options) -> Report:
    """The report of a collected workbook. Raises CannotGoOn where it is none."""
    given = settings(options.wording)
    return _report(of_collection(source, given), given, options)


def write_report(report: Report, output: Path) -> list[Saved]:
    """Write the report and, where its figures lead into a draft, that workbook beside it."""
    as_file(output, ".docx")
    written = [put(output, report.content, report.material.notes)]
    if report.material.draft is not None:
        written.append(put(output.with_name(f"{output.stem}{DRAFT}"), report.material.draft))
    return written


def _report(material: Material, given: Mapping[str, Any], options: Options) -> Report:
    words = dict(material.words) | {"kind": KINDS[material.words["level"]]}
    if options.unit:
        words["unit"] = options.unit
    facts = Facts(material.tables, words, given)
    made = tuple(chapters(facts))
    title = next("".join(block.text.split()) for block in made[0].blocks if isinstance(block, Heading))
    content = _document(made, title, facts, options)
    return Report(title, made, facts, replace(material, words=words), content)


def _document(made: Sequence[Chapter], title: str, facts: Facts, options: Options) -> bytes:
    if options.template is not None:
        from jixiao.report.template import filled

        source = open_source(options.template)
        return filled(source.data, source.name, made, facts, title, options.commented)
    blocks = [block for chapter in made for block in chapter.blocks]
    return document(blocks, title, facts.settings, options.commented)
