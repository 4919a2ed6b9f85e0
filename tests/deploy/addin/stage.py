"""The add-in with xlwings' part played by a stand-in, which keeps each line of Python instead of running it."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from jixiao.deploy.addin import build, project
from jixiao.deploy.addin.modules import Module, Sort, standard
from jixiao.xlsx.opc.pack import compress, pack

INTERPRETER = "C:\\jixiao\\python.exe"
STAND_IN = f"""Attribute VB_Name = "xlwings"
Option Explicit
Public Captured As String
Public SettingsBeside As Boolean
Public SettingsInside As Boolean
Public NoInterpreter As Boolean
Public Refused As Long
Public Function RunPython(PythonCommand As String)
    Dim Host As Object
    Set Host = Application
    Host.EnableEvents = False
    If Refused <> 0 Then Err.Raise Refused
    Captured = Captured & PythonCommand
End Function
Public Sub Refuse(Number)
    Refused = Number
End Sub
Public Function EventsAreOn() As Boolean
    Dim Host As Object
    Set Host = Application
    EventsAreOn = Host.EnableEvents
End Function
Public Function KeyWhileHeldAndAfter() As String
    Dim Host As New PlayedHost, Key As Long, Events As Boolean
    Host.EnableCancelKey = 1
    HoldHost Host, Key, Events
    KeyWhileHeldAndAfter = Host.EnableCancelKey
    Host.ScreenUpdating = False
    PutHostBack Host, Key, Events
    KeyWhileHeldAndAfter = KeyWhileHeldAndAfter & " " & Host.EnableCancelKey & " " & Host.ScreenUpdating
End Function
Public Function LinksLed() As String
    Dim Book As New PlayedBook
    Relink Book
    LinksLed = Book.Led
End Function
Public Function Taken() As String
    Taken = Captured
    Captured = ""
End Function
Public Sub PutSettingsBeside()
    SettingsBeside = True
End Sub
Public Sub PutSettingsInside()
    SettingsInside = True
End Sub
Public Sub LoseInterpreter()
    NoInterpreter = True
End Sub
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    GetConfig = "{INTERPRETER}"
End Function
Public Function GetDirectoryConfigFilePath() As String
    GetDirectoryConfigFilePath = "jixiao.conf"
End Function
Public Function SheetExists(wb As Object, sheetName As String) As Boolean
    SheetExists = SettingsInside
End Function
Public Function FileExists(ByVal FileSpec As String) As Boolean
    If FileSpec = "{INTERPRETER}" Then FileExists = Not NoInterpreter
    If FileSpec = "jixiao.conf" Then FileExists = SettingsBeside
End Function
"""
HEAD = """Attribute VB_Name = "{}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Option Explicit
"""
PLAYED_HOST = """Public EnableCancelKey As Long
Public EnableEvents As Boolean
Public ScreenUpdating As Boolean
Public DisplayAlerts As Boolean
Public StatusBar As Variant
"""
PLAYED_BOOK = """Public Led As String
Public Function LinkSources(Sort)
    LinkSources = Array("C:\\Users\\A\\XLSTART\\JIXIAO.xlsm", "C:\\other.xlsx", "D:\\notjixiao.xlsm", ThisWorkbook.FullName)
End Function
Public Sub ChangeLink(Name, NewName, Sort)
    Led = Led & Name & ">" & NewName
End Sub
"""
CLASSES = [
    Module(n, Sort.CLASS, HEAD.format(n) + t) for n, t in (("PlayedHost", PLAYED_HOST), ("PlayedBook", PLAYED_BOOK))
]
# LibreOffice does not compile the dictionary that xlwings brings for the Mac, and then runs nothing of the library
ONLY_FOR_THE_MAC = "Dictionary"


@cache
def staged() -> bytes:
    """The add-in as built, its runner replaced by the stand-in."""
    macros = build.macros().without_module(ONLY_FOR_THE_MAC).with_modules([standard(STAND_IN), *CLASSES])
    return with_project(build.build(), project.write(macros))


def with_project(add_in: bytes, content: bytes) -> bytes:
    """The add-in with another `vbaProject.bin`."""
    with zipfile.ZipFile(io.BytesIO(add_in)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/vbaProject.bin"] = content
    return pack(compress(name, part) for name, part in parts.items())
