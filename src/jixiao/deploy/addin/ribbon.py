"""The ribbon XML of the tab: one part for Excel 2010 and later, one for Excel 2007 and hosts that know only that."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from jixiao.deploy.addin.buttons import Button, Tab

CALLBACKS = "JixiaoRibbon"
NAMESPACES = {
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
}


def parts(tab: Tab) -> dict[str, str]:
    """Each part's name in the package with its text."""
    return {name: "\n".join(_lines(tab, namespace)) + "\n" for name, namespace in NAMESPACES.items()}


def _lines(tab: Tab, namespace: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    yield f'<customUI xmlns="{namespace}">'
    yield "  <ribbon>"
    yield "    <tabs>"
    yield f"      <tab {_attributes(id=tab.id, label=tab.label)}>"
    for group in tab.groups:
        yield f"        <group {_attributes(id=group.id, label=group.label)}>"
        yield from (f"          <button {_button(button)}/>" for button in group.buttons)
        yield "        </group>"
    yield "      </tab>"
    yield "    </tabs>"
    yield "  </ribbon>"
    yield "</customUI>"


def _button(button: Button) -> str:
    return _attributes(
        id=button.procedure,
        label=button.label,
        size=button.size,
        imageMso=button.icon,
        onAction=f"{CALLBACKS}.{button.procedure}",
        screentip=button.screentip,
        supertip=button.supertip,
    )


def _attributes(**values: str) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
