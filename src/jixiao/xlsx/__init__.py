"""The .xlsx as a package: read it fast, build sheets as XML, change an existing workbook in place, save it whole."""
