"""JX5, dates: years that contradict the form's year or each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from jixiao.form.lexicon import says
from jixiao.form.measure import comparison
from jixiao.rules.lists import either, has, words
from jixiao.rules.phrasing import points, quote
from jixiao.rules.registry import Hit, Location, each_form, each_indicator
from jixiao.rules.view import Row, View

DAY = re.compile(r"(?<!\d)\d{1,2}(?:月(?:\d{1,2}[日号]|[底末初])?|[.-]\d{1,2})(?!\d)")
FINISH = ("完成", "完工", "竣工", "建成")
FINISHED = re.compile(r"(?<![未没待])(?:完成|完工|竣工|建成|办结)了?$")
NOT_YET = (
    "计划", "原定", "预计", "拟", "应", "要求", "部分", "主体", "前期",
    "一期", "二期", "三期", "阶段", "初稿", "招标", "设计", "采购",
)  # fmt: skip
CLAUSE = re.compile(r"[，。；,;、（(]")
ONE_YEAR = "自评表反映一个年度；表内各处的年度应当一致"
YEAR = re.compile(r"(?<![\d.])(20\d\d)\s*(?:年|[-./]\d{1,2}(?!\d))")
SPAN = re.compile(r"(20\d\d)\s*(?:年度?)?(?:\d{1,2}月)?\s*(?:至|到|-|—|–|~|～|－|——)+\s*(?:20\d\d)\s*年?")
DOCUMENT = re.compile(r"20\d\d\s*年?度?[^，。；,;]{0,6}(?:文件|标准|规定|办法|方案|规划|批复|结转)")
FUTURE = re.compile(
    r"(?:预计|计划|拟|将|力争|争取|延期至|延期到|推迟至|推迟到|延后至|顺延至)[^，。；,;]{0,4}?(20\d\d)年"
    r"[^，。；,;]{0,8}?(?:完成|完工|竣工|建成|验收|投入使用|交付|开展|举办|实施|支付)"
)
NEXT_YEAR = ("次年", "翌年", "下年", "来年", "下一年")
"""次年1月10日前: what is due after the year's end, such as a report on it."""
DONE = re.compile(r"(?<![未没])(?:已|全部|如期|按期|按时)(?:经)?(?:全部)?(?:完成|完工|竣工|建成|验收)|项目完成")


@each_form(
    "JX531",
    "warning",
    "完成时间前后矛盾",
    basis=ONE_YEAR,
    fix="以实际进度为准改正：跨年完成的，时效指标按未完成打分并说明原因。",
    explanation="一处写“预计 2021 年完成”，另一处写“2020 年底已完成”。",
)
def dates_contradict(view: View) -> Iterable[Hit]:
    later = list(_later(view))
    if not later:
        return
    path, text, found = later[0]
    done = [(row.path + ".actual", row.indicator.actual or "") for row in view.rows if _says_done(row, path)]
    if done:
        time = [f"{row.path}.actual" for row in view.of_kind("time")]
        done.sort(key=lambda item: item[0] not in time)
        (here, claim), *others = done
        locations = (Location(path, None, text), *(Location(where, None, what) for where, what in others))
        message = f"此处写{quote(claim)}，另一处写预计 {found} 年才完成：{quote(text)}"
        yield Hit(here, message, claim, "与实际进度一致", locations)


@each_indicator(
    "JX532",
    "warning",
    "时效指标的年度不是本年度",
    basis=ONE_YEAR,
    fix="改为本年度的时间；跨年项目写明本年度应完成的阶段。",
    explanation="时效指标的指标值写的是别的年份，多半是从往年的表复制来的。起止年份（2018年至2022年）、质保期和管护期的年份不算。",
    only="time",
)
def other_year(row: Row, view: View) -> Hit | None:
    target, year = row.indicator.target, view.form.year
    if not target or not year:
        return None
    if keeps_longer(row.indicator.name) or spans_years(target):
        return None
    years = years_in(DOCUMENT.sub("", _keeping().sub("", target)))
    if not years or year in years:
        return None
    shown = "、".join(str(item) for item in years)
    return Hit(f"{row.path}.target", f"时效指标写 {shown} 年，自评年度是 {year} 年", target, f"{year} 年")


