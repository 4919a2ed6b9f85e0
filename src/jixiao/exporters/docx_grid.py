"""The cells of a Word table as data: text, span, look and downward merge; nothing of Word's markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Merged = Literal["", "first", "below"]
Look = Literal["label", "entry", "text", "total", "project"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, how many columns it spans, and whether it begins or continues a block merged downward."""

    text: str = ""
    span: int = 1
    look: Look = "label"
    merged: Merged = ""


Row = tuple[Cell, ...]
