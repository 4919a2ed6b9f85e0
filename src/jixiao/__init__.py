"""绩效自评工作簿: read, score, check and summarise project expenditure self-evaluation forms."""

__version__ = "0.1.0"
