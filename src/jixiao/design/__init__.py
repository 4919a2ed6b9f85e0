"""Designs template.xlsx from workbook/: the only room that uses openpyxl to write."""
