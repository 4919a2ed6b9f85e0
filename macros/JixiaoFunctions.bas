Attribute VB_Name = "JixiaoFunctions"
' Purpose: one procedure for each function for cells; each asks one function of jixiao.live.udf.functions.
'          Below them what Excel's function wizard says of each and of its arguments, as numbers of UTF-16 units.
'          Generated from functions.toml by python -m jixiao.deploy.addin.build: change the table, not this file.
' Errors:  raises none; a cell shows a Chinese sentence instead (see JixiaoCells).
' Needs:   module JixiaoCells (Answer, Shown, Describe, PlanDescriptions and what tells the place of a cell).
Option Explicit

Public Function JX_RATE(Executed, Budget)
    JX_RATE = Answer("rate", Array(Shown(Executed), Shown(Budget)))
End Function

Public Function JX_EXECUTION_SCORE(Executed, Budget, Weight, Optional Policy)
    JX_EXECUTION_SCORE = Answer("execution_score", Array(Shown(Executed), Shown(Budget), _
        Shown(Weight), Shown(Policy)))
End Function

Public Function JX_SCORE(Target, Actual, Weight, Optional Policy, Optional Direction, _
    Optional Tier, Optional Name, Optional Category)
    JX_SCORE = Answer("score", Array(Shown(Target), Shown(Actual), Shown(Weight), _
        Shown(Policy), Shown(Direction), Shown(Tier), Shown(Name), Shown(Category)))
End Function

Public Function JX_EXPLAIN(Target, Actual, Weight, Optional Policy, Optional Direction, _
    Optional Tier, Optional Name, Optional Category)
    JX_EXPLAIN = Answer("explain", Array(Shown(Target), Shown(Actual), Shown(Weight), _
        Shown(Policy), Shown(Direction), Shown(Tier), Shown(Name), Shown(Category)))
End Function

Public Function JX_GRADE(Total, Optional Policy)
    JX_GRADE = Answer("grade", Array(Shown(Total), Shown(Policy)))
End Function

Public Function JX_QUANTITY(Content)
    JX_QUANTITY = Answer("quantity", Array(Shown(Content), CallerRows(), CallerColumns()))
End Function

Public Function JX_PROJECTS(Optional Policy, Optional Changes)
    JX_PROJECTS = Answer("projects", Array(Shown(Policy), SheetsBeside(), CallerRows(), _
        CallerColumns()))
End Function

Public Function JX_INDICATORS(Optional Policy, Optional Changes)
    JX_INDICATORS = Answer("indicators", Array(Shown(Policy), SheetsBeside(), _
        CallerRows(), CallerColumns()))
End Function

Public Function JX_CHECK(Form, Optional Policy)
    JX_CHECK = Answer("check", Array(Shown(Form), Shown(Policy), FirstCell(Form), _
        MergedCells(Form), CallerRows(), CallerColumns()))
End Function

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
    DescribeRate
    DescribeExecutionScore
    DescribeScore
    DescribeExplain
    DescribeGrade
    DescribeQuantity
    DescribeProjects
    DescribeIndicators
    DescribeCheck
End Sub

Private Sub DescribeRate()
    Dim Texts(0 To 2) As String
    Texts(0) = Texts(0) & " 6267 884C 7387 0020 003D 0020 5168 5E74 6267 884C 6570 0020 00F7 0020 5168 5E74 9884 7B97"
    Texts(0) = Texts(0) & " 6570 FF0C 5F97 5C0F 6570 FF0C 4E0D 56DB 820D 4E94 5165 FF08 5355 5143 683C 8BBE 4E3A 767E"
    Texts(0) = Texts(0) & " 5206 6BD4 683C 5F0F 5373 663E 793A 0020 0039 0037 002E 0032 0034 0025 FF09 3002 4EFB 4E00"
    Texts(0) = Texts(0) & " 683C 7A7A 767D 65F6 5F97 7A7A 767D 3002"
    Texts(1) = Texts(1) & " 5168 5E74 6267 884C 6570 FF1A 53EA 586B 6570 5B57 FF0C 5355 4F4D 4E0E 9884 7B97 6570 76F8"
    Texts(1) = Texts(1) & " 540C"
    Texts(2) = Texts(2) & " 5168 5E74 9884 7B97 6570 FF08 6216 5E74 521D 9884 7B97 6570 FF09 FF1A 5927 4E8E 0020 0030"
    Texts(2) = Texts(2) & " 0020 7684 6570 5B57"
    Describe "JX_RATE", Texts
