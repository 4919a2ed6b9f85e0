"""The functions for cells (JX_…) that Excel calls."""
