"""A better wording, made of what the form itself says: its facts, names and numbers; what it does not say stays blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jixiao.form.model import Form, Indicator
from jixiao.form.quantity import quantities
from jixiao.form.subjects import indicator_name
from jixiao.rules.phrasing import INNER_MARKS, bare, quote

BLANK = "＿＿"
"""What only the person who fills the form in knows. Left in a form it is reported as a prompt (JX103)."""
PIECES = re.compile(r"[。！？；;\n]+")
ENUMERATED = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）.．、]|[\d一二三四五六七八九]是|其中[：:])\s*")
VERB = re.compile(
    r"(?:共|全年|累计|已|实际|先后)*(?:组织|开展|完成|发放|清理|受理|调处|办理|检查|排查|整改|整治|维修|改造|新建|建设|建成|培训|走访|救助"
    r"|慰问|举办|召开|采购|安装|配备|支付|拨付|更换|处置|化解|登记|服务|接待|宣传|印发|张贴|拆除|种植|招聘|新增|修建|硬化|疏浚)"
)
OUTER = " ，、：:,；;"
SHORTEST, LONGEST = 6, 48
RELATED = 4
"""Pairs of characters a fact shares with the words it is to be for."""
DONE = re.compile(r"(完成|取得|构建|建立|实现|提高|提升|解决|改善|达到|开展|形成|促进|消除|增强|组织|保障|推进|推动)了")
LONGEST_NAME = 24


def facts(form: Form) -> tuple[str, ...]:
    """The counted facts of a form: pieces of its goal and results that hold a quantity with a unit, as written."""
    return tuple(dict.fromkeys(fact for text in _results(form) for fact in _facts_of(text)))


def related_fact(form: Form, words: str) -> str | None:
    """The fact of the form that has most in common with `words`; None where none is about the same thing."""
    asked = _pairs(words)
    found = max(facts(form), key=lambda fact: len(_pairs(fact) & asked), default="")
    return found if len(_pairs(found) & asked) >= RELATED else None


def result(form: Form, item: Indicator) -> str:
    """A result given by a fact: one the form tells elsewhere, else with ＿＿ for what was done and how much of it."""
    name = name_of(item)
    fact = related_fact(form, f"{item.name or ''}{item.target or ''}")
    if fact and bare(fact) != bare(item.actual or ""):
        return f"{quote(fact)}（本表别处写明的事实）"
    return f"“{name}：{_year(form)}做了{BLANK}，共{BLANK}（数量和单位），由{BLANK}变为{BLANK}”"


def day(form: Form) -> str:
    """A date of completion in the form's year."""
    return f"“{_year(form)}{BLANK}月{BLANK}日完成”"


def measured(item: Indicator) -> str:
    """A target with a number: the form's own unit where the result has one."""
    found = quantities(item.actual)
    name = name_of(item)
    return f"“{name}≥{BLANK}{found[0].unit}”" if found and found[0].unit else f"“{name}：全年{BLANK}（数量和单位）”"


def satisfaction(item: Indicator) -> str:
    """The result of a survey, beside the target's own number."""
    found = quantities(item.target)
    aim = f"，指标值{item.target.strip()}" if item.target and found else ""
    return f"“{name_of(item)}{BLANK}%（发放问卷{BLANK}份，满意{BLANK}份{aim}）”"


def as_target(text: str) -> str | None:
    """A target as it is set at the beginning of the year: 建立了台账 → 建立台账; None where that changes nothing."""
    wanted = DONE.sub(r"\1", text.strip())
    return quote(wanted) if wanted != text.strip() else None


def goal(form: Form) -> str:
    """What the year's goal came to, by the facts its indicators tell."""
    facts_found = [fact for item in form.indicators for fact in _facts_of(item.actual or "")]
    shown = list(dict.fromkeys(facts_found))[:3]
    if shown:
        return f"“{'；'.join(shown).translate(INNER_MARKS)}。”（各指标写明的事实）"
    return f"“{_year(form)}完成{_cut(form.project or '本项目')}：做了{BLANK}，共{BLANK}（数量和单位）”"


def own(form: Form, path: str) -> str:
    """What only this project can say at the field `path` of an indicator."""
    number = int(path.partition("[")[2].partition("]")[0])
    item = form.indicators[number]
    fact = related_fact(form, f"{item.name or ''}{item.target or ''}")
    if fact and bare(fact) not in (bare(item.actual or ""), bare(item.target or "")):
        return f"{quote(fact)}（本表别处写明的事实）"
    return f"“{name_of(item)}（{_cut(form.project or '本项目')}）：{BLANK}（对象）{BLANK}（数量和单位）”"


def name_of(item: Indicator) -> str:
    """The 三级指标 without number and without end, short enough to quote."""
    return _cut(indicator_name(item) or item.category or item.dimension or "")


def _results(form: Form) -> Iterator[str]:
    yield form.goal.actual or ""
    for item in form.indicators:
        yield item.actual or ""


@lru_cache(maxsize=4096)
def _facts_of(text: str) -> tuple[str, ...]:
    return tuple(_counted(PIECES.split(text)))


def _counted(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        fact = ENUMERATED.sub("", " ".join(piece.split())).strip(OUTER)
        # a part of a long sentence tells a fact by itself only where it begins with what was done
        parts = [fact] if len(fact) <= LONGEST else [part for part in re.split("[，,]", fact) if VERB.match(part)]
        for part in parts:
            fact = part.strip(OUTER)
            if SHORTEST <= len(fact) <= LONGEST and any(found.unit for found in quantities(fact)):
                yield fact


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1) if not plain[at : at + 2].isdigit())


def _year(form: Form) -> str:
    return f"{form.year}年" if form.year else ""


def _cut(text: str) -> str:
    line = " ".join(text.split()).translate(INNER_MARKS)
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"
