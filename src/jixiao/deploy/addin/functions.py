"""The functions for cells, from `macros/functions.toml`, and their VBA module: wrappers and help for the wizard."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

from jixiao import resources
from jixiao.deploy.addin.callbacks import LINE, attribute, numbers

TABLE, MODULE = "macros/functions.toml", "JixiaoFunctions"
LONGEST_HELP = 255
"""Characters of one help text that Excel shows."""

_HEAD = """\
' Purpose: one procedure for each function for cells; each asks one function of jixiao.live.udf.functions.
'          Below them what Excel's function wizard says of each and of its arguments, as numbers of UTF-16 units.
'          Generated from functions.toml by python -m jixiao.deploy.addin.build: change the table, not this file.
' Errors:  raises none; a cell shows a Chinese sentence instead (see JixiaoCells).
' Needs:   module JixiaoCells (Answer, Shown, Describe, PlanDescriptions and what tells the place of a cell).
Option Explicit
"""
_DESCRIBE = """
Public Sub Auto_Open()
    PlanDescriptions
End Sub

Public Sub DescribeFunctions()
    If ActiveWorkbook Is Nothing Then
        PlanDescriptions
        Exit Sub
    End If
    ' without its help a function still computes
    On Error Resume Next
{calls}End Sub
"""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as a user gives it; `help` is Chinese, for the function wizard.

    One that is not `passed` only has Excel calculate again when its cells change.
    """

    name: str
    help: str
    optional: bool = False
    passed: bool = True


@dataclass(frozen=True, slots=True)
class Function:
    """One function: `name` in a cell, `python` in jixiao.live.udf.functions.

    `context` are VBA expressions for the arguments that follow the user's own: where the cells are.
    """

    name: str
    python: str
    help: str
    arguments: tuple[Argument, ...]
    context: tuple[str, ...] = ()

    @property
    def describing(self) -> str:
        """The VBA procedure that hands the help to Excel, e.g. `DescribeExecutionScore`."""
        return "Describe" + "".join(word.title() for word in self.python.split("_"))


def load(path: Path | None = None) -> tuple[Function, ...]:
    """The functions as `path`, else the table of the checkout, gives them."""
    raw = tomllib.loads((path or resources.path(TABLE)).read_text(encoding="utf-8"))
    return tuple(map(_function, raw["functions"]))


def module(functions: Sequence[Function]) -> str:
    """The text of the VBA module."""
    calls = "".join(f"    {function.describing}\n" for function in functions)
    parts = [*map(_wrapper, functions), _DESCRIBE.format(calls=calls), *map(_description, functions)]
    return attribute(MODULE) + _HEAD + "".join(parts)


def _function(raw: Mapping[str, Any]) -> Function:
    arguments = tuple(Argument(**argument) for argument in raw["arguments"])
    return Function(raw["name"], raw["python"], raw["help"], arguments, tuple(raw.get("context", ())))


def _wrapper(function: Function) -> str:
    declared = ", ".join(f"{'Optional ' * one.optional}{one.name}" for one in function.arguments)
    given = ", ".join([*(f"Shown({one.name})" for one in function.arguments if one.passed), *function.context])
    head = _broken(f"Public Function {function.name}({declared})", "    ")
    call = _broken(f'    {function.name} = Answer("{function.python}", Array({given}))', "        ")
    return f"\n{head}\n{call}\nEnd Function\n"


def _broken(line: str, indent: str) -> str:
    """The line, gone on below where it is too long."""
    return " _\n".join(wrap(line, LINE, subsequent_indent=indent, drop_whitespace=True, break_long_words=False))


def _description(function: Function) -> str:
    texts = [function.help, *(argument.help for argument in function.arguments)]
    lines = "".join(line for number, text in enumerate(texts) for line in _text(number, text))
    return f"""
Private Sub {function.describing}()
    Dim Texts(0 To {len(texts) - 1}) As String
{lines}    Describe "{function.name}", Texts
End Sub
"""


def _text(number: int, text: str) -> Iterator[str]:
    for line in wrap(numbers(text), LINE):
        yield f'    Texts({number}) = Texts({number}) & " {line}"\n'
