Attribute VB_Name = "JixiaoCells"
' Purpose: what the functions for cells have in common: the values they hand over, the one call into Python, the words
'          where that fails, and what Excel's function wizard says of them.
'          Python is started only while the active workbook meets no obstacle of JixiaoGuard. From then on that same
'          Python answers and no settings are looked at, whatever workbook is recalculated.
' Errors:  raises none; a cell shows a Chinese sentence instead.
' Needs:   modules JixiaoGuard (FirstObstacle, LetCellAsk, LetAskAsBefore), JixiaoTexts (Decoded and texts) and xlwings
'          (XLPy, GetConfig, ParentFolder).
Option Explicit
Option Private Module

Private Const PythonModule As String = "jixiao.live.udf.functions"
Private Const PauseSeconds As Long = 3
Private Const MostPauses As Long = 100
Private Const MostRows As Long = 1000
Private Const MostColumns As Long = 60

Private Python As Object
Private Pauses As Long

Public Function Answer(Task As String, Given As Variant) As Variant
    #If Mac Then
        Answer = TextOnlyWindows()
    #Else
        Dim Found As Variant, Done As Boolean
        Done = Asked(Task, Given, Found)
        If Not Done Then
            ' none was started yet, or the one that answered so far has ended
            Set Python = Nothing
            If Started() Then Done = Asked(Task, Given, Found)
        End If
        If Done Then
            Answer = Found
        Else
            Answer = WhyNot()
        End If
    #End If
End Function

Public Function Shown(Optional Given As Variant) As Variant
    Dim Block As Object
    If IsMissing(Given) Then
        Shown = ""
    ElseIf Not IsObject(Given) Then
        Shown = Given
    Else
        Set Block = Used(Given)
        Shown = ""
        If Not Block Is Nothing Then Shown = ShownBlock(Block)
    End If
End Function

Public Function FirstCell(Given As Variant) As String
    Dim Block As Object
    FirstCell = "A1"
    If Not IsObject(Given) Then Exit Function
    Set Block = Used(Given)
    If Not Block Is Nothing Then FirstCell = Block.Cells(1, 1).Address(False, False)
End Function

Public Function MergedCells(Given As Variant) As String
    Dim Block As Object, Cell As Object, Address As String, Found As String
    If Not IsObject(Given) Then Exit Function
    Set Block = Used(Given)
    If Block Is Nothing Then Exit Function
    For Each Cell In Block.Cells
        If Cell.MergeCells Then
            Address = Cell.MergeArea.Address(False, False)
            If InStr(Found & " ", " " & Address & " ") = 0 Then Found = Found & " " & Address
        End If
    Next
    MergedCells = Mid$(Found, 2)
End Function

Public Function SheetsBeside() As Variant
    SheetsBeside = ""
    On Error Resume Next
    SheetsBeside = SheetsBut(Application.Caller.Worksheet)
End Function

Public Function SheetsBut(Home As Object) As Variant
    Dim Found() As Variant, Number As Long, Sheet As Object
    SheetsBut = ""
    ReDim Found(0 To Home.Parent.Worksheets.Count - 1)
    For Each Sheet In Home.Parent.Worksheets
        If Sheet.Name <> Home.Name Then
            Found(Number) = ShownSheet(Sheet)
            Number = Number + 1
        End If
    Next
    If Number = 0 Then Exit Function
    ReDim Preserve Found(0 To Number - 1)
    SheetsBut = Found
End Function

Public Function CallerRows() As Long
    CallerRows = 1
    On Error Resume Next
    CallerRows = Application.Caller.Rows.Count
End Function

Public Function CallerColumns() As Long
    CallerColumns = 1
    On Error Resume Next
    CallerColumns = Application.Caller.Columns.Count
End Function

Public Sub PlanDescriptions()
    ' Excel takes descriptions only while a workbook is open, and at its start none is
    On Error Resume Next
    Pauses = Pauses + 1
    If Pauses > MostPauses Then Exit Sub
    Application.OnTime Now + TimeSerial(0, 0, PauseSeconds), "'" & ThisWorkbook.Name & "'!DescribeFunctions"
End Sub

Public Sub Describe(Task As String, Texts() As String)
    Dim Help() As String, Number As Long
    ReDim Help(1 To UBound(Texts))
    For Number = 1 To UBound(Texts)
        Help(Number) = Decoded(Mid$(Texts(Number), 2))
    Next
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & Task, _
        Description:=Decoded(Mid$(Texts(0), 2)), Category:=TextTitle(), ArgumentDescriptions:=Help
End Sub

Private Function Asked(Task As String, Given As Variant, Found As Variant) As Boolean
    On Error GoTo Failed
    If Python Is Nothing Then Exit Function
    Found = Python.CallUDF(PythonModule, Task, Given)
    Asked = True
Failed:
End Function

Private Function Started() As Boolean
    Dim Asker As Long
    LetCellAsk Asker
    On Error GoTo Failed
    If FirstObstacle() = "" Then StartPython
Failed:
    LetAskAsBefore Asker
    Started = Not Python Is Nothing
End Function

Private Sub StartPython()
    Dim Before As String
    Before = CurDir$()
    ' Python imports from the folder it is started in before all others; that must not be where a mailed file lies
    WorkIn ParentFolder(GetConfig("INTERPRETER_WIN", GetConfig("INTERPRETER", "")))
    On Error Resume Next
    Set Python = XLPy()
    WorkIn Before
End Sub

Private Sub WorkIn(Folder As String)
    On Error Resume Next
    ChDrive Folder
    ChDir Folder
End Sub

Private Function WhyNot() As String
    Dim Asker As Long
    WhyNot = TextFunctionFailed()
    LetCellAsk Asker
    On Error GoTo Failed
    If FirstObstacle() <> "" Then WhyNot = TextFunctionObstacle()
Failed:
    LetAskAsBefore Asker
End Function

Private Function Used(Given As Variant) As Object
    Set Used = Application.Intersect(Given, Given.Worksheet.UsedRange)
End Function

Private Function ShownSheet(Sheet As Object) As Variant
    Dim Block As Object
    Set Block = Sheet.UsedRange
    ' a form is never as large as what a stray format can make of a sheet
    If Block.Rows.Count > MostRows Then Set Block = Block.Resize(MostRows, Block.Columns.Count)
    If Block.Columns.Count > MostColumns Then Set Block = Block.Resize(Block.Rows.Count, MostColumns)
    ShownSheet = Array(Sheet.Name, ShownBlock(Block), FirstCell(Block), MergedCells(Block))
End Function

Private Function ShownBlock(Block As Object) As Variant
    Dim Cells() As Variant, Row As Long, Column As Long
    ReDim Cells(0 To Block.Rows.Count - 1, 0 To Block.Columns.Count - 1)
    For Row = 0 To UBound(Cells, 1)
        For Column = 0 To UBound(Cells, 2)
            Cells(Row, Column) = ShownCell(Block.Cells(Row + 1, Column + 1))
        Next
    Next
    ShownBlock = Cells
End Function

Private Function ShownCell(Cell As Object) As Variant
    Dim Value As Variant
    Value = Cell.Value
    ShownCell = Value
    If VarType(Value) = vbCurrency Then
        ' an amount formatted as money loses all but four places on its way
        ShownCell = Cell.Value2
    ElseIf VarType(Value) = vbDouble Then
        ' 0.95 shown as 95% is a percentage, and 1.2 shown as 120% is no 1.2%
        If InStr(Cell.NumberFormat, "%") > 0 Then ShownCell = Replace(CStr(Value * 100), ",", ".") & "%"
    End If
End Function
