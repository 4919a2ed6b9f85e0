"""Excel's object model over LibreOffice documents: the members our callers reach through `.api`."""
