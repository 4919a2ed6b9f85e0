"""The words that decide how a target and a result compare, loaded once from `workbook/quantities.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from jixiao import resources
from jixiao.form.wording import HAN, any_of, longest_first, search


class Direction(NamedTuple):
    """Names and units that say whether more or less is better: patterns for a bare name, and words that it holds or ends in."""

    smaller: re.Pattern[str]
    smaller_word: tuple[str, ...]
    short: tuple[str, ...]
    costs: re.Pattern[str]
    long: tuple[str, ...]
    prompt: re.Pattern[str]
    only_time: re.Pattern[str]
    earlier: re.Pattern[str]
    acts: tuple[str, ...]
    open: tuple[str, ...]
    open_money: tuple[str, ...]
    open_change: tuple[str, ...]
    bills: tuple[str, ...]
    good: tuple[str, ...]
    good_tails: tuple[str, ...]
    needy: tuple[str, ...]
    added: re.Pattern[str]
    act_rates: tuple[str, ...]
    late: tuple[str, ...]
    share: tuple[str, ...]
    handled: re.Pattern[str]
    saving: tuple[str, ...]
    limits: tuple[str, ...]
    floors: tuple[str, ...]
    bigger: tuple[str, ...]
    lowered: tuple[str, ...]
    spared: re.Pattern[str]
    time_names: tuple[str, ...]
    open_units: frozenset[str]


class Change(NamedTuple):
    """Words of a rise or a fall, and those that only resemble one."""

    up: re.Pattern[str]
    down: re.Pattern[str]
    level: re.Pattern[str]
    since: re.Pattern[str]
    neutral: re.Pattern[str]
    of: Mapping[str, str]
    compared: tuple[str, ...]


class Bases(NamedTuple):
    """What a figure may be counted over: a named period, what was newly added or all there is."""

    period: re.Pattern[str]
    new: tuple[str, ...]
    stock: tuple[str, ...]
    present: tuple[str, ...]


class Plausible(NamedTuple):
    """Names of rates that are never above 100 % with exceptions, and of figures that may be below zero or are best at zero."""

    never_above: tuple[str, ...]
    may_be_above: re.Pattern[str]
    below_zero: tuple[str, ...]
    at_best_zero: tuple[str, ...]
    whole: frozenset[str]


class Lexicon(NamedTuple):
    """All word lists, as words or as patterns; `doubts` are (pattern, what it means in Chinese), in the order they are tried."""

    direction: Direction
    change: Change
    bases: Bases
    doubts: tuple[tuple[re.Pattern[str], str], ...]
    withdrawn: tuple[str, ...]
    below: re.Pattern[str]
    real: tuple[str, ...]
    early_stage: tuple[str, ...]
    paper_stage: tuple[str, ...]
    currency: tuple[str, ...]
    apart: tuple[str, ...]
    outcomes: tuple[str, ...]
    devices: tuple[str, ...]
    among: re.Pattern[str]
    generic: re.Pattern[str]
    fillers: re.Pattern[str]
    plain: re.Pattern[str]
    things: tuple[str, ...]
    groups: tuple[str, ...]
    measures: tuple[str, ...]
    opposite_words: tuple[str, ...]
    in_time: tuple[str, ...]
    opposites: Mapping[str, tuple[str, ...]]
    opposed: tuple[str, ...]
    contrary: Mapping[str, str]
    periods: Mapping[str, tuple[int, int]]
    usual: Mapping[str, int]
    year_wide: re.Pattern[str]
    average: tuple[str, ...]
    adding: frozenset[str]
    whole: frozenset[str]
    whole_of: tuple[str, ...]
    rate_names: tuple[str, ...]
    none_at_all: tuple[str, ...]
    on_time: str
    degrees: tuple[str, ...]
    stages: tuple[str, ...]
    afterwards: tuple[str, ...]
    before: tuple[str, ...]
    alike: frozenset[frozenset[str]]
    inexact: Mapping[str, tuple[int, int]]
    plausible: Plausible


@cache
def lexicon() -> Lexicon:
    """The word lists of the project's own `workbook/quantities.toml`."""
    return parse(tomllib.loads(resources.path("workbook/quantities.toml").read_text(encoding="utf-8")))


def says(text: str, words: Iterable[str]) -> bool:
    """Whether `text` holds any of `words`."""
    return any(map(text.__contains__, words))


def first_word(text: str, words: Iterable[str]) -> str:
    """The word of `words` that begins first in `text`, the longest of those; "" where it holds none."""
    found = [word for word in words if word in text]
    return min(found, key=lambda word: (text.find(word), -len(word)), default="")


def last_word(text: str, words: Iterable[str]) -> str:
    """The longest of `words` that `text` ends in; "" where it ends in none."""
    return max((word for word in words if text.endswith(word)), key=len, default="")


