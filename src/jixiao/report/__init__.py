"""自评报告: figures of forms, each with its cells, put into sentences, tables and charts, and these into Word."""
