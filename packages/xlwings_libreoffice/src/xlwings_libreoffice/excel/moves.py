"""Where cells go when others are inserted or deleted: ranges that are held move along, as Excel's do."""

from __future__ import annotations

from dataclasses import dataclass

from xlwings_libreoffice.address import ROWS, Area


@dataclass(frozen=True)
class Inserted:
    """Cells put in at `area`; what was there went down."""

    area: Area

    def moved(self, other: Area) -> Area | None:
        """Where the other area is afterwards."""
        if not _in_band(self.area, other) or other.bottom < self.area.top or other.whole_columns:
            return other
        top = other.top + (self.area.rows if other.top >= self.area.top else 0)
        return Area(top, other.left, min(other.bottom + self.area.rows, ROWS), other.right)


@dataclass(frozen=True)
class Deleted:
    """Cells taken away at `area`; what was below came up."""

    area: Area

    def moved(self, other: Area) -> Area | None:
        """Where the other area is afterwards, None where nothing is left of it."""
        if not _in_band(self.area, other) or other.bottom < self.area.top or other.whole_columns:
            return other
        top = other.top if other.top < self.area.top else max(self.area.top, other.top - self.area.rows)
        bottom = self.area.top - 1 if other.bottom <= self.area.bottom else other.bottom - self.area.rows
        return Area(top, other.left, bottom, other.right) if bottom >= top else None


@dataclass(frozen=True)
class Sideways:
    """The same to the right and to the left; `change` holds the area with rows and columns exchanged."""

    change: Inserted | Deleted

    def moved(self, other: Area) -> Area | None:
        if other.whole_rows:
            return other
        found = self.change.moved(exchanged(other))
        return exchanged(found) if found else None


Change = Inserted | Deleted | Sideways


def exchanged(area: Area) -> Area:
    """Rows for columns."""
    return Area(area.left, area.top, area.right, area.bottom)


def _in_band(change: Area, other: Area) -> bool:
    """Only what is wholly in the columns that shift moves with them."""
    return change.left <= other.left and other.right <= change.right
