"""What a reader should know of forms just read: fields that are less than certain, and what went into no field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from jixiao.form.fields import NAMELESS, field_name
from jixiao.form.model import Form, UnreadCell
from jixiao.recognise.doubts import Doubt, doubts
from jixiao.recognise.questions import asked
from jixiao.recognise.unplaced import unplaced

MOST_ALIKE = 3
LEVELS = (".dimension", ".category")


def lines(forms: Iterable[Form]) -> Iterator[str]:
    """One Chinese sentence for each thing left out and each field that was inferred; many alike are counted together."""
    filled_down: Counter[int] = Counter()
    for number, form in enumerate(forms):
        project = form.project or NAMELESS
        for item in unplaced(form):
            beside = f"（内容：{item.text}）" if item.text else ""
            yield f"未归类：{project} {item.place} “{item.name}”{beside}不在已知栏目中，没有读入。"
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


def _question(project: str, cell: UnreadCell) -> str:
    meant = asked(cell.field or "")
    line = f"{cell.text.strip('：: ')} = {meant}"
    return f"请确认：{project} {cell.place} “{cell.text}”是不是“{meant}”？是的话，在 labels.txt 里加一行“{line}”，以后都能读入。"


def _sentence(item: Doubt) -> str:
    return f"{field_name(item.field)}：{item.reason}。"
