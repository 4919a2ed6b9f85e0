"""Reading a workbook fast: values, merges, formulas and number formats."""
