"""Each button of the ribbon pressed once on a real workbook: what is answered, and what is worth seeing before and after."""

from __future__ import annotations

import email
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from email.policy import default
from pathlib import Path
from typing import Any

import xlwings
from bench import inbox
from pixels import Picture, abreast, page, trimmed
from screen import RESOLUTION, Part, box, seen
from tests import office
from tests.live.stage import Stage

from jixiao import resources
from jixiao.live.user_folder import folder
from jixiao.policy import names

TEXT = resources.path("workbook/samples/hemenkou-2020.txt")
TOTALS = "总汇总"
LIFTS, STREETS, SUMMARY, RESULTS = "河西锦苑小区电梯维护经费", "环卫经费项目", "汇总表", "校验结果"
BUTTONS = {"ok": "［确定］", "yes_no": "［是］　［否］", "input": "［确定］　［取消］"}
UNTOLD = "……"
FAILED = "没有完成，"
ABREAST, LINES = 2, 12


@dataclass
class Show:
    """A stage, and the pictures taken of it so far."""

    stage: Stage
    pictures: list[Picture] = field(default_factory=list)

    def part(self, sheet: str, area: str, *notes: str) -> None:
        """A part of a sheet as it is now."""
        self.pictures.append(seen(self.stage.book, Part(sheet, area, notes)))

    def boxes(self, *given: str) -> None:
        """Everything the last button asked or said; `given` is what was typed into its fields, in turn."""
        typed, made = iter(given), []
        asked = self.stage.app.impl.dialogs.asked
        if any(each.prompt.startswith(FAILED) for each in asked):
            raise RuntimeError(asked[-1].prompt)
        for question in (each for each in asked if each.kind in ("alert", "input")):
            lines = [("title", question.title or "绩效自评"), ("text", self._without_paths(question.prompt))]
            if question.kind == "input":
                lines.append(("field", next(typed)))
            lines.append(("button", BUTTONS["input" if question.kind == "input" else question.choices]))
            made.append(box(self.stage.app, lines))
        self.pictures += [abreast(*made[at : at + ABREAST]) for at in range(0, len(made), ABREAST)]

    def _without_paths(self, text: str) -> str:
        for place in (folder(), self.stage.folder, self.stage.folder.parent, Path(sys.executable).parent):
            text = text.replace(str(place), UNTOLD)
        return text


def new(show: Show) -> None:
    show.stage.press("new", "背街小巷路灯改造")
    show.part("背街小巷路灯改造", "A1:I26")
    show.boxes("背街小巷路灯改造")


def insert_indicator(show: Show) -> None:
    show.part(LIFTS, "A12:I16")
    show.stage.select(LIFTS, "D13")
    show.stage.press("insert_indicator")
    show.part(LIFTS, "A12:I17")
    show.boxes()


def delete_indicator(show: Show) -> None:
    show.part(LIFTS, "A12:I16")
    show.stage.select(LIFTS, "D14")
    show.stage.press("delete_indicator", "yes")
    show.part(LIFTS, "A12:I15")
    show.boxes()


def import_forms(show: Show) -> None:
    empty = xlwings.Book()
    empty.set_mock_caller()
    known = {book.name for book in show.stage.app.books}
    show.stage.press("import_forms", [str(TEXT)])
    (made,) = (book for book in show.stage.app.books if book.name not in known)
    show.pictures.append(seen(made, Part(SUMMARY, "A1:T20")))
    show.boxes()
    made.close()
    empty.close()


def score(show: Show) -> None:
    show.stage.book.sheets[LIFTS].range("H16").value = None
    show.part(LIFTS, "D12:S16")
    show.stage.press("score")
    show.part(LIFTS, "D12:S16")
    show.boxes()


def check(show: Show) -> None:
    show.stage.press("check")
    show.part(STREETS, "A3:O14", "I6")
    show.part(RESULTS, "A1:J13")
    show.boxes()


def clear(show: Show) -> None:
    show.stage.press("check")
    show.part(STREETS, "A3:I16")
    show.stage.press("clear")
    show.part(STREETS, "A3:I16")
    show.boxes()


def waive(show: Show) -> None:
    show.stage.press("check")
    show.stage.select(STREETS, "I6")
    show.stage.press("waive", "区财政局按四舍五入前的执行率核定，见其复函", "李经办")
    table = show.stage.loaded().source.book.table(RESULTS)
    last = table.first_row + len(table.rows)
    show.part(RESULTS, f"A{last - 1}:J{last}")
    show.boxes("区财政局按四舍五入前的执行率核定，见其复函", "李经办")


def rules(show: Show) -> None:
    show.stage.press("check")
    show.part(STREETS, "A3:I9")
    show.stage.select(STREETS, "I6")
    show.stage.press("rules")
    show.boxes()


def summary(show: Show) -> None:
    show.stage.book.sheets[STREETS].range("F6").value = 112.12
    show.stage.press("summary")
    show.part(SUMMARY, "A1:T42")
    show.boxes()


def export_pdf(show: Show) -> None:
    show.stage.press("export_pdf")
    (made,) = show.stage.folder.glob("*.pdf")
    show.pictures.append(abreast(*(trimmed(page(made, number, RESOLUTION * 3 // 4)) for number in (1, 5))))
    show.boxes()


def report(show: Show) -> None:
    show.stage.press("check")
    show.stage.press("report", "no")
    (made,) = show.stage.folder.glob("*.docx")
    (printed,) = office.pdf([made], show.stage.folder)
    show.pictures.append(abreast(*(trimmed(page(printed, number, RESOLUTION // 2)) for number in (1, 4))))
    show.boxes()


def submit(show: Show) -> None:
    show.stage.press("submit", "yes", "决算口径与财政批复不同，已报告主管部门", "yes")
    show.boxes("决算口径与财政批复不同，已报告主管部门")
    (made,) = show.stage.folder.glob("*.eml")
    show.pictures.append(box(show.stage.app, _letter(made)))


def collect(show: Show) -> None:
    place = show.stage.folder / "下级报送"
    inbox.fill(place, 12, 4)
    known = {book.name for book in show.stage.app.books}
    show.stage.press("collect", str(place))
    (made,) = (book for book in show.stage.app.books if book.name not in known)
    show.pictures.append(seen(made, Part(TOTALS, "A1:H15")))
    show.boxes()
    made.close()


def settings(show: Show) -> None:
    chosen = str(names().index("2021-caiyu-101") + 1)
    show.part(SUMMARY, "A3:T6")
    show.stage.press("settings", chosen, "无")
    show.part(SUMMARY, "A3:T6")
    show.boxes(chosen, "无")


def about(show: Show) -> None:
    show.stage.press("about", "yes")
    show.boxes()


def _letter(draft: Path) -> list[tuple[str, str]]:
    """A mail draft as a box: its subject, its text, the names of what is attached."""
    letter = email.message_from_bytes(draft.read_bytes(), policy=default)
    body: Any = letter.get_body(("plain",))
    attached = "、".join(part.get_filename() or "" for part in letter.iter_attachments())
    text = [line for line in body.get_content().splitlines() if line.strip()]
    shown = [("field", line) for line in (*text[:LINES], UNTOLD)]
    return [("title", f"邮件草稿：{letter['subject']}"), *shown, ("button", f"附件：{attached}")]


SCENES: dict[str, Callable[[Show], None]] = {
    scene.__name__: scene
    for scene in (
        *(new, insert_indicator, delete_indicator, import_forms, score, check, clear, waive, rules),
        *(summary, export_pdf, report, submit, collect, settings, about),
    )
}
webbrowser.open = lambda *_, **__: True  # the pictures are taken where no browser is