@each_indicator(
    "JX533",
    "warning",
    "完成时间晚于自评年度",
    basis=ONE_YEAR,
    fix="本年度没有完成的，按未完成打分并说明原因。",
    explanation="时效指标的完成值写的年份在自评年度之后，得分却是满分。",
    only="time",
)
def done_later(row: Row, view: View) -> Hit | None:
    item, year = row.indicator, view.form.year
    if not item.actual or not year or item.score is None or item.score != item.weight:
        return None
    if keeps_longer(item.name) or spans_years(item.actual) or says(item.target or "", NEXT_YEAR):
        return None
    years = years_in(_keeping().sub("", item.actual))
    if not years or min(years) <= year or _done_before(item.actual, min(years)):
        return None
    return Hit(
        f"{row.path}.actual", f"完成值写 {min(years)} 年，晚于自评年度 {year} 年，却得满分", item.actual, f"{year} 年"
    )


def _done_before(text: str, later: int) -> bool:
    """已于12月29日完成，2024年2月印发: done on a day of the year itself, which a clause before the later year names."""
    before, _, after = text.partition(str(later))
    done = (part for part in CLAUSE.split(before)[:-1] if DAY.search(part) and FINISHED.search(part))
    return not says(after, FINISH) and any(not says(part, NOT_YET) for part in done)


@each_indicator(
    "JX534",
    "warning",
    "完成时间晚于指标值却得满分",
    basis="财预〔2020〕10号：未完成或偏离绩效目标较大的，分析说明原因，提出改进措施",
    fix="核对两个日期；确实晚了的，按未按期完成打分并说明原因。",
    explanation="指标值写“6月30日前”，完成值写“7月5日”。日期不按比例计算，没有建议得分；只有两个日期先后确定、又得满分时才提示。",
    only="time",
    after=("JX533",),
)
def later_than_asked(row: Row, view: View) -> Hit | None:
    item = row.indicator
    if not item.weight or item.score != item.weight or not comparison(item).is_late or other_year(row, view):
        return None
    if keeps_longer(item.name) or _keeping().search(item.actual or ""):
        return None
    message = f"完成值{quote(item.actual or '')}晚于指标值{quote(item.target or '')}，却得满分 {points(item.weight)}"
    locations = (Location(f"{row.path}.target", None, item.target), Location(f"{row.path}.score"))
    return Hit(f"{row.path}.actual", message, item.actual, f"不晚于{quote(item.target or '')}", locations)


@lru_cache(maxsize=8192)
def years_in(text: str) -> tuple[int, ...]:
    """The years named in `text`, as numbers."""
    return tuple(dict.fromkeys(int(year) for year in YEAR.findall(text)))


@lru_cache(maxsize=8192)
def spans_years(text: str) -> bool:
    """Whether `text` names a stretch of years (2018年至2022年, 2019-2021年)."""
    return SPAN.search(text) is not None


@lru_cache(maxsize=8192)
def keeps_longer(name: str | None) -> bool:
    """Whether an indicator is about how long something holds (质保期), not when it is done."""
    return has(name or "", "costs.keeping")


@cache
def _keeping() -> re.Pattern[str]:
    """A clause about 质保期 and the like, whose years are not those of the work."""
    return re.compile(rf"(?<![^，。；,;])[^，。；,;]*(?:{either(words('costs.keeping'))})[^，。；,;]*")


@lru_cache(maxsize=16384)
def future_year(text: str) -> int | None:
    """The year in which `text` expects something to be done."""
    found = FUTURE.search(text) if "20" in text else None
    return int(found.group(1)) if found else None


@lru_cache(maxsize=16384)
def _done(text: str) -> bool:
    return DONE.search(text) is not None


def _says_done(row: Row, elsewhere: str) -> bool:
    text = row.indicator.actual
    if not text or row.path + ".actual" == elsewhere or row.kind not in ("time", "cost"):
        return False
    return _done(text)


def _later(view: View) -> Iterable[tuple[str, str, int]]:
    """Every result that is only expected in a later year: field path, text and that year."""
    year = view.form.year or 9999
    for row in view.rows:
        text = row.indicator.actual
        if text and (found := future_year(text)) and found > year:
            yield f"{row.path}.actual", text, found
    text = view.form.goal.actual
    if text and (found := future_year(text)) and found > year:
        yield "goal.actual", text, found