End Sub

Private Sub DescribeExecutionScore()
    Dim Texts(0 To 4) As String
    Texts(0) = Texts(0) & " 9884 7B97 6267 884C 7387 5F97 5206 FF08 5206 FF09 FF1A 5206 503C 0020 00D7 0020 6267 884C"
    Texts(0) = Texts(0) & " 7387 FF0C 6267 884C 7387 8D85 8FC7 0020 0031 0030 0030 0025 0020 6309 0020 0031 0030 0030"
    Texts(0) = Texts(0) & " 0025 0020 8BA1 FF0C 56DB 820D 4E94 5165 5230 4E24 4F4D 5C0F 6570 3002 4EFB 4E00 683C 7A7A"
    Texts(0) = Texts(0) & " 767D 65F6 5F97 7A7A 767D 3002"
    Texts(1) = Texts(1) & " 5168 5E74 6267 884C 6570 FF1A 53EA 586B 6570 5B57 FF0C 5355 4F4D 4E0E 9884 7B97 6570 76F8"
    Texts(1) = Texts(1) & " 540C"
    Texts(2) = Texts(2) & " 5168 5E74 9884 7B97 6570 FF1B 8BC4 5206 529E 6CD5 89C4 5B9A 6309 5E74 521D 9884 7B97 6570"
    Texts(2) = Texts(2) & " 8BA1 7B97 7684 FF0C 586B 5E74 521D 9884 7B97 6570"
    Texts(3) = Texts(3) & " 6267 884C 7387 7684 5206 503C FF08 5206 FF09 FF0C 4E00 822C 4E3A 0020 0031 0030"
    Texts(4) = Texts(4) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 FF08 5982 0020 0032 0030 0032 0030 002D"
    Texts(4) = Texts(4) & " 0063 0061 0069 0079 0075 002D 0031 0030 FF09 6216 5E74 5EA6 FF08 5982 0020 0032 0030 0032"
    Texts(4) = Texts(4) & " 0030 FF09 FF1B 4E0D 586B 7528 6700 65B0 7684 8BC4 5206 529E 6CD5"
    Describe "JX_EXECUTION_SCORE", Texts
End Sub

Private Sub DescribeScore()
    Dim Texts(0 To 8) As String
    Texts(0) = Texts(0) & " 4E00 9879 6307 6807 7684 5EFA 8BAE 5F97 5206 FF08 5206 FF09 FF0C 6309 8BC4 5206 529E 6CD5"
    Texts(0) = Texts(0) & " 8BA1 7B97 FF0C 4E0E 201C 8BC4 5206 201D 6309 94AE 7ED3 679C 76F8 540C 3002 7B97 4E0D 51FA"
    Texts(0) = Texts(0) & " 65F6 8BF4 660E 539F 56E0 FF1B 6307 6807 503C 3001 5B8C 6210 503C 6216 5206 503C 7A7A 767D"
    Texts(0) = Texts(0) & " 65F6 5F97 7A7A 767D 3002"
    Texts(1) = Texts(1) & " 5E74 5EA6 6307 6807 503C FF1A 6570 5B57 6216 6587 5B57 FF0C 5982 0020 2265 0039 0035 0025"
    Texts(1) = Texts(1) & " 3001 0031 002E 0032 4EBF 5143 3001 0031 0032 0020 573A"
    Texts(2) = Texts(2) & " 5B9E 9645 5B8C 6210 503C FF1A 6570 5B57 6216 6587 5B57 FF0C 5355 4F4D 4E0E 6307 6807 503C"
    Texts(2) = Texts(2) & " 76F8 540C 6216 53EF 6362 7B97"
    Texts(3) = Texts(3) & " 5206 503C FF08 5206 FF09"
    Texts(4) = Texts(4) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 FF08 5982 0020 0032 0030 0032 0030 002D"
    Texts(4) = Texts(4) & " 0063 0061 0069 0079 0075 002D 0031 0030 FF09 6216 5E74 5EA6 FF08 5982 0020 0032 0030 0032"
    Texts(4) = Texts(4) & " 0030 FF09 FF1B 4E0D 586B 7528 6700 65B0 7684 8BC4 5206 529E 6CD5"
    Texts(5) = Texts(5) & " 53EF 4E0D 586B 3002 6307 6807 503C 6CA1 5199 0020 2265 3001 2264 0020 65F6 7684 65B9 5411"
    Texts(5) = Texts(5) & " FF1A 2265 FF08 8D8A 5927 8D8A 597D FF09 3001 2264 FF08 6210 672C 7B49 8D8A 5C0F 8D8A 597D"
    Texts(5) = Texts(5) & " FF09 6216 0020 003D FF1B 4E0D 586B 6309 540D 79F0 548C 5355 4F4D 5224 65AD FF0C 4E0D 80FD"
    Texts(5) = Texts(5) & " 786E 5B9A 7684 4E0D 7ED9 5206"
    Texts(6) = Texts(6) & " 5B9A 6027 6307 6807 7684 5B8C 6210 6863 6B21 FF0C 5982 201C 8FBE 6210 9884 671F 6307 6807"
    Texts(6) = Texts(6) & " 201D FF1B 5B9A 91CF 6307 6807 4E0D 586B"
    Texts(7) = Texts(7) & " 53EF 4E0D 586B 3002 4E09 7EA7 6307 6807 540D 79F0 FF1A 6307 6807 503C 6CA1 5199 0020 2265"
    Texts(7) = Texts(7) & " 3001 2264 0020 65F6 636E 4EE5 5224 65AD 8D8A 5927 8D8A 597D 8FD8 662F 8D8A 5C0F 8D8A 597D"
    Texts(8) = Texts(8) & " 53EF 4E0D 586B 3002 4E8C 7EA7 6307 6807 FF0C 5982 0020 6210 672C 6307 6807 3001 65F6 6548"
    Texts(8) = Texts(8) & " 6307 6807"
    Describe "JX_SCORE", Texts
