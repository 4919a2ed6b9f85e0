"""A text cut to what a printed row has room for: its beginning, … for what is left out, and its end."""

from __future__ import annotations

CELL, SENTENCE = 60, 240
"""Letters of what was found in a form (five lines of its column), and of what is said about it."""
TAIL = 4


def abridged(text: str, most: int) -> str:
    """`text` in at most so many characters; the fault it is quoted for may be at either end."""
    if len(text) <= most:
        return text
    tail = most // TAIL
    return f"{text[: most - tail - 1]}…{text[-tail:]}"
