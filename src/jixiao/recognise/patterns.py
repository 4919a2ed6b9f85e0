"""Labels as patterns: which field a bare label names, however a region words it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

MOST_REMEMBERED = 20000
DECORATION = "★☆※▲●◆■□☑#*-—、.:;"
Ranked = tuple[str, int]


class Words:
    """Bare label → field of one part of the form: by words, or by patterns that are ranked, the first the surest."""

    __slots__ = ("ranked",)

    def __init__(self, groups: Mapping[str, Iterable[str]], words: Mapping[str, str] | None = None) -> None:
        # the look-up itself, with no call around it: a form asks some hundred times
        self.ranked: Callable[[str | None], Ranked | None] = _Remembered(groups, words or {}).__getitem__
        """The field a label names with the rank of the pattern, 0 the surest; None when it names none."""

    def get(self, word: str | None) -> str | None:
        """The field a bare label names; None when it names none."""
        found = self.ranked(word)
        return found[0] if found else None

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether any of several bare labels names a field."""
        return any(map(self.ranked, words))

    def __getitem__(self, word: str) -> str:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.ranked(word) is not None


class _Remembered(dict[str | None, Ranked | None]):
    """A dictionary that fills itself: most labels come again and again."""

    def __init__(self, groups: Mapping[str, Iterable[str]], words: Mapping[str, str]) -> None:
        ranked = [(field, rank, words) for field, listed in groups.items() for rank, words in enumerate(listed)]
        self._fields = [(field, rank) for field, rank, _ in ranked]
        self._pattern = re.compile("|".join(f"({words})" for *_, words in ranked) or "(?!)")
        self._words = dict(words)

    def __missing__(self, word: str | None) -> Ranked | None:
        if not word:
            return None
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[word] = self._found(word)
        return found

    def _found(self, word: str) -> Ranked | None:
        exact = self._words.get(word)
        if exact is not None:
            return exact, 0
        # a plain alternation would stop at a shorter pattern: the whole label has to fit one of them
        match = self._pattern.fullmatch(word.strip(DECORATION))
        return self._fields[match.lastindex - 1] if match and match.lastindex else None


class Known:
    """Whether a bare label is known in any of several parts."""

    __slots__ = ("_parts",)

    def __init__(self, *parts: Words) -> None:
        self._parts = parts

    def __contains__(self, word: object) -> bool:
        return any(word in part for part in self._parts)


def filled_in(patterns: object, parts: Mapping[str, str]) -> list[str]:
    """The patterns of a list (or a single one) with {name} replaced by the part of that name."""
    listed = [patterns] if isinstance(patterns, str) else list(patterns)  # type: ignore[call-overload]
    return [_filled(text, parts) for text in listed]


def _filled(text: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda found: parts[found.group(1)], text)
