"""设置: the scoring policy by its number, what a check does not show, and unit and year where they are blank."""

from __future__ import annotations

import re

from jixiao.actions.loaded import Loaded
from jixiao.actions.settings import Settings, settled
from jixiao.errors import CannotGoOn
from jixiao.form.finding import SEVERITY_WORDS, Severity
from jixiao.live import messages
from jixiao.live.dialogs import say, text
from jixiao.live.workbook import OpenWorkbook
from jixiao.policy import load, names

NONE = "无"
HIDEABLE: dict[str, Severity] = {SEVERITY_WORDS[each]: each for each in ("warning", "notice")}
"""What a check may be given not to show."""


def choose_settings(opened: OpenWorkbook) -> str:
    """Ask, and put the answers into the workbook. Raises CannotGoOn where an answer is no choice."""
    loaded = opened.ours
    policy, hides = _policy(opened, loaded), _hides(opened, loaded)
    chosen = Settings(policy, _unit(opened, loaded), None, _year(opened, loaded), hides)
    content = settled(loaded, chosen)
    if content == opened.content:
        return "设置没有变化。"
    kept = opened.change(content)
    used = load(chosen.policy or loaded.kept.policy or "")
    shown = f"校验不显示：{_words(hides)}。请再点“校验”。\n" if set(hides) != set(loaded.kept.hides) else ""
    return f"{shown}评分办法：{used.title}（{used.name}）。得分和汇总已按此重新计算。{messages.kept(kept)}"


def _policy(opened: OpenWorkbook, loaded: Loaded) -> str:
    known = names()
    lines = (f"{number}. {load(name).title}（{name}）" for number, name in enumerate(known, 1))
    say(opened.app, "可选的评分办法：\n" + "\n".join(lines))
    now = known.index(loaded.kept.policy) + 1 if loaded.kept.policy in known else 1
    given = text(opened.app, "评分办法的序号：", str(now))
    if not given.isdecimal() or not 1 <= int(given) <= len(known):
        raise CannotGoOn(f"评分办法的序号“{given}”应为 1～{len(known)}，设置没有改动。请再点一次按钮。")
    return known[int(given) - 1]


def _hides(opened: OpenWorkbook, loaded: Loaded) -> tuple[Severity, ...]:
    """The severities a check is not to show; a blank answer is as good as 无."""
    asked = "校验时不显示哪些程度？写“提示”或“警告、提示”；都要显示就写“无”。\n错误必须先改，总是显示。"
    given = text(opened.app, asked, _words(loaded.kept.hides)).strip()
    parts = [part for part in re.split(r"[\s,，、;；和]+", given) if part and part != NONE]
    unknown = [part for part in parts if part not in HIDEABLE]
    if unknown:
        raise CannotGoOn(
            f"“{'、'.join(unknown)}”不能设为不显示，可写：{'、'.join(HIDEABLE)}、{NONE}。设置没有改动。请再点一次按钮。"
        )
    return tuple(severity for word, severity in HIDEABLE.items() if word in parts)


def _words(hides: tuple[Severity, ...]) -> str:
    return "、".join(SEVERITY_WORDS[each] for each in hides) or NONE


def _unit(opened: OpenWorkbook, loaded: Loaded) -> str | None:
    if all(form.unit for form in loaded.forms):
        return None
    return text(opened.app, "实施单位全称（只填入空白处）：") or None


def _year(opened: OpenWorkbook, loaded: Loaded) -> int | None:
    if all(form.year for form in loaded.forms):
        return None
    given = text(opened.app, "自评年度（只填入空白处）：")
    if given and not given.isdecimal():
        raise CannotGoOn(f"年度“{given}”应为四位数字，如 2025，设置没有改动。请再点一次按钮。")
    return int(given) if given else None
