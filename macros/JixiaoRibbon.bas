Attribute VB_Name = "JixiaoRibbon"
' Purpose: one procedure for each button of the ribbon tab; each runs one command of jixiao.live.ribbon.
'          Generated from commands.toml by python -m jixiao.deploy.addin.build: change the table, not this file.
' Errors:  raises none. Press shows what went wrong in Python and says why a button cannot start.
' Needs:   module JixiaoGuard (Press).
Option Explicit

Public Sub PressNew(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.new()"
End Sub

Public Sub PressInsertIndicator(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.insert_indicator()"
End Sub

Public Sub PressDeleteIndicator(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.delete_indicator()"
End Sub

Public Sub PressImportForms(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.import_forms()"
End Sub

Public Sub PressScore(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.score()"
End Sub

Public Sub PressCheck(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.check()"
End Sub

Public Sub PressClear(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.clear()"
End Sub

Public Sub PressWaive(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.waive()"
End Sub

Public Sub PressRules(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.rules()"
End Sub

Public Sub PressSummary(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.summary()"
End Sub

Public Sub PressExportPdf(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.export_pdf()"
End Sub

Public Sub PressReport(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.report()"
End Sub

Public Sub PressSubmit(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.submit()"
End Sub

Public Sub PressCollect(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.collect()"
End Sub

Public Sub PressSettings(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.settings()"
End Sub

Public Sub PressAbout(Control As Object)
    Press "import jixiao.live.ribbon; jixiao.live.ribbon.about()"
End Sub
