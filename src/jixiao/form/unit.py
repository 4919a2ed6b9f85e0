"""Units of measure found in indicator values, and which of them can be turned into each other."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from jixiao.form.lexicon import lexicon

MONEY: dict[str, int] = {
    "元": 1, "圆": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8, "万亿元": 10**12,
}  # fmt: skip

MULTIPLIERS: dict[str, int] = {
    "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "万亿": 10**12,
}  # fmt: skip

SPELLINGS: dict[str, str] = {
    "(%)": "%", "(百分比)": "%", "百分比": "%", "个百分点": "百分点", "名": "人", "位": "人", "圆": "元", "日": "天", "平米": "平方米",
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "平方": "平方米", "m³": "立方米", "m3": "立方米",
    "立方": "立方米", "千米": "公里", "km": "公里", "KM": "公里", "m": "米", "延米": "米", "延长米": "米", "cm": "厘米", "mm": "毫米",
    "千克": "公斤", "kg": "公斤", "KG": "公斤", "t": "吨", "g": "克", "周岁": "岁", "km²": "平方公里", "平方千米": "平方公里", "h": "小时", "min": "分钟", "ms": "毫秒",
    "MW": "兆瓦", "kW": "千瓦", "kVA": "千伏安", "MPa": "兆帕", "dB": "分贝",
    "mg/L": "毫克/升", "mg/l": "毫克/升", "g/L": "克/升", "μg/L": "微克/升", "ug/L": "微克/升", "mg/kg": "毫克/公斤",
    **{f"{micro}/{cube}": f"{name}/立方米" for micro, name in (("mg", "毫克"), ("μg", "微克"), ("ug", "微克")) for cube in ("m³", "m3")},
    "个工作日": "工作日", "个日历天": "天", "日历天": "天", "个小时": "小时", "个星期": "周", "星期": "周", "台(套)": "台（套）", "台/套": "台（套）",
}  # fmt: skip
"""Other ways of writing the same unit."""

SCALES: dict[str, tuple[str, Decimal]] = {
    **{name: ("元", Decimal(factor)) for name, factor in MONEY.items()},
    **{name: ("", Decimal(factor)) for name, factor in MULTIPLIERS.items()},
    "‰": ("%", Decimal("0.1")),
    "公里": ("米", Decimal(1000)), "里": ("米", Decimal(500)), "华里": ("米", Decimal(500)), "厘米": ("米", Decimal("0.01")), "毫米": ("米", Decimal("0.001")),
    "吨": ("公斤", Decimal(1000)), "克": ("公斤", Decimal("0.001")), "斤": ("公斤", Decimal("0.5")),
    "毫克": ("公斤", Decimal("0.000001")), "微克": ("公斤", Decimal("0.000000001")),
    "平方公里": ("亩", Decimal(1500)), "公顷": ("亩", Decimal(15)), "平方米": ("亩", Decimal("0.0015")),
    "小时": ("秒", Decimal(3600)), "分钟": ("秒", Decimal(60)), "天": ("秒", Decimal(86400)), "周": ("秒", Decimal(604800)),
    "年": ("个月", Decimal(12)), "月": ("个月", Decimal(1)), "升": ("毫升", Decimal(1000)),
    "毫秒": ("秒", Decimal("0.001")), "海里": ("米", Decimal(1852)),
    "千帕": ("兆帕", Decimal("0.001")),
    "千瓦时": ("度", Decimal(1)), "兆瓦": ("千瓦", Decimal(1000)),
}  # fmt: skip
"""unit -> (base unit, how many base units it is)."""

SCALED = frozenset({*SCALES, *(base for base, _ in SCALES.values())}) - {""}
"""Units that others can be turned into."""

EXACT_PLACES = 9
"""More decimal places than this come of a division that does not end."""

_MEASURE_WORDS = """
个百分点 百分点 百分比 个星期 星期 % ‰ 倍 个日历天 日历天 个工作日 工作日 个月 个小时 小时 分钟 课时 学时 人次 户次 车次 场次 班次 批次 件次 台次 架次 家次 门次 亩次 人天
华里 平方公里 平方千米 平方米 立方米 平方 立方 平米 公里 千米 厘米 毫米 延长米 延米 公顷 公斤 千克 微克 毫克 毫升 毫秒 海里 标箱 兆帕 千帕 千伏安 千伏 千瓦时 千瓦 兆瓦 周岁 台套 台（套） 台/套
mg/L mg/l g/L μg/L ug/L mg/m³ mg/m3 μg/m³ μg/m3 ug/m³ ug/m3 mg/kg km² km KM kg KG cm mm m² m³ m2 m3 ㎡ ℃ m t g h GB TB PB min ms MW kW kVA MPa dB 分贝
个 人 名 位 户 件 次 届 场 期 份 本 套 台 辆 只 条 项 处 间 栋 幢 座 所 家 村 亩 里 吨 米 斤 克 升 天 日 周 月 年 岁 秒 元 圆 角 分
块 株 棵 盏 支 队 把 张 幅 页 篇 首 课 节 班 桶 箱 袋 瓶 盒 组 批 宗 起 例 笔 眼 口 头 匹 羽 尾 艘 架 面 杆 根 段 片 对 双 副 册 卷 集
部 门 轮 级 层 度 枚 颗 粒 则 趟 遍 回 顶 床 桌 扇 樘 孔 方 卡 字 剂 餐 股 单 通 种
"""
MEASURE_WORDS = tuple(sorted(_MEASURE_WORDS.split(), key=len, reverse=True))
"""Words that may follow a number, longer before shorter."""


def canonical(unit: str) -> str:
    """One spelling of a unit: 名 → 人, ㎡ → 平方米; each side of "次/月" on its own."""
    if "/" in unit and unit not in SPELLINGS:
        return "/".join(SPELLINGS.get(part, part) for part in unit.split("/"))
    return SPELLINGS.get(unit, unit)


def is_money(unit: str) -> bool:
    """Whether `unit` is an amount of money (元, 万元, 亿元 ...); a bare 万 is not known to be one."""
    return unit in MONEY


def is_time(unit: str) -> bool:
    """Whether `unit` is a length of time: 天, 工作日, 小时, 年 ..."""
    return unit in ("工作日", "年", "个月", "月", "秒") or SCALES.get(unit, ("", Decimal(0)))[0] == "秒"


@lru_cache(maxsize=4096)
def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """`value` in `unit`, given in the unit `to`; None when the two cannot be compared (个 and 万元).

    A number without a unit takes the other's unit; beside a percentage it is a percentage when above 1 ("100" and
    "100%") and a fraction up to 1 (a cell formatted as a percentage arrives as 0.98).
    """
    if unit == to:
        return value
    if unit == "":
        return value * 100 if to == "%" and abs(value) <= 1 else value
    if to == "":
        return value
    if "/" in unit and unit.partition("/")[2] == to.partition("/")[2]:
        unit, to = unit.partition("/")[0], to.partition("/")[0]
    base, factor = SCALES.get(unit, (unit, Decimal(1)))
    to_base, to_factor = SCALES.get(to, (to, Decimal(1)))
    if base == to_base or (("" in (base, to_base)) and not {base, to_base} & {"%"}):
        return value * factor / to_factor
    return None


def is_exact(value: Decimal, unit: str, to: str) -> bool:
    """Whether `value` in `unit` is a finite decimal in the unit `to`: 75亩 is 5 公顷, 20 分钟 is no such number of 小时."""
    converted = convert(value, unit, to)
    if converted is None or convert(converted, to, unit) != value:
        return False
    places = converted.normalize().as_tuple().exponent
    return isinstance(places, int) and -places <= EXACT_PLACES


def comparable(unit: str, other: str) -> bool:
    """Whether figures in the two units can be compared at all: the same, convertible, or two words for one thing."""
    if convert(Decimal(1), unit, other) is not None:
        return True
    words = lexicon()
    times = [each for each in (unit, other) if each in words.inexact or is_time(each)]
    return frozenset((unit, other)) in words.alike or (len(times) == 2 and not words.inexact.keys().isdisjoint(times))
