"""设置: the scoring policy by its number, and unit and year where the forms leave them blank."""

from __future__ import annotations

from jixiao.actions.loaded import Loaded
from jixiao.actions.settings import Settings, settled
from jixiao.errors import CannotGoOn
from jixiao.live import messages
from jixiao.live.dialogs import say, text
from jixiao.live.workbook import OpenWorkbook
from jixiao.policy import load, names


def choose_settings(opened: OpenWorkbook) -> str:
    """Ask, and put the answers into the workbook. Raises CannotGoOn where an answer is no choice."""
    loaded = opened.ours
    chosen = Settings(_policy(opened, loaded), _unit(opened, loaded), None, _year(opened, loaded))
    content = settled(loaded, chosen)
    if content == opened.content:
        return "设置没有变化。"
    kept = opened.change(content)
    policy = load(chosen.policy or loaded.kept.policy or "")
    return f"评分办法：{policy.title}（{policy.name}）。得分和汇总已按此重新计算。{messages.kept(kept)}"


def _policy(opened: OpenWorkbook, loaded: Loaded) -> str:
    known = names()
    lines = (f"{number}. {load(name).title}（{name}）" for number, name in enumerate(known, 1))
    say(opened.app, "可选的评分办法：\n" + "\n".join(lines))
    now = known.index(loaded.kept.policy) + 1 if loaded.kept.policy in known else 1
    given = text(opened.app, "评分办法的序号：", str(now))
    if not given.isdecimal() or not 1 <= int(given) <= len(known):
        raise CannotGoOn(f"评分办法的序号“{given}”应为 1～{len(known)}，设置没有改动。请再点一次按钮。")
    return known[int(given) - 1]


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
