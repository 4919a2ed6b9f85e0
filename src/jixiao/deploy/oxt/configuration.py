"""The files by which LibreOffice knows menu, toolbar, tips and who answers a press, from the table of buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from jixiao.deploy.addin.buttons import Button, Tab

PROTOCOL, HANDLER = "net.jixiao.button:", "net.jixiao.Buttons"
MENU, TOOLBAR = "net.jixiao.menu", "net.jixiao.toolbar"
TOOLBAR_RESOURCE = f"private:resource/toolbar/addon_{TOOLBAR}"
CONTEXT = "com.sun.star.sheet.SpreadsheetDocument"
SEPARATOR = "private:separator"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACES = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def parts(tab: Tab) -> dict[str, str]:
    """Each configuration file's name in the extension with its text."""
    return {
        "Addons.xcu": _file("Addons", "org.openoffice.Office", _addons(tab)),
        "CalcCommands.xcu": _file("CalcCommands", "org.openoffice.Office.UI", _tips(tab)),
        "CalcWindowState.xcu": _file("CalcWindowState", "org.openoffice.Office.UI", _toolbar_name(tab)),
        "ProtocolHandler.xcu": _file("ProtocolHandler", "org.openoffice.Office", _handler()),
    }


def url(button: Button) -> str:
    """The command that LibreOffice carries out for a button."""
    return f"{PROTOCOL}{button.name}"


def _file(name: str, package: str, lines: Iterable[str]) -> str:
    head = f"<oor:component-data {_SPACES} oor:name={quoteattr(name)} oor:package={quoteattr(package)}>"
    return "\n".join([_HEAD, head, *lines, "</oor:component-data>"]) + "\n"


def _addons(tab: Tab) -> Iterator[str]:
    yield '<node oor:name="AddonUI">'
    yield '<node oor:name="OfficeMenuBar">'
    yield f"<node oor:name={quoteattr(MENU)} oor:op={quoteattr('replace')}>"
    yield from (_property("Title", tab.label, localized=True), _property("Context", CONTEXT))
    yield '<node oor:name="Submenu">'
    yield from _items(tab, numbered=True)
    yield "</node></node></node>"
    yield f'<node oor:name="OfficeToolBar"><node oor:name={quoteattr(TOOLBAR)} oor:op="replace">'
    yield from _items(tab, numbered=False)
    yield "</node></node></node>"


def _items(tab: Tab, numbered: bool) -> Iterator[str]:
    """The buttons with a line between groups. LibreOffice puts entries in the order of their names."""
    entries: list[Button | None] = []
    for group in tab.groups:
        entries += [None, *group.buttons] if entries else group.buttons
    keys = {button: _key(number) for number, button in enumerate(tab.buttons, 1)}
    for number, entry in enumerate(entries, 1):
        if entry is None:
            yield _node(f"m{number:02}", _property("URL", SEPARATOR))
            continue
        title = f"{entry.label}(~{keys[entry]})" if numbered else entry.label
        yield _node(
            f"m{number:02}",
            _property("URL", url(entry)),
            _property("Title", title, localized=True),
            _property("Target", "_self"),
            _property("Context", CONTEXT),
        )


def _key(number: int) -> str:
    """The key that presses the item in an open menu: 1 to 9, then characters."""
    return "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number - 1]


def _tips(tab: Tab) -> Iterator[str]:
    yield '<node oor:name="UserInterface"><node oor:name="Commands">'
    for button in tab.buttons:
        yield _node(
            url(button),
            _property("Label", button.label, localized=True),
            _property("TooltipLabel", button.supertip, localized=True),
        )
    yield "</node></node>"


def _toolbar_name(tab: Tab) -> Iterator[str]:
    yield '<node oor:name="UIElements"><node oor:name="States">'
    yield _node(
        TOOLBAR_RESOURCE,
        _property("UIName", tab.label, localized=True),
        _typed("Docked", "boolean", "true"),
        _typed("DockingArea", "int", "0"),
        _typed("Visible", "boolean", "true"),
        _typed("Style", "int", "1"),
    )
    yield "</node></node>"


def _handler() -> Iterator[str]:
    yield '<node oor:name="HandlerSet">'
    yield _node(HANDLER, f'<prop oor:name="Protocols" oor:type="oor:string-list"><value>{PROTOCOL}*</value></prop>')
    yield "</node>"


def _node(name: str, *inside: str) -> str:
    return f'<node oor:name={quoteattr(name)} oor:op="replace">{"".join(inside)}</node>'


def _property(name: str, value: str, localized: bool = False) -> str:
    # one text in all languages of the program: the forms are Chinese; others are shown what is there for en-US
    languages = (' xml:lang="en-US"', ' xml:lang="zh-CN"') if localized else ("",)
    values = "".join(f"<value{language}>{escape(value)}</value>" for language in languages)
    return f'<prop oor:name="{name}" oor:type="xs:string">{values}</prop>'


def _typed(name: str, kind: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:{kind}"><value>{value}</value></prop>'
