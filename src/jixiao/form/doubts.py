"""Words of a result or a target that leave its number open: planned, partly done, of another time or another thing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from jixiao.form.lexicon import first_word, last_word, lexicon, says
from jixiao.form.patterns import fold
from jixiao.form.quantity import Quantity, quantities, reading
from jixiao.form.wording import HAN

_ONE_MONTH = re.compile(r"(?<![\d年.-])(?:1[0-2]|[1-9])月份?(?=\d+(?:\.\d+)?(?![\d日号.]))")
"""12月260人: what was done in one month; 12月25日 is a day."""
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?\s*(?:-|--|—|~|至|到)\s*(\d{1,2})月")
_PAST_REMARK = re.compile(r"\((?:上年|去年|上一年)(?:同期)?(?:为|是)?\d[^()]*\)")
"""8场(上年6场): what it was a year before."""
_PLANNED = re.compile("原?计划|应|预算|目标|任务")
_DONE = re.compile("(?:实际)?(?:完成|支出|支付|已|发放|培训|举办|开展|使用|建成)")
_SEVERAL_YEARS = re.compile(
    r"(?<![每近第\d])(?:[两二三四五六2-6]年|[两二三四五六2-6]个年度)(?=共|累计|合计|总|计划|\d)|20\d\d年?(?:-|--|—|~|至|到)20\d\d年?(?=\D{0,4}\d)"
)
_OVERDUE = re.compile(r"(超期|逾期|拖期|误期)了?(?=\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_MILESTONE = re.compile(r"(?<!\d)(?:[1-9]|1[01])月(?:底|末|份|前)|(?<!每)第?[一二三四1-4]个?季度|上半年")
_CLAIMED_DONE = re.compile(r"已|完成|竣工|到位|验收|通过|实[际有到发收付训缴支]|投入|完工|建成")
BRACKET = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_REMARK = re.compile(r"([^，；;(]+?)(?:[，；;(]|,(?!\d{3}))([^，；;]+?)\)?")
_TARGET = re.compile("(?:年初|年度)?(?:目标|计划|任务|指标)(?:值|数|任务)?(?:为|是)?[:：]?")
_LESS = re.compile(
    "未|没|在建|正在|低于|节约|节省|结余|节余|提前|剩|尚余|还余|取消|推迟|延后|延期|暂缓|缓建|待建|还差|尚差|还缺|尚缺|离职|退出|中止|停办|请假|缺勤|缺席"
)
_MORE = re.compile("超|多|高于")
_IS_RATE_OF_IT = re.compile("完成率$|^完成|(?:任务|目标|计划)的$")
_ROUNDED = Decimal("0.001")
_RUN = re.compile(rf"{HAN}{{2,}}")
_ONE_ACT = re.compile(r"已经?([^完建办竣拆改修种发验用付换装毕结交购配到训播演])$")
"""50户已报 and 20台已订: an act of one character that does not say that all is done."""
_JOINED = re.compile("^[及和与]|[及和与]$")
"""门诊及住院11万人次: the indicator's and something else together."""
_GAP = "\0"
_NEGATIONS = "不未非无没"
STOP = re.compile(r"[，。；;,、\n]")


def doubtful(folded: str, subject: str) -> str:
    """Why the words of a result leave its number open, or nothing."""
    text = _PAST_REMARK.sub("", real_clause(folded))
    if (years := _SEVERAL_YEARS.search(text)) and years[0] not in subject:
        return f"“{folded}”中的“{years[0]}”不止一年"
    if (late := _OVERDUE.search(text)) and late[1] not in subject:
        return f"“{folded}”中的“{late[1]}”说的是超出的部分"
    if partial := _part_of_year(text, subject):
        return f"“{folded}”中的“{partial}”说的不是本年度全年"
    if early := _early_stage(text, subject):
        return f"“{folded}”中的“{early}”说的是完成以前的阶段"
    if apart := _apart(text, subject):
        return f"“{folded}”中的“{apart}”说的不是实际完成数"
    if money := next((word for word in lexicon().currency if word in text and word not in subject), None):
        return f"“{folded}”以{money}计，与指标值的币种不同"
    for pattern, meaning in lexicon().doubts:
        for match in pattern.finditer(text):
            if not _shared(text, match, subject) and not _compares(text, match):
                return f"“{folded}”中的“{match[0]}”{meaning}"
    return ""


def _early_stage(text: str, subject: str) -> str:
    """The word for a stage before the work is done that the result is about, or nothing."""
    words = lexicon()
    stated = _first_clause(text)
    early = (word for word in words.early_stage if word in text and word not in subject)
    return next(early, "") or next((word for word in words.paper_stage if word in stated and word not in subject), "")