End Sub

Private Sub DescribeExplain()
    Dim Texts(0 To 8) As String
    Texts(0) = Texts(0) & " 7528 4E00 53E5 8BDD 8BF4 660E 0020 004A 0058 005F 0053 0043 004F 0052 0045 0020 7684 5F97"
    Texts(0) = Texts(0) & " 5206 600E 6837 7B97 51FA 3001 4F9D 636E 54EA 6761 529E 6CD5 FF1B 7B97 4E0D 51FA 5F97 5206"
    Texts(0) = Texts(0) & " 65F6 8BF4 660E 539F 56E0 3002"
    Texts(1) = Texts(1) & " 5E74 5EA6 6307 6807 503C FF1A 6570 5B57 6216 6587 5B57 FF0C 5982 0020 2265 0039 0035 0025"
    Texts(1) = Texts(1) & " 3001 0031 002E 0032 4EBF 5143 3001 0031 0032 0020 573A"
    Texts(2) = Texts(2) & " 5B9E 9645 5B8C 6210 503C FF1A 6570 5B57 6216 6587 5B57 FF0C 5355 4F4D 4E0E 6307 6807 503C"
    Texts(2) = Texts(2) & " 76F8 540C 6216 53EF 6362 7B97"
    Texts(3) = Texts(3) & " 5206 503C FF08 5206 FF09"
    Texts(4) = Texts(4) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 FF08 5982 0020 0032 0030 0032 0030 002D"
    Texts(4) = Texts(4) & " 0063 0061 0069 0079 0075 002D 0031 0030 FF09 6216 5E74 5EA6 FF08 5982 0020 0032 0030 0032"
    Texts(4) = Texts(4) & " 0030 FF09 FF1B 4E0D 586B 7528 6700 65B0 7684 8BC4 5206 529E 6CD5"
    Texts(5) = Texts(5) & " 53EF 4E0D 586B 3002 6307 6807 503C 6CA1 5199 0020 2265 3001 2264 0020 65F6 7684 65B9 5411"
    Texts(5) = Texts(5) & " FF1A 2265 FF08 8D8A 5927 8D8A 597D FF09 3001 2264 FF08 6210 672C 7B49 8D8A 5C0F 8D8A 597D"
    Texts(5) = Texts(5) & " FF09 6216 0020 003D FF1B 4E0D 586B 6309 540D 79F0 548C 5355 4F4D 5224 65AD FF0C 4E0D 80FD"
    Texts(5) = Texts(5) & " 786E 5B9A 7684 4E0D 7ED9 5206"
    Texts(6) = Texts(6) & " 5B9A 6027 6307 6807 7684 5B8C 6210 6863 6B21 FF0C 5982 201C 8FBE 6210 9884 671F 6307 6807"
    Texts(6) = Texts(6) & " 201D FF1B 5B9A 91CF 6307 6807 4E0D 586B"
    Texts(7) = Texts(7) & " 53EF 4E0D 586B 3002 4E09 7EA7 6307 6807 540D 79F0 FF1A 6307 6807 503C 6CA1 5199 0020 2265"
    Texts(7) = Texts(7) & " 3001 2264 0020 65F6 636E 4EE5 5224 65AD 8D8A 5927 8D8A 597D 8FD8 662F 8D8A 5C0F 8D8A 597D"
    Texts(8) = Texts(8) & " 53EF 4E0D 586B 3002 4E8C 7EA7 6307 6807 FF0C 5982 0020 6210 672C 6307 6807 3001 65F6 6548"
    Texts(8) = Texts(8) & " 6307 6807"
    Describe "JX_EXPLAIN", Texts
