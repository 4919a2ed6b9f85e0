"""The buttons and cell functions of a running Excel, by way of xlwings."""
