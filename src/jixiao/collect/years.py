"""Which years a collection sums: those somebody named, the roster's, or the one most of the forms have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Source = Literal["given", "roster", "forms", "every"]
SOURCES: dict[Source, str] = {
    "given": "--year 所写",
    "roster": "名单所写",
    "forms": "多数表的年度；要汇总别的年度，加 --year",
    "every": "不分年度",
}


@dataclass(frozen=True, slots=True)
class Years:
    """The years `counted` (none: every year), and who named them."""

    counted: tuple[int, ...]
    source: Source

    def hold(self, year: int | None) -> bool:
        """Whether a form of `year` is summed; one that does not say its year is."""
        return not self.counted or year is None or year in self.counted

    def known(self, years: Iterable[int | None]) -> Years:
        """These; where the forms decide, the year most of them have, the later of two that as many have."""
        if self.source != "forms":
            return self
        numbers = Counter(year for year in years if year is not None)
        most = max(numbers, key=lambda year: (numbers[year], year), default=None)
        return self if most is None else Years((most,), "forms")

    @property
    def shown(self) -> str:
        """As text: 2024、2025; empty for every year."""
        return "、".join(map(str, self.counted))


EVERY = Years((), "every")
BY_FORMS = Years((), "forms")
