"""What stops work on a file; the text is Chinese, names the file and the next step."""

from __future__ import annotations


class PackageError(Exception):
    """A file that cannot be used as a workbook, or cannot be saved."""
