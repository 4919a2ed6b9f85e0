"""Names of offices: which short name represents which full one."""

from __future__ import annotations

from functools import lru_cache

SHORT_FORMS = (
    ("街道办事处", "街办"),
    ("街道办", "街办"),
    ("管理委员会", "管委会"),
    ("居民委员会", "居委会"),
    ("村民委员会", "村委会"),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民政府", "政府"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("住房和城乡建设", "住建"),
    ("人力资源和社会保障", "人社"),
    ("卫生健康", "卫健"),
    ("市场监督管理", "市监"),
    ("生态环境", "环境"),
    ("文化和旅游", "文旅"),
    ("交通运输", "交通"),
)
"""Usual short forms, the longer wording first; 局 and 委员会 stay, since they tell offices apart."""

PLACES = tuple("省市区县州盟旗乡镇")
SHORTEST = 4


@lru_cache(maxsize=8192)
def abbreviates(short: str, full: str) -> bool:
    """Whether `short` is another, shorter way of writing the office `full`: 河门口街办 for 攀枝花市西区河门口街道办事处.

    Only usual short forms and a left-out place in front count: 青河区第二中学 is no short name of 青河区第二十中学, nor
    青河区教育局 of its 第一幼儿园 or of 青河区教育局本级, which is a budget unit of its own.
    """
    if not 3 <= len(short) < len(full):
        return False
    brief, whole = shortened(short), shortened(full)
    if brief == whole:
        return True
    return len(brief) >= SHORTEST and whole.endswith(brief) and whole[: -len(brief)].endswith(PLACES)


@lru_cache(maxsize=8192)
def shortened(name: str) -> str:
    """`name` with the usual short forms put in, without spaces."""
    bare = "".join(name.split())
    if bare.endswith("街道"):
        bare = f"{bare.removesuffix('街道')}街办"
    for long, short in SHORT_FORMS:
        bare = bare.replace(long, short)
    return bare