def _apart(text: str, subject: str) -> str:
    """退出30人, 名额260人: the word in front of a number that is not what was done, where the subject is not about it."""
    for match in _apart_words().finditer(text):
        word = match[1] or match[2] or match[3]
        if word not in subject:
            return match[0].strip("，。；;,、(")
    return ""


@cache
def _apart_words() -> re.Pattern[str]:
    """The words of the list, 需培训30人, 可容纳30人 and 除30人外; not 能源站2座."""
    words = "|".join(lexicon().apart)
    can = rf"(?:[尚还仍均]|可以|能够)?(需(?!求)|可(?![再回视燃降])|能(?![源效耗量繁力])){HAN}{{1,3}}?(?=\d)"
    return re.compile(
        rf"(?:^|[，。；;,、(]|(?<=[已共约仅]))(?:({words})(?:了|共|约|时限|期限|时间|学员|人员)?(?=\d)|{can}|(除)\d[^，。；;,、]*外)"
    )


def _first_clause(text: str) -> str:
    """8场，达成意向1200人: the first clause where each has a number of a unit of its own, else the whole."""
    parts = [reading(part).quantities for part in STOP.split(text) if part]
    units = [item.unit for found in parts for item in found]
    if len(parts) < 2 or not all(parts) or len(set(units)) < len(units):
        return text
    return STOP.split(text)[0]


def is_doubtful(text: str, subject: str) -> bool:
    """Whether the words of a result say that it is planned, partly done or not done."""
    return bool(doubtful(fold(text), subject))


def withdrawn(folded: str) -> str:
    """Targets that ask for nothing that can be counted for the year: 取消, 6月底50%."""
    if (dated := _MILESTONE.search(folded)) and reading(folded).quantities:
        return f"“{folded}”只说到“{dated[0]}”为止"
    if years := _SEVERAL_YEARS.search(folded):
        return f"“{folded}”中的“{years[0]}”不止一年，本年度的要求不能确定"
    if "≠" in folded:
        return f"“{folded}”只说不等于，不能计分"
    found = first_word(folded, lexicon().withdrawn)
    return f"“{folded}”中的“{found}”说明已取消、调整或未定" if found else ""


def remark(folded: str) -> str:
    """20户（18户已竣工）: a remark in brackets with a result of its own."""
    stated = reading(BRACKET.sub("", folded)).quantity if BRACKET.search(folded) else None
    for match in BRACKET.finditer(folded):
        inside = quantities(match[0])
        if stated and inside and _CLAIMED_DONE.search(match[0]) and not _explains(stated, inside):
            return match[0][1:-1]
    return ""


def without_difference(folded: str, aim: Quantity) -> str:
    """42座，超额完成2座 beside 40座: a remark that only says how far the number before it is from the target is left out."""
    parts = _REMARK.fullmatch(folded)
    stated, other = (reading(part).quantity for part in parts.groups()) if parts else (None, None)
    if parts is None or stated is None or other is None or stated.unit != aim.unit:
        return folded
    if other.unit == "%" != aim.unit and aim.value and _IS_RATE_OF_IT.search(other.context):
        return parts[1] if abs(stated.value / aim.value - other.value / 100) < _ROUNDED else folded
    if other.unit != aim.unit and (aim.unit, other.unit) != ("%", "百分点"):
        return folded
    difference = aim.value - stated.value
    is_target = other.value == aim.value and _TARGET.fullmatch(other.context) and not other.after
    is_less = other.value == difference and _LESS.search(parts[2])
    is_more = other.value == -difference and _MORE.search(parts[2])
    return parts[1] if is_target or is_less or is_more else folded


def proven_rate(folded: str) -> str:
    """应管理3500人，规范管理2310人，管理率66%: the clause of the one rate, where the two counts beside it make it."""
    found = quantities(folded)
    rates = [item for item in found if item.unit == "%"]
    counts = tuple(item for item in found if item.unit != "%")
    if len(rates) != 1 or BRACKET.search(folded) or not counts or not counts[0].unit or not _explains(rates[0], counts):
        return folded
    return next(part for part in STOP.split(folded) if rates[0].text in part)


def _explains(stated: Quantity, inside: tuple[Quantity, ...]) -> bool:
    """98%（应发100户，实发98户）: the remark gives the two counts that make the rate."""
    if stated.unit != "%" or len(inside) != 2 or inside[0].unit != inside[1].unit:
        return False
    low, high = sorted(item.value for item in inside)
    return high > 0 and abs(low / high * 100 - stated.value) < 1