End Sub

Private Sub DescribeGrade()
    Dim Texts(0 To 2) As String
    Texts(0) = Texts(0) & " 603B 5206 5BF9 5E94 7684 7B49 7EA7 FF1A 4F18 3001 826F 3001 4E2D 3001 5DEE FF0C 5206 6570"
    Texts(0) = Texts(0) & " 7EBF 6309 8BC4 5206 529E 6CD5 3002 603B 5206 7A7A 767D 65F6 5F97 7A7A 767D 3002"
    Texts(1) = Texts(1) & " 603B 5206 FF08 5206 FF09 FF0C 6EE1 5206 0020 0031 0030 0030 FF1B 4E0D 8981 586B 767E 5206"
    Texts(1) = Texts(1) & " 6BD4"
    Texts(2) = Texts(2) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 FF08 5982 0020 0032 0030 0032 0030 002D"
    Texts(2) = Texts(2) & " 0063 0061 0069 0079 0075 002D 0031 0030 FF09 6216 5E74 5EA6 FF08 5982 0020 0032 0030 0032"
    Texts(2) = Texts(2) & " 0030 FF09 FF1B 4E0D 586B 7528 6700 65B0 7684 8BC4 5206 529E 6CD5"
    Describe "JX_GRADE", Texts
End Sub

Private Sub DescribeQuantity()
    Dim Texts(0 To 1) As String
    Texts(0) = Texts(0) & " 4ECE 6587 5B57 4E2D 8BFB 51FA 6570 91CF FF0C 5360 6A2A 5411 4E09 683C FF1A 6570 3001 5355"
    Texts(0) = Texts(0) & " 4F4D 3001 65B9 5411 FF08 2265 3001 2264 3001 003E 3001 003C 3001 003D FF0C 6CA1 5199 4E3A"
    Texts(0) = Texts(0) & " 7A7A 767D FF09 3002 4E0D 662F 5355 4E00 6570 91CF 65F6 8BF4 660E 539F 56E0 3002"
    Texts(1) = Texts(1) & " 4E00 4E2A 5355 5143 683C FF0C 5982 0020 2265 0039 0035 0025 3001 4E0D 8D85 8FC7 0039 0030"
    Texts(1) = Texts(1) & " 4E07 5143 3001 0031 002E 0032 4EBF 5143"
    Describe "JX_QUANTITY", Texts
End Sub

