"""The page a sheet prints on: LibreOffice leaves it behind when a sheet goes to another document."""

from __future__ import annotations

import contextlib
from typing import Any

READ_ONLY = 16  # com.sun.star.beans.PropertyAttribute
OUTLAST = frozenset({"ParentStyle", "FollowStyle", "DisplayName"})


def bring_page(source: Any, sheet: Any, target: Any, copy: Any) -> None:
    """Give `copy` in `target` a page set up like that of `sheet` in `source`."""
    given = _pages(source).getByName(sheet.PageStyle)
    pages, name = _pages(target), f"PageStyle_{copy.Name}"
    if not pages.hasByName(name):
        pages.insertByName(name, target.createInstance("com.sun.star.style.PageStyle"))
    wanted = pages.getByName(name)
    properties = (each for each in given.PropertySetInfo.Properties if not each.Attributes & READ_ONLY)
    names = tuple(each.Name for each in properties if each.Name not in OUTLAST)
    for each, value, known in zip(names, given.getPropertyValues(names), wanted.getPropertyValues(names), strict=True):
        if value != known:  # each one set breaks the pages of all sheets of that style again
            with contextlib.suppress(Exception):  # such as paper trays of a printer that is not there
                setattr(wanted, each, value)
    copy.PageStyle = name


def _pages(document: Any) -> Any:
    return document.StyleFamilies.getByName("PageStyles")
