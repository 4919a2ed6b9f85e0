Attribute VB_Name = "JixiaoTexts"
' Purpose: the Chinese texts of the macros, as numbers of UTF-16 units, since sources are ASCII on every code page.
'          Generated from commands.toml by python -m jixiao.deploy.addin.build: change the table, not this file.
' Errors:  raises none.
Option Explicit
Option Private Module

Public Function TextTitle() As String
    Dim Numbers As String
    Numbers = Numbers & " 7EE9 6548 81EA 8BC4"
    TextTitle = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextNoWorkbook() As String
    Dim Numbers As String
    Numbers = Numbers & " 5F53 524D 6CA1 6709 6253 5F00 7684 5DE5 4F5C 7C3F 3002 8BF7 5148 6253 5F00 8981 5904 7406"
    Numbers = Numbers & " 7684 5DE5 4F5C 7C3F FF0C 518D 70B9 6B64 6309 94AE 3002"
    TextNoWorkbook = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextProtectedView() As String
    Dim Numbers As String
    Numbers = Numbers & " 6B64 6587 4EF6 5728 201C 53D7 4FDD 62A4 7684 89C6 56FE 201D 4E2D 6253 5F00 FF0C 4E0D 80FD"
    Numbers = Numbers & " 5904 7406 3002 8BF7 5148 70B9 7A97 53E3 4E0A 65B9 9EC4 6761 91CC 7684 201C 542F 7528 7F16"
    Numbers = Numbers & " 8F91 201D FF0C 518D 70B9 6B64 6309 94AE 3002"
    TextProtectedView = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextForeignSettings() As String
    Dim Numbers As String
    Numbers = Numbers & " 6B64 5DE5 4F5C 7C3F 6216 5176 6240 5728 6587 4EF6 5939 5E26 6709 7A0B 5E8F 8BBE 7F6E FF08"
    Numbers = Numbers & " 540D 4E3A 0020 006A 0069 0078 0069 0061 006F 002E 0063 006F 006E 0066 0020 7684 5DE5 4F5C"
    Numbers = Numbers & " 8868 6216 6587 4EF6 FF0C 6216 540D 79F0 4EE5 0020 002E 0070 0079 0020 7ED3 5C3E 7684 5DE5"
    Numbers = Numbers & " 4F5C 8868 FF09 FF0C 53EF 80FD 4F7F 672C 673A 8FD0 884C 6765 5386 4E0D 660E 7684 7A0B 5E8F"
    Numbers = Numbers & " FF0C 5DF2 505C 6B62 3002 8BF7 5411 62A5 9001 5355 4F4D 6838 5B9E FF1B 786E 8BA4 65E0 7528"
    Numbers = Numbers & " 540E 5220 9664 8BE5 5DE5 4F5C 8868 6216 6587 4EF6 FF0C 518D 70B9 6B64 6309 94AE 3002"
    TextForeignSettings = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextNoInterpreter() As String
    Dim Numbers As String
    Numbers = Numbers & " 627E 4E0D 5230 8FD0 884C 672C 5DE5 5177 7684 0020 0050 0079 0074 0068 006F 006E 3002 8BF7"
    Numbers = Numbers & " 5173 95ED 0020 0045 0078 0063 0065 006C FF0C 91CD 65B0 8FD0 884C 5B89 88C5 5305 4E2D 7684"
    Numbers = Numbers & " 201C 5B89 88C5 002E 0062 0061 0074 201D FF0C 518D 6253 5F00 0020 0045 0078 0063 0065 006C"
    Numbers = Numbers & " 0020 8BD5 4E00 6B21 3002"
    TextNoInterpreter = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextOnlyWindows() As String
    Dim Numbers As String
    Numbers = Numbers & " 6B64 51FD 6570 53EA 80FD 5728 0020 0057 0069 006E 0064 006F 0077 0073 0020 7248 0020 0045"
    Numbers = Numbers & " 0078 0063 0065 006C 0020 4E2D 8BA1 7B97"
    TextOnlyWindows = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextFunctionObstacle() As String
    Dim Numbers As String
    Numbers = Numbers & " 672A 8BA1 7B97 FF1A 73B0 5728 4E0D 80FD 542F 52A8 8BA1 7B97 7A0B 5E8F 3002 8BF7 70B9 201C"
    Numbers = Numbers & " 7EE9 6548 81EA 8BC4 201D 9009 9879 5361 7684 201C 5E2E 52A9 002F 5173 4E8E 201D FF0C 6309"
    Numbers = Numbers & " 63D0 793A 5904 7406 540E 6309 0020 0043 0074 0072 006C 002B 0041 006C 0074 002B 0046 0039"
    Numbers = Numbers & " 0020 91CD 7B97"
    TextFunctionObstacle = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextFunctionFailed() As String
    Dim Numbers As String
    Numbers = Numbers & " 672A 8BA1 7B97 FF1A 8BA1 7B97 7A0B 5E8F 6CA1 6709 5E94 7B54 3002 8BF7 6309 0020 0043 0074"
    Numbers = Numbers & " 0072 006C 002B 0041 006C 0074 002B 0046 0039 0020 91CD 7B97 FF1B 4ECD 4E0D 884C 7684 FF0C"
    Numbers = Numbers & " 5173 95ED 0020 0045 0078 0063 0065 006C 0020 518D 6253 5F00 FF0C 6216 70B9 201C 5E2E 52A9"
    Numbers = Numbers & " 002F 5173 4E8E 201D"
    TextFunctionFailed = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextNotStarted() As String
    Dim Numbers As String
    Numbers = Numbers & " 6CA1 6709 542F 52A8 6210 8BA1 7B97 7A0B 5E8F FF0C 5DE5 4F5C 7C3F 6CA1 6709 6539 52A8 3002"
    Numbers = Numbers & " 591A 534A 662F 5B89 5168 8F6F 4EF6 62E6 4F4F 4E86 0020 0045 0078 0063 0065 006C 0020 542F"
    Numbers = Numbers & " 52A8 7A0B 5E8F FF1A 5F39 51FA 8BE2 95EE 65F6 8BF7 9009 201C 5141 8BB8 201D FF1B 6CA1 6709"
    Numbers = Numbers & " 8BE2 95EE 7684 FF0C 8BF7 4FE1 606F 4EBA 5458 7167 300A 5B89 88C5 300B 4E00 9875 201C 5E38"
    Numbers = Numbers & " 89C1 60C5 5F62 201D 653E 884C FF0C 518D 70B9 6B64 6309 94AE 3002"
    TextNotStarted = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextPythonFailed() As String
    Dim Numbers As String
    Numbers = Numbers & " 8BA1 7B97 7A0B 5E8F 6CA1 6709 8FD0 884C 5B8C FF1A 53EF 80FD 88AB 5B89 5168 8F6F 4EF6 6216"
    Numbers = Numbers & " 4EFB 52A1 7BA1 7406 5668 4E2D 6B62 FF0C 4E5F 53EF 80FD 5B89 88C5 4E0D 5B8C 6574 3002 8BF7"
    Numbers = Numbers & " 91CD 65B0 8FD0 884C 5B89 88C5 5305 4E2D 7684 201C 5B89 88C5 002E 0062 0061 0074 201D FF0C"
    Numbers = Numbers & " 518D 70B9 6B64 6309 94AE FF1B 4ECD 4E0D 884C 7684 FF0C 628A 4E0B 9762 7684 5185 5BB9 53D1"
    Numbers = Numbers & " 7ED9 6280 672F 4EBA 5458 3002"
    TextPythonFailed = Decoded(Mid$(Numbers, 2))
End Function

Public Function TextCopyHint() As String
    Dim Numbers As String
    Numbers = Numbers & " 6309 0020 0043 0074 0072 006C 002B 0043 0020 53EF 4EE5 590D 5236 4EE5 4E0A 5185 5BB9 3002"
    TextCopyHint = Decoded(Mid$(Numbers, 2))
End Function

Public Function Decoded(Numbers As String) As String
    Dim Number As Variant, Text As String
    For Each Number In Split(Numbers, " ")
        Text = Text & ChrW(CLng("&H" & Number))
    Next
    Decoded = Text
End Function