def parse(data: Mapping[str, Any]) -> Lexicon:
    """The lists from the tables of a TOML file of the same shape; a missing table is a KeyError that names it."""
    doubt, words, opposite = data["doubt"], data["words"], data["opposite"]
    fillers = [word for word in doubt["generic"] if len(word) > 1]
    return Lexicon(
        direction=_direction(data["direction"]),
        change=_change(data["change"]),
        bases=_bases(data["base"]),
        doubts=tuple(_doubts(doubt)),
        withdrawn=tuple(doubt["withdrawn"]),
        below=re.compile(f"(?<![附最邻靠远])(?:{any_of(doubt['below'])})$"),
        real=tuple(doubt["real"]),
        early_stage=tuple(doubt["early_stage"]),
        paper_stage=tuple(doubt["paper_stage"]),
        currency=tuple(doubt["currency"]),
        apart=longest_first(doubt["apart"]),
        outcomes=tuple(doubt["outcomes"]),
        devices=tuple(doubt["devices"]),
        among=re.compile(rf"[，,；;、(]\s*(?:{any_of(doubt['among'])}).*", re.S),
        generic=search(doubt["generic"]),
        fillers=search(fillers),
        plain=search([*doubt["plain"], *fillers]),
        things=longest_first(doubt["things"]),
        groups=tuple(doubt["groups"]),
        measures=tuple(doubt["measures"]),
        opposite_words=tuple(opposite["words"]),
        in_time=tuple(opposite["in_time"]),
        opposites={word: tuple(others) for word, others in opposite["pairs"].items()},
        opposed=tuple({word for first, others in opposite["pairs"].items() for word in (first, *others)}),
        contrary={
            one: "".join(words.replace(one, "") for words in opposite["contrary"] if one in words)
            for one in "".join(opposite["contrary"])
        },
        periods={name: (low, high) for name, (low, high) in data["period"].items()},
        usual=dict(data["usual"]),
        year_wide=search(words["year_wide"]),
        average=tuple(words["average"]),
        adding=frozenset(words["adding"]),
        whole=frozenset(words["whole"]),
        whole_of=longest_first(words["whole_of"]),
        rate_names=tuple(words["rate_names"]),
        none_at_all=longest_first(words["none_at_all"]),
        on_time=words["on_time"],
        degrees=tuple(words["degrees"]),
        stages=tuple(data["dates"]["stages"]),
        afterwards=tuple(data["dates"]["afterwards"]),
        before=longest_first(data["dates"]["before"]),
        alike=frozenset(frozenset(pair) for pair in data["units"]["alike"]),
        inexact={name: (low, high) for name, (low, high) in data["units"]["inexact"].items()},
        plausible=_plausible(data["plausible"]),
    )


def _direction(data: Mapping[str, Any]) -> Direction:
    tail = f"(?:{any_of(data['tails'])}){{0,3}}$"
    tasks = f"(?:{any_of(data['tasks'])})(?:{any_of(data['task_tails'])}){{0,2}}"
    times = any_of(data["time_names"])
    late = "".join(f"(?<!{word})" for word in data["late"])
    negated = f"[不未](?!{any_of(data['not_negated'])}).{{1,6}}(?=率|度|人数|户数|次数|数$)"
    return Direction(
        smaller=re.compile(rf"(?P<word>{any_of(data['smaller'])}|{negated}){tail}"),
        smaller_word=tuple(data["smaller"]),
        short=tuple(data["short"]),
        costs=re.compile(f"(?P<word>{any_of(data['costs'])})(?:控制|总额|数|额|标准)?$"),
        long=tuple(data["long"]),
        prompt=re.compile(f"(?P<word>{any_of(data['prompt'])})(?:{any_of(data['prompt_gaps'])})*(?:{times})$"),
        only_time=re.compile(
            r"^(?:项目|工程|工作|任务|总|平均|最长)*(?:时间|期限|完成(?:天数|时间|时长|期限|周期))$|时限$"
        ),
        earlier=re.compile(f"提前(?:{any_of(data['earlier'])})?(?:的?(?:{times}|工期|日数|月数|期))?$"),
        acts=tuple(data["acts"]),
        open=tuple(data["open"]),
        open_money=tuple(data["open_money"]),
        open_change=tuple(data["open_change"]),
        bills=tuple(data["bills"]),
        late=tuple(data["late"]),
        good=(*data["good"], *data["bigger"], *data["acts"]),
        good_tails=(*data["good_things"], *data["good_tails"]),
        needy=tuple(data["needy"]),
        added=re.compile(f"(?:新增|新建|新设|增设)[^率度]*(?:{any_of(data['added'])})(?:数|数量|个数|面积|长度)?$"),
        act_rates=tuple(f"{word}率" for word in longest_first(data["acts"])),
        share=tuple(word + end for word in data["shares"] for end in "率度"),
        handled=re.compile(f"(?<![未不非待]){late}(?:{any_of([*data['handled'], *data['acted']])}|{tasks})$"),
        saving=tuple(data["saving"]),
        limits=tuple(data["limits"]),
        floors=tuple(data["floors"]),
        bigger=tuple(data["bigger"]),
        lowered=(*data["lowered"], *data["costs"], *data["smaller"]),
        spared=re.compile(f"{any_of(data['spared'])}|^(?:有效|切实)?(?:{any_of(data['lessen'])})(?![率量额幅数值度])"),
        time_names=tuple(data["time_names"]),
        open_units=frozenset(data["open_units"]),
    )


