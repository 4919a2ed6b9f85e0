"""What a reader should know of forms just read: fields that are less than certain, and what went into no field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from jixiao.form.fields import field_name, form_name
from jixiao.form.model import Form, UnreadCell
from jixiao.recognise.doubts import Doubt, doubts
from jixiao.recognise.questions import asked

MOST_ALIKE = 3
MOST_CELLS = 5
LONGEST_TEXT = 20
LEVELS = (".dimension", ".category")


def lines(forms: Iterable[Form]) -> Iterator[str]:
    """One Chinese sentence for each thing left out and each field that was inferred; many alike are counted together."""
    filled_down: Counter[int] = Counter()
    for number, form in enumerate(forms):
        project = form_name(form)
        yield from unread([form])
        yield from (_question(project, cell) for cell in form.unread_cells if cell.field is not None)
        found = doubts(form)
        levels = [item for item in found if item.field.endswith(LEVELS)]
        filled_down[number] += len(levels) if len(levels) > MOST_ALIKE else 0
        to_check = [item for item in found if not filled_down[number] or item not in levels]
        yield from (f"请核对：{project} {item.place or ''} {_sentence(item)}" for item in to_check)
    if filled_down.total():
        yield (
            f"请核对：{sum(1 for count in filled_down.values() if count)} 张表的一级、二级指标共有 {filled_down.total()} 处空白，"
            "沿用上面的名称（原文件看不出是否合并单元格）。"
        )


def unread(forms: Iterable[Form], most: int | None = None) -> Iterator[str]:
    """One Chinese line for each form with cells that no field was read from: some of them by place and text.

    Cells under labels that belong to no field of the form (项目负责人, 评分标准) are only counted, and alone where there
    are no others. At most so many lines; then one says of how many forms nothing was said.
    """
    lines = (line for form in forms if (line := _of_form(form)))
    yield from islice(lines, most)
    rest = sum(1 for _ in lines)
    if rest:
        yield f"另有 {rest} 张表也有没有读出的内容。"


def _of_form(form: Form) -> str:
    unknown = [cell for cell in form.unread_cells if not cell.is_other]
    others = [cell for cell in form.unread_cells if cell.is_other]
    beyond = f"自评表式以外的内容 {len(others)} 格没有收入：{_cells(others)}" if others else ""
    if not unknown:
        return f"表式以外：{form_name(form)} {beyond}。" if others else ""
    return f"没有读出：{form_name(form)} {_cells(unknown)}{'；' if beyond else ''}{beyond}。"


def _cells(cells: Sequence[UnreadCell]) -> str:
    shown = "、".join(f"{cell.place}“{_short(cell.text)}”" for cell in cells[:MOST_CELLS])
    return shown + (f"，另 {len(cells) - MOST_CELLS} 处" if len(cells) > MOST_CELLS else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TEXT else f"{line[:LONGEST_TEXT]}…"


def _question(project: str, cell: UnreadCell) -> str:
    meant = asked(cell.field or "")
    line = f"{cell.text.strip('：: ')} = {meant}"
    return f"请确认：{project} {cell.place} “{cell.text}”是不是“{meant}”？是的话，在 labels.txt 里加一行“{line}”，以后都能读入。"


def _sentence(item: Doubt) -> str:
    return f"{field_name(item.field)}：{item.reason}。"
