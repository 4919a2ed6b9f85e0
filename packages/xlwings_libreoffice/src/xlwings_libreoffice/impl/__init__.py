"""What xlwings asks of an engine, each answered by Excel's object model in `excel/`."""