def _change(data: Mapping[str, Any]) -> Change:
    both = f"(?:{any_of([*data['up'], *data['down']])})"
    return Change(
        up=search(data["up"]),
        down=search(data["down"]),
        level=re.compile(f"{both}(?:{any_of(data['to'])})"),
        since=re.compile(rf"(?:{any_of(data['from'])})[^，。；,;]*\d"),
        neutral=search(data["neutral"]),
        of=dict(data["of"]),
        compared=tuple(data["compared"]),
    )


def _plausible(data: Mapping[str, Any]) -> Plausible:
    never, below, best = (tuple(data[name]) for name in ("never_above", "below_zero", "at_best_zero"))
    return Plausible(never, re.compile("|".join(data["may_be_above"])), below, best, frozenset(data["whole"]))


def _bases(data: Mapping[str, Any]) -> Bases:
    before = "".join(f"|(?<={word})" for word in data["before_period"])
    named = f"(?:(?<!{HAN})(?<![0-9]){before})(?!{any_of(data['no_period'])})(日|周|月|季度?|年度?)(?={HAN})"
    period = (
        rf"每(?:个|一)?(日|天|周|星期|月|季度?|年度?)|(日|周|月|季|年)(?:人|户)?均(?![衡等匀])|(全年|本年|年内)|{named}"
    )
    new, stock, present = (tuple(data[name]) for name in ("new", "stock", "present"))
    return Bases(re.compile(period), new, stock, present)


_FEWER = rf"(?:比计划|比目标)?少(?![数儿年先管林代于]){HAN}{{1,3}}(?=[0-9])"
_BEYOND = rf"超额[^，。；;,]*?(?=[0-9])|(?:^|[，。；;,、]\s*)(?:比计划|比目标)?多(?![于达至次个种媒功方项场名彩年元渠部层]){HAN}{{1,3}}(?=[0-9])"
_DUE = r"(?<![响供反适对相效感顺])应(?![急用届对邀聘援])(?=[^，。；;,0-9]{0,4}[0-9])"
_WAITING = rf"(?<![等接招对优虐期看款善亏])待(?![遇在命])(?:(?={HAN}{{1,3}}[0-9])|(?![业岗产机客人办])(?={HAN}{{1,4}}(?:$|[，。；;,、)])))"
_ASKED_FOR = r"(?<![受办核批接])(?:申请|申报)(?=了?约?[0-9])"
_PARTLY = rf"^\s*(?:其中|含|包括|包含)|(?<!大)部分(?={HAN}{{0,4}}[0-9])"
_ELSEWHERE = "(?:全国|全省|全市|省|市|国家)(?:平均|均值)(?:水平)?(?:为|是)?(?=[0-9])"
_UNTIL = r"(?:截至|截止)(?!到?(?:20[0-9]{2}年)?(?:年底|年末|12月|本年))|(?<!今年)(?<!年初)(?<![本当]年)(?<!本年度)以来"


def _doubts(data: Mapping[str, Any]) -> Iterable[tuple[re.Pattern[str], str]]:
    before_number = f"(?<![减不至最误偏温落缩多补填弥盈])(?:{any_of(data['shortfall_before_number'])})(?:了|约)?(?=[0-9一二两三四五六七八九十百])"
    not_yet = f"[未没](?!有?(?:{any_of(data['not_yet'])}))"
    fewer = rf"(?:^|[，。；;,、]\s*){_FEWER}"
    yield re.compile(f"{any_of(data['shortfall'])}|{before_number}|{not_yet}|{fewer}"), "说的是没有完成的部分"
    yield re.compile(f"{any_of(data['undone'])}|在办(?![公理事])"), "说明没有（全部）完成或已变更"
    shall = f"(?<!已)将(?![0-9]|{any_of(data['shall'])})"
    yield (
        re.compile(
            f"{any_of(data['plan'])}|{shall}|(?:预算|准备|合同(?:总?金?额|价款)?)(?=为?约?[0-9])|{_DUE}|{_WAITING}|{_ASKED_FOR}"
        ),
        "说的是计划或要求，不是实际完成数",
    )
    early = "提前(?=了?[0-9一二两三四五六七八九十])"
    yield re.compile(f"{any_of(data['beyond'])}|{early}|{_BEYOND}"), "说的是超出的部分"
    yield re.compile(rf"{_PARTLY}|{any_of(data['share'])}"), "说的是占比或其中一部分"
    yield re.compile(_ELSEWHERE), "说的是别处的平均数"
    yield re.compile(f"{any_of(data['other_time'])}|{_UNTIL}"), "说的是另一段时间，不是本年度"
    yield re.compile(r"已(?:运行|使用|投用|服务|持续)了?[0-9.]+(?:年|个月)"), "说的是到现在为止的时间"
    yield re.compile("[?？↑↓↗↘→⇒]"), "是问号或箭头，说的是数量还是增减不清"
