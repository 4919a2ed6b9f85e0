Attribute VB_Name = "JixiaoHost"
' Purpose: what Excel has to be like while the Python of a button works, and again when it is done or was ended.
'          Formulas with functions for cells name the add-in by the place it had on the PC they were written on; before
'          a button works they are led to the add-in of this PC.
' Errors:  raises none. What a host does not have or refuses (a protected sheet) stays as it is.
Option Explicit
Option Private Module

Private Const KeyIgnored As Long = 0 ' xlDisabled
Private Const KeyInterrupts As Long = 1 ' xlInterrupt
Private Const ExcelLinks As Long = 1 ' xlExcelLinks

Public Sub HoldHost(Host As Object, Key As Long, Events As Boolean)
    Key = KeyInterrupts
    Events = True
    On Error Resume Next
    Key = Host.EnableCancelKey
    Events = Host.EnableEvents
    ' Esc is meant for Python, which stops between two files; Excel would break off this macro
    Host.EnableCancelKey = KeyIgnored
End Sub

Public Sub PutHostBack(Host As Object, Key As Long, Events As Boolean)
    On Error Resume Next
    Host.StatusBar = False
    Host.ScreenUpdating = True
    Host.DisplayAlerts = True
    Host.EnableEvents = Events
    Host.EnableCancelKey = Key
End Sub

Public Sub Relink(Book As Object)
    Dim Links As Variant, Link As Variant
    On Error Resume Next
    Links = Book.LinkSources(ExcelLinks)
    If Not IsArray(Links) Then Exit Sub
    For Each Link In Links
        If IsElsewhere(CStr(Link), ThisWorkbook.Name, ThisWorkbook.FullName) Then
            Book.ChangeLink CStr(Link), ThisWorkbook.FullName, ExcelLinks
        End If
    Next
End Sub

Private Function IsElsewhere(Link As String, Name As String, Place As String) As Boolean
    Dim Ending As String
    Ending = LCase$(Right$(Replace(Link, "\", "/"), Len(Name) + 1))
    IsElsewhere = (Ending = "/" & LCase$(Name)) And (LCase$(Link) <> LCase$(Place))
End Function