Private Sub DescribeProjects()
    Dim Texts(0 To 2) As String
    Texts(0) = Texts(0) & " 672C 5DE5 4F5C 7C3F 6BCF 5F20 81EA 8BC4 8868 4E00 884C FF0C 5217 4E0E 6C47 603B 8868 76F8"
    Texts(0) = Texts(0) & " 540C FF0C 7B2C 4E00 884C 662F 680F 540D 3002 5199 5728 4E00 5F20 7A7A 767D 5DE5 4F5C 8868"
    Texts(0) = Texts(0) & " 91CC 3002 8868 6539 4E86 4EE5 540E 6309 0020 0043 0074 0072 006C 002B 0041 006C 0074 002B"
    Texts(0) = Texts(0) & " 0046 0039 0020 91CD 7B97 FF0C 6216 586B 0020 0043 0068 0061 006E 0067 0065 0073 3002"
    Texts(1) = Texts(1) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 6216 5E74 5EA6 FF1B 4E0D 586B 6309 672C"
    Texts(1) = Texts(1) & " 5DE5 4F5C 7C3F 7684 8BBE 7F6E FF0C 6CA1 6709 8BBE 7F6E 7684 6309 8868 7684 5E74 5EA6 548C"
    Texts(1) = Texts(1) & " 8868 5F0F 5224 65AD"
    Texts(2) = Texts(2) & " 53EF 4E0D 586B 3002 8FD9 4E9B 5355 5143 683C 53D8 4E86 5C31 91CD 7B97 FF0C 5982 0020 6C47"
    Texts(2) = Texts(2) & " 603B 8868 0021 0041 003A 0054 FF1B 5185 5BB9 4E0D 4F7F 7528"
    Describe "JX_PROJECTS", Texts
End Sub

Private Sub DescribeIndicators()
    Dim Texts(0 To 2) As String
    Texts(0) = Texts(0) & " 672C 5DE5 4F5C 7C3F 6BCF 9879 6307 6807 4E00 884C FF1A 9879 76EE 3001 6307 6807 503C 3001"
    Texts(0) = Texts(0) & " 5B8C 6210 503C 3001 5206 503C 3001 5F97 5206 3001 5EFA 8BAE 5F97 5206 3001 504F 5DEE 539F"
    Texts(0) = Texts(0) & " 56E0 FF0C 7B2C 4E00 884C 662F 680F 540D 3002 5199 5728 4E00 5F20 7A7A 767D 5DE5 4F5C 8868"
    Texts(0) = Texts(0) & " 91CC 3002"
    Texts(1) = Texts(1) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 6216 5E74 5EA6 FF1B 4E0D 586B 6309 672C"
    Texts(1) = Texts(1) & " 5DE5 4F5C 7C3F 7684 8BBE 7F6E FF0C 6CA1 6709 8BBE 7F6E 7684 6309 8868 7684 5E74 5EA6 548C"
    Texts(1) = Texts(1) & " 8868 5F0F 5224 65AD"
    Texts(2) = Texts(2) & " 53EF 4E0D 586B 3002 8FD9 4E9B 5355 5143 683C 53D8 4E86 5C31 91CD 7B97 FF0C 5982 0020 6C47"
    Texts(2) = Texts(2) & " 603B 8868 0021 0041 003A 0054 FF1B 5185 5BB9 4E0D 4F7F 7528"
    Describe "JX_INDICATORS", Texts
End Sub

Private Sub DescribeCheck()
    Dim Texts(0 To 2) As String
    Texts(0) = Texts(0) & " 6821 9A8C 6240 9009 533A 57DF 4E2D 7684 81EA 8BC4 8868 FF0C 6BCF 4E2A 95EE 9898 4E00 884C"
    Texts(0) = Texts(0) & " FF0C 5360 4E94 5217 FF1A 7A0B 5EA6 3001 7F16 53F7 3001 4F4D 7F6E 3001 95EE 9898 3001 6539"
    Texts(0) = Texts(0) & " 6CD5 FF0C 7B2C 4E00 884C 662F 680F 540D 3002 4E0D 6539 52A8 8868 683C FF0C 4E0D 542B 8868"
    Texts(0) = Texts(0) & " 4E0E 8868 4E4B 95F4 7684 6BD4 8F83 3002"
    Texts(1) = Texts(1) & " 6574 5F20 81EA 8BC4 8868 6240 5728 533A 57DF FF0C 4ECE 8868 540D 5230 201C 603B 5206 201D"
    Texts(1) = Texts(1) & " FF0C 5982 0020 0041 0031 003A 0049 0032 0039"
    Texts(2) = Texts(2) & " 53EF 4E0D 586B 3002 8BC4 5206 529E 6CD5 4EE3 7801 6216 5E74 5EA6 FF1B 4E0D 586B 6309 8868"
    Texts(2) = Texts(2) & " 7684 5E74 5EA6 548C 8868 5F0F 5224 65AD"
    Describe "JX_CHECK", Texts
End Sub
