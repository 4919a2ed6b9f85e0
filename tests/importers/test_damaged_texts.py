"""Real texts with random damage: they become a faithful workbook, or are refused with a message; nothing in between."""

from pathlib import Path
from random import Random

from jixiao.actions.import_forms import workbook_of
from jixiao.actions.loaded import Loaded, policy_for
from jixiao.errors import CannotGoOn
from jixiao.importers.read import read_source
from jixiao.importers.source import Source
from jixiao.sheets.completed import completed
from tests.samples import HEMENKOU, REGIONS

TEXTS = [HEMENKOU.read_text(encoding="utf-8")[:6000], *(path.read_text(encoding="utf-8") for path in REGIONS)]
JUNK = (
    *(
        "\t",
        "\n",
        "\n\t",
        "\n\n\t",
        "=1+1",
        "1e400",
        "９９",
        "-",
        "—",
        "/",
        "100%",
        "NaN",
        "指标1：",
        "总分",
        "分值",
        "得分",
    ),
    *(
        "项目名称",
        "𠮷",
        "#REF!",
        "\ufeff",
        "1,234.5.6",
        "０",
        "-0",
        "一级指标",
        "三级指标",
        "年初预算数",
        "(元)",
        "其中：",
        "@",
        "+",
    ),
)


SEEDS = range(150)


def test_a_damaged_text_is_kept_faithfully_or_refused():
    unfaithful = [seed for seed in SEEDS if not keeps_or_refuses(damaged(Random(seed)))]
    # a title in the middle of a row of points is beyond a workbook too; it is refused, and it is rare
    assert len(unfaithful) <= 2


def keeps_or_refuses(content: str) -> bool:
    """False where the workbook would not read back and was therefore refused."""
    try:
        source = Source("损坏.txt", content.encode("utf-8", "ignore"))
        result = read_source(source)
        loaded = Loaded(Path("损坏.txt"), source, result.forms, result.problems)
        policy = policy_for(loaded, None)
        made = workbook_of([loaded], policy)
    except CannotGoOn as reason:
        return "读回来不一样" not in str(reason)
    assert made.forms == tuple(completed(form, policy) for form in result.forms)
    return True


def damaged(random: Random) -> str:
    letters = list(random.choice(TEXTS))
    for _ in range(random.randint(1, 25)):
        at = random.randrange(len(letters))
        kind = random.random()
        if kind < 0.5:
            letters[at:at] = random.choice(JUNK)
        elif kind < 0.8:
            del letters[at : at + random.randint(1, 30)]
        else:
            begin = random.randrange(len(letters))
            letters[at:at] = letters[begin : begin + random.randint(1, 200)]
    return "".join(letters)
