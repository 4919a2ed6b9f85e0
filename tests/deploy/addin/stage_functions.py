"""The add-in with a Python that notes what the functions for cells ask, instead of answering."""

from __future__ import annotations

from functools import cache
from typing import Any

from jixiao.deploy.addin import build, project, shipped
from jixiao.deploy.addin.modules import Module, Sort, standard
from tests.deploy.addin import basic
from tests.deploy.addin.stage import CLASSES, ONLY_FOR_THE_MAC, STAND_IN, with_project

LIBRARY = "Jixiao"
PLAYED = (
    STAND_IN
    + """Public Starts As Long
Public Silent As Boolean
Public Asked As Variant
Public Function XLPy()
    Starts = Starts + 1
    Set XLPy = New Listener
End Function
Public Function ParentFolder(ByVal Folder) As String
    ParentFolder = Folder
End Function
"""
)
QUESTIONS = """Public Function Count() As Long
    Count = Starts
End Function
Public Function LastAsked() As Variant
    LastAsked = Asked
End Function
Public Function LastLine() As String
    LastLine = Captured
End Function
Public Sub FallSilent()
    Silent = True
End Sub
"""
# what xlwings itself has is guarded as in the add-in; what the tests ask is not
RUNNER = shipped.only_for_us(PLAYED) + QUESTIONS
LISTENER = Module(
    "Listener",
    Sort.CLASS,
    """Attribute VB_Name = "Listener"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Option Explicit
Public Function CallUDF(ModuleName, FunctionName, Given)
    If xlwings.Silent Then
        xlwings.Silent = False
        Err.Raise 462
    End If
    xlwings.Asked = Array(ModuleName, FunctionName, Given)
    CallUDF = "answered"
End Function
""",
)
CALLER = standard("""Attribute VB_Name = "Caller"
Option Explicit
Public Function Shows(Address As String) As Variant
    Shows = Shown(ActiveSheet.Range(Address))
End Function
Public Function Begins(Address As String) As Variant
    Begins = FirstCell(ActiveSheet.Range(Address))
End Function
Public Function Merges(Address As String) As Variant
    Merges = MergedCells(ActiveSheet.Range(Address))
End Function
Public Function Beside() As Variant
    Beside = SheetsBut(ActiveSheet)
End Function
""")


@cache
def staged() -> bytes:
    """The add-in as built, its runner replaced by the listener."""
    macros = build.macros().without_module(ONLY_FOR_THE_MAC)
    return with_project(
        build.build(), project.write(macros.with_modules([standard(RUNNER), LISTENER, CALLER, *CLASSES]))
    )


def call(document: Any, procedure: str, *arguments: object) -> Any:
    """What `Module.Procedure` of the add-in gives back."""
    return basic.call(document, f"{LIBRARY}.{procedure}", *arguments)
