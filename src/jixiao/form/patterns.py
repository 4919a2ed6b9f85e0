"""The pattern that splits a text of a form into numbers with their units and things that only look like numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from jixiao.form.unit import MEASURE_WORDS, MULTIPLIERS
from jixiao.form.wording import HAN

FOLD = dict(zip(
    "０１２３４５６７８９％．＋－−／～〜＞＜＝﹥﹤﹦═≧≦⩾⩽＊：（）",
    "0123456789%.+--/~~><=><==≥≤≥≤*:()",
    strict=True,
))  # fmt: skip
"""Full-width and look-alike characters and what they represent; one for one, so that positions stay."""
_FOLDED = re.compile(f"[{''.join(FOLD)}]")
"""Few characters of a text are any of these; `str.translate` would look up every one."""
_GROUPED = re.compile(r"(?<=\d)，(?=\d{3}(?:\D|$|，\d{3}))")
_TYPED_SIGN = re.compile(r"^(\s*)([》《])(?=\s*=?\s*\d)")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """`text` in half-width characters, one for one: also "1，200" and a "》90%" typed for ">"."""
    folded = _FOLDED.sub(lambda match: FOLD[match[0]], text)
    if "，" in folded:
        folded = _GROUPED.sub(",", folded)
    if text.lstrip()[:1] in ("》", "《"):
        folded = _TYPED_SIGN.sub(lambda match: match[1] + ("≥" if match[2] == "》" else "≤"), folded)
    return folded


INTERESTING = re.compile(r"[0-9０-９半一二两三四五六七八九十百千]")
"""A text without any of these holds no number."""

SIGNS = {
    "≥": "≥", ">=": "≥", "=>": "≥", "≥=": "≥", "≤": "≤", "<=": "≤", "=<": "≤", "≤=": "≤",
    ">": ">", "<": "<", "=": "=", "==": "=",
}  # fmt: skip

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十百千万零〇]"
_MONEY = "万亿元|百万元|千万元|千元|万元|亿元|百元|十元"
_MULTIPLIER = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_SINGLE = "".join(word for word in MEASURE_WORDS if len(word) == 1)
_UNIT = f"{_MONEY}|{'|'.join(re.escape(word) for word in MEASURE_WORDS if len(word) > 1)}|[{_SINGLE}]"
_AREA = "平方公里|平方千米|平方米|立方米|㎡|m[²³23]|工作日"
_LATIN = r"m?g/[Ll]|[μu]g/L|[mμu]g/m[³3]|mg/kg|[GTP]B|min|ms|MW|kW|kVA|MPa|dB|km²?|KM|kg|KG|cm|mm|m[²³23]?|t|g|h"
_YEAR = r"(?:19|20)\d{2}"
_JOIN = r"\s*(?:--|——|—|–|-|~|至|到)\s*"

_DOCUMENT = r"[〔\[【(]\s*(?:19|20)\d{2}\s*[〕\]】)]\s*第?\s*\d+\s*号"
_PERIOD = (
    rf"(?:{_YEAR}\s*年?\s*)?\d{{1,2}}\s*月?(?:{_JOIN})\d{{1,2}}\s*月(?!\d)份?"
    rf"|{_YEAR}\s*年(?:\d{{1,2}}月)?(?:{_JOIN}){_YEAR}\s*年(?:\d{{1,2}}月)?"
    rf"|{_YEAR}{_JOIN}{_YEAR}\s*年?"
    rf"|(?:{_YEAR}\s*年)?(?:第?[1-4一二三四](?:{_JOIN}[1-4])?个?季度|全年|[上下]半年)"
    rf"|{_YEAR}\s*全年|{_YEAR}\s*年全年"
)
_DATE = (
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d.%‰,]|\s*[万亿千百元吨公斤米人户件亩个平㎡次])|{_YEAR}\s*年(?:度|底|末|初|内)?(?:\s*\d{{1,2}}\s*月(?:份|底|末|初|[上中下]旬)?(?:\s*\d{{1,2}}\s*[日号])?)?"
    rf"|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)|{_YEAR}[-./](?:0?[1-9]|1[0-2])(?![\d%‰]|\s*[万亿千百元吨公斤米人户件亩个平㎡次])"
    r"|\d{1,2}\s*月(?:份|底|末|初|[上中下]旬)?\s*\d{1,2}\s*[日号]|\d{1,2}\s*月(?:份|底|末|初|[上中下]旬)?"
    r"|\d{1,2}:\d{2}(?!\d)"
)
_HALF = r"(?:[≥≤<>=]{1,2}\s*)?\d+(?:\.\d+)?\s*(?:个月|个|年|天|小时|公里|亩|万)半"
_TORN = r"\d+(?:\s*\.\s+|\s+\.\s*|[。·]|[.。·]{2,}|\.[，,])\d+|\d{1,3},\s+\d{3}(?!\d)|\d+[，；;]\s*\d+(?:\.\d+)?\s*[%‰]|DIV/0!?"
_UNCLEAR = rf"{_HALF}|{_TORN}|\d{{1,3}}(?:,\d{{3}})*,\d{{1,2}}(?!\d)(?:,\d+)*|{_NUMBER}\s+\d+(?:\.\d+)?(?!\d)"
_NAMED_THING = r"(?:(?<=[A-Z])|[A-Z])[A-Z]+\d+(?:\.\d+)?[盏台套只块个条辆张部支件]"
"""LED200盏 and AED20台 are so many of what the letters name, unlike PM2.5 and A4."""
_CODE = (
    r"(?:指标|附[件表录图])\s*\d+|第\s*\d+(?:\.\d+)?|前\s*\d+|(?<![\d.])\d{1,2}(?:[、)]|\.(?!\d))(?=\s*\D)"
    r"|0\d{2,3}-\d{7,8}|1\d{2}-\d{4}-\d{4}|\d{11,18}[Xx]?(?!\d|\s*[元万亿])"
    r"|\d{3,6}(?=热线|专线|报警|急救|平台)|\d+(?=是)|\d{2}后(?!续)|\d+成(?![效功果员立])"
    r"|\d+(?:\.\d+){2,}|\d+\s*[#号](?!召)|\d+天?(?:\s*[+*×xX:]\s*[\dnN]+)+|\d+/\d+|(?<=\w)[+×xX*]\s*\d+|\d+-[A-Za-z]+"
    rf"|\d+(?!(?:{_LATIN})(?![A-Za-z0-9]))[A-Za-z][A-Za-z0-9.\-]*|(?!{_NAMED_THING})[A-Za-z][A-Za-z.\-]*\d[A-Za-z0-9.\-]*"
)
_AGE = r"\d+\s*(?:周岁|岁)(?:及?以[上下]|至|-)|\d+\s*年代"
_TENTHS = (
    r"(?:[≥≤<>=]{1,2}\s*)?(?P<tenths>[一二三四五六七八九]|\d(?:\.\d)?)成(?P<tenths_half>[一二三四五六七八九半])?"
    r"(?P<tenths_tail>以上|以下|以内|左右)?(?=$|[\s，。；、,;)(]|[的多])"
)
_CLOCK = r"(?P<whole_minutes>\d+)\s*分钟?(?P<seconds>[1-5]?\d)\s*秒|(?P<hours>\d+)\s*个?小时(?:零|又)?(?P<minutes>[1-5]?\d)\s*分(?:钟)?|半个?(?P<half>小时)"
_PERCENT = rf"百分之(?P<percent>{_CHINESE}+(?:点{_CHINESE}+)?|{_NUMBER})(?P<percent_tail>以上|以下|以内)?"
# the full list of units is compiled once: ranges and Chinese numerals share the pattern of a plain number
_QUANTITY = (
    r"(?P<mark>[≥≤<>=]{1,2}\s*)?"
    rf"(?:(?P<low>(?>{_NUMBER}))\s*(?P<low_unit>人次|个月|[万亿千]?[{_SINGLE}%]|[万亿])?(?:{_JOIN}|(?P<between>\s*±\s*))(?={_NUMBER})"
    r"|(?P<around>(?:±|\+/-)\s*))?"
    r"(?P<yuan>[￥¥]\s*)?(?P<minus>(?<![\w%)）])-)?"
    r"(?:(?P<compound>\d+亿\d{1,4}万(?:\d千)?|\d+亿\d千万|\d+万\d千(?:\d百)?(?:\d{1,2}(?!\d))?|\d+万\d{3,4}(?!\d)|\d千\d百(?:\d{1,2}(?!\d))?)"
    rf"|(?P<number>(?>{_NUMBER}))|(?<![第零一二两三四五六七八九十百千几数])(?P<words>{_CHINESE}++(?:点[一二三四五六七八九零〇]+)?))\s*"
    rf"(?P<about>[余多])?(?P<times>(?:{_MULTIPLIER})(?![元分瓦伏]))?(?P<about_after>[余多])?\s*"
    rf"(?P<unit>{_UNIT}|\((?:%|百分比)\))?(?P<per>(?:[/·](?:{_AREA}|{HAN}{{1,2}}))*)"
    r"(?:\(含[^)]{0,8}\))?(?P<tail>左右|上下|及?以[上下内]|之内|内(?![部容外的]))?(?:\(含[^)]{0,8}\))?"
)

START = re.compile(r"[0-9A-Za-z半≥≤<>=￥¥±+×*〔\[【(第前全上下指附一二两三四五六七八九十百千-]")
"""Where a token can begin; the search for it is many times faster than trying the token everywhere."""


@cache
def token() -> re.Pattern[str]:
    """The pattern of a token, its kind the name of the outermost group; compiled on use, which takes 6 ms."""
    return re.compile(
        rf"(?P<document>{_DOCUMENT})|(?P<period>{_PERIOD})|(?P<date>{_DATE})|(?P<age>{_AGE})|(?P<unclear>{_UNCLEAR})"
        rf"|(?P<clock>{_CLOCK})|(?P<tenth>{_TENTHS})|(?P<code>{_CODE})|(?P<percentage>{_PERCENT})|(?P<quantity>{_QUANTITY})"
    )