def other_words(said: Quantity, is_change: bool, subject: str) -> str:
    """Why the result may be about something else than `subject`, the indicator's name and target (Chinese), or nothing.

    出院520人 beside 收治病人, and 8座墙体完成 beside 建设冷库: words before or behind the number that neither the subject has
    nor the lists know. 走访慰问老党员82人 has all that 慰问老党员 has, and only says more.
    """
    if said.unit in ("%", "‰") and not is_change:
        return ""
    strange = _strange(said, subject)
    return f"完成值中的“{strange}”与指标说的是不是一回事不能确定" if strange else ""


def _strange(said: Quantity, subject: str) -> str:
    after = "" if said.after[-2:] in subject else said.after  # 1168名生态护林员
    act = _ONE_ACT.search(after)
    if act and act[1] not in subject:
        return act[0]
    if altered := _negated(said.context, subject) or _dealt_with(said.context, subject):
        return altered
    before = _left_over(_unknown(said.context), subject)
    if before and _only_says_more(said, subject.partition("|")[0]) and not _JOINED.search(before):
        before = ""
    return before or _left_over(_unknown(after), subject)


def _only_says_more(said: Quantity, name: str) -> bool:
    """Whether every word of the indicator's name is beside the number: 改造农村公厕8座 of 公厕改造."""
    words = lexicon()
    core = words.fillers.sub(_GAP, name.removesuffix(last_word(name, words.direction.good_tails)))
    return not _left_over(core, f"{said.context}|{said.after}")


@lru_cache(maxsize=16384)
def _unknown(text: str) -> str:
    """`text` without the words that say nothing and those of a change."""
    words = lexicon()
    for known in (words.plain, words.change.neutral, words.change.up, words.change.down):
        text = known.sub(_GAP, text)
    return text


@lru_cache(maxsize=16384)
def _left_over(text: str, other: str) -> str:
    """The first words of `text` that `other` has not got."""
    shared = _shared_places(text, other)
    found = _RUN.search("".join(_GAP if at in shared else one for at, one in enumerate(text)))
    return found[0] if found else ""


def _dealt_with(text: str, subject: str) -> str:
    """挽回停产损失36万元 beside 停产损失: what was done about the bad thing, not how much of it there was."""
    words, name = lexicon(), subject.partition("|")[0]
    if not words.direction.smaller.search(name) or words.change.down.search(name):
        return ""
    return next((act for act in words.direction.acts if act in text and act not in subject), "")


def _negated(text: str, subject: str) -> str:
    """不起诉 beside 起诉."""
    shared = _shared_places(text, subject)
    found = (at for at, one in enumerate(text) if one in _NEGATIONS and at not in shared and at + 1 in shared)
    return next((text[at : at + 3] for at in found), "")


def _shared_places(text: str, other: str) -> set[int]:
    """Where `text` has two characters or more that `other` has."""
    return {at + step for at in range(len(text) - 1) if text[at : at + 2] in other for step in (0, 1)}


def real_clause(folded: str) -> str:
    """计划100人，实际95人: the clause that says 实际, where just one does and it holds a number; so 计划8场，完成7场."""
    words = lexicon()
    clauses = [part for part in STOP.split(folded) if part]
    if len(clauses) == 2 and _PLANNED.match(clauses[0]) and _DONE.match(clauses[1]):
        return clauses[1] if all(reading(part).quantity for part in clauses) else folded
    real = [part for part in clauses if says(part, words.real) and reading(part).quantity]
    return real[0] if len(clauses) > 1 and len(real) == 1 else folded


def _part_of_year(text: str, subject: str) -> str:
    """1-6月 and another year than the target's own; nothing where the text refers to the whole year."""
    for match in _MONTHS.finditer(text):
        if (match[1], match[2]) != ("1", "12") and match[0] not in subject:
            return match[0]
    if (month := _ONE_MONTH.search(text)) and month[0] not in subject:
        return month[0]
    wanted, named = set(_YEAR.findall(subject)), set(_YEAR.findall(text))
    return min(named) + "年" if wanted and named and not wanted & named else ""


def _shared(text: str, match: re.Match[str], subject: str) -> bool:
    """Whether the word belongs to the indicator's own wording: 计划完成率 in name and result."""
    phrase = text[match.start() : match.end() + 1]
    return "\u4e00" <= phrase[-1] <= "\u9fff" and len(phrase) > len(match[0]) and phrase in subject


def _compares(text: str, match: re.Match[str]) -> bool:
    """较上年提高5%: the other year is only what is compared with."""
    return says(text[max(0, match.start() - 1) : match.end() + 1], lexicon().change.compared)
