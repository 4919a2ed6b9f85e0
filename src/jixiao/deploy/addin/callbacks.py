"""The VBA modules that are generated: a procedure behind each button, a function for each text."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from textwrap import wrap

from jixiao.deploy.addin.buttons import Button, Tab
from jixiao.deploy.addin.ribbon import CALLBACKS

TEXTS = "JixiaoTexts"
LINE = 90
"""Characters of numbers in one line of source."""

_CALLBACKS_HEAD = """\
' Purpose: one procedure for each button of the ribbon tab; each runs one command of jixiao.live.ribbon.
'          Generated from commands.toml by python -m jixiao.deploy.addin.build: change the table, not this file.
' Errors:  raises none. Press shows what went wrong in Python and says why a button cannot start.
' Needs:   module JixiaoGuard (Press).
Option Explicit
"""
_TEXTS_HEAD = """\
' Purpose: the Chinese texts of the macros, as numbers of UTF-16 units, since sources are ASCII on every code page.
'          Generated from commands.toml by python -m jixiao.deploy.addin.build: change the table, not this file.
' Errors:  raises none.
Option Explicit
Option Private Module
"""
_DECODE = """
Public Function Decoded(Numbers As String) As String
    Dim Number As Variant, Text As String
    For Each Number In Split(Numbers, " ")
        Text = Text & ChrW(CLng("&H" & Number))
    Next
    Decoded = Text
End Function
"""


def modules(tab: Tab) -> dict[str, str]:
    """The text of each generated module by its name."""
    procedures = "".join(map(_procedure, tab.buttons))
    return {
        CALLBACKS: attribute(CALLBACKS) + _CALLBACKS_HEAD + procedures,
        TEXTS: attribute(TEXTS) + _TEXTS_HEAD + "".join(_functions(tab.messages)) + _DECODE,
    }


def attribute(name: str) -> str:
    """The line by which a module says its name."""
    return f'Attribute VB_Name = "{name}"\n'


def _procedure(button: Button) -> str:
    # the control is an Object, not an IRibbonControl: that type is missing where the Office library is
    return f"""
Public Sub {button.procedure}(Control As Object)
    Press "{button.python}"
End Sub
"""


def _functions(messages: Mapping[str, str]) -> Iterator[str]:
    for name, text in messages.items():
        yield f"\nPublic Function Text{name}() As String\n    Dim Numbers As String\n"
        for line in wrap(numbers(text), LINE):
            yield f'    Numbers = Numbers & " {line}"\n'
        yield f"    Text{name} = Decoded(Mid$(Numbers, 2))\nEnd Function\n"


def numbers(text: str) -> str:
    """The UTF-16 units of `text` as hexadecimal numbers, which `Decoded` of the texts module turns back."""
    units = struct.iter_unpack("<H", text.encode("utf-16-le"))
    return " ".join(f"{unit:04X}" for (unit,) in units)
