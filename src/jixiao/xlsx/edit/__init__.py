"""Changing an existing workbook part by part; what is not changed keeps its bytes."""
