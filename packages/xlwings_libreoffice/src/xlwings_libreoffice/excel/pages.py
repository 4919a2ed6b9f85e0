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
    for each in given.PropertySetInfo.Properties:
        if not each.Attributes & READ_ONLY and each.Name not in OUTLAST:
            with contextlib.suppress(Exception):  # such as paper trays of a printer that is not there
                setattr(wanted, each.Name, getattr(given, each.Name))
    copy.PageStyle = name


def _pages(document: Any) -> Any:
    return document.StyleFamilies.getByName("PageStyles")
