Attribute VB_Name = "JixiaoGuard"
' Purpose: decide whether a button may start Python on the active workbook, and say in Chinese why it may not.
'          xlwings takes its settings, the program to start among them, from a sheet of the active workbook or from
'          a file beside it first. A workbook that came by mail must not name a program, so such a workbook is refused.
'          Nor must a formula of such a workbook call the functions of xlwings, which start programs and touch files:
'          Excel lets every cell call every public function of an add-in. They ask IsForUs and do nothing for others.
'          What lets them work are procedures, which no cell can call.
' Errors:  raises none. Objects a host does not have (Protected View in LibreOffice or WPS) count as absent.
' Needs:   modules JixiaoTexts and JixiaoHost, module xlwings (RunPython, GetConfig, GetDirectoryConfigFilePath,
'          SheetExists, FileExists; the last by its full name, since LibreOffice has one of its own).
Option Explicit
Option Private Module

Private Const SettingsName As String = "jixiao.conf"
Private Const EmbeddedCode As String = ".py"

Private Enum Asker
    AskedByNobody
    AskedByButton
    AskedByCell
End Enum

Private Asking As Asker

Public Sub Press(PythonLine As String)
    Dim Answer As String
    Answer = Pressed(PythonLine)
    If Answer <> "" Then MsgBox Answer, vbExclamation, TextTitle()
End Sub

Private Function Pressed(PythonLine As String) As String
    Dim Before As Asker, Key As Long, Events As Boolean, Fault As Long
    Before = Asking
    Asking = AskedByButton
    HoldHost Application, Key, Events
    On Error GoTo Failed
    Pressed = FirstObstacle()
    If Pressed = "" Then
        Relink ActiveWorkbook
        RunPython PythonLine
    End If
Back:
    PutHostBack Application, Key, Events
    Asking = Before
    Exit Function
Failed:
    Fault = Err.Number
    ' security software may refuse WScript.Shell, or cmd.exe, or a file among those of temporary files
    Pressed = TextNotStarted() & " (" & Fault & ")"
    Resume Back
End Function

Public Sub LetCellAsk(Before As Long)
    Before = Asking
    Asking = AskedByCell
End Sub

Public Sub LetAskAsBefore(Before As Long)
    Asking = Before
End Sub

Public Function IsForUs() As Boolean
    ' while a button's Python works, cells are calculated too
    If Asking = AskedByButton Then IsForUs = Not IsCalledFromCell()
    If Asking = AskedByCell Then IsForUs = True
End Function

Private Function IsCalledFromCell() As Boolean
    Dim Host As Object
    Set Host = Application
    On Error Resume Next
    IsCalledFromCell = (TypeName(Host.Caller) = "Range")
End Function

Public Function FirstObstacle() As String
    If ActiveWorkbook Is Nothing Then
        If InProtectedView() Then
            FirstObstacle = TextProtectedView()
        Else
            FirstObstacle = TextNoWorkbook()
        End If
    ElseIf BringsSettings() Then
        FirstObstacle = TextForeignSettings()
    ElseIf Not InterpreterIsThere() Then
        FirstObstacle = TextNoInterpreter()
    End If
End Function

Private Function InProtectedView() As Boolean
    Dim Host As Object, ViewWindow As Object
    ' bound late: where the host knows no Protected View, naming it would not even compile
    Set Host = Application
    On Error Resume Next
    Set ViewWindow = Host.ActiveProtectedViewWindow
    On Error GoTo 0
    InProtectedView = Not ViewWindow Is Nothing
End Function

Private Function BringsSettings() As Boolean
    Dim Sheet As Object
    For Each Sheet In ActiveWorkbook.Sheets
        If LCase$(Sheet.Name) = SettingsName Then BringsSettings = True
        If LCase$(Right$(Sheet.Name, Len(EmbeddedCode))) = EmbeddedCode Then BringsSettings = True
    Next
    ' the very look-ups of xlwings, so that no spelling passes here and is found there
    If xlwings.SheetExists(ActiveWorkbook, SettingsName) Then BringsSettings = True
    If xlwings.FileExists(GetDirectoryConfigFilePath()) Then BringsSettings = True
End Function

Private Function InterpreterIsThere() As Boolean
    #If Mac Then
        InterpreterIsThere = True
    #Else
        Dim Interpreter As String
        Interpreter = GetConfig("INTERPRETER_WIN", "")
        If Interpreter = "" Then Interpreter = GetConfig("INTERPRETER", "")
        If Interpreter <> "" Then InterpreterIsThere = xlwings.FileExists(Interpreter)
    #End If
End Function
