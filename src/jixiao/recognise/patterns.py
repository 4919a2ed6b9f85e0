"""Labels as patterns: which field a bare label names, however a region words it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

MOST_REMEMBERED = 20000
NEW: tuple[str, int] = ("", -1)
"""Stands for a label not looked up yet."""
DECORATION = "★☆※▲●◆■□☑#*-—、.:;"


class Words:
    """Bare label → field of one part of the form: by words, or by patterns that are ranked, the first the surest."""

    __slots__ = ("_fields", "_known", "_pattern", "_words")

    def __init__(self, groups: Mapping[str, Iterable[str]], words: Mapping[str, str] | None = None) -> None:
        ranked = [(field, rank, words) for field, listed in groups.items() for rank, words in enumerate(listed)]
        self._fields = [(field, rank) for field, rank, _ in ranked]
        self._pattern = re.compile("|".join(f"({words})" for *_, words in ranked) or "(?!)")
        self._words = dict(words or {})
        self._known: dict[str, tuple[str, int] | None] = {}

    def get(self, word: str | None) -> str | None:
        """The field a bare label names; None when it names none."""
        found = self.ranked(word)
        return found[0] if found else None

    def ranked(self, word: str | None) -> tuple[str, int] | None:
        """The field with the rank of the pattern that names it, 0 the surest."""
        if not word:
            return None
        try:
            return self._known[word]
        except KeyError:
            return self._remember(word)

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether any of several bare labels, none of them empty, names a field; asked of every row of every table."""
        remembered = self._known.get
        for word in words:
            found = remembered(word, NEW)
            if (self._remember(word) if found is NEW else found) is not None:
                return True
        return False

    def __getitem__(self, word: str) -> str:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __contains__(self, word: object) -> bool:
        try:
            return self._known[word] is not None  # type: ignore[index]
        except KeyError:
            return isinstance(word, str) and self.ranked(word) is not None

    def _remember(self, word: str) -> tuple[str, int] | None:
        exact = self._words.get(word)
        if exact is not None:
            found: tuple[str, int] | None = (exact, 0)
        else:
            # a plain alternation would stop at a shorter pattern: the whole label has to fit one of them
            match = self._pattern.fullmatch(word.strip(DECORATION))
            found = self._fields[match.lastindex - 1] if match and match.lastindex else None
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[word] = found
        return found


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
