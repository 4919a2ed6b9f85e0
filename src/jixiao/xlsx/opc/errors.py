"""What stops work on a file; the text is Chinese, names the file and the next step."""

from __future__ import annotations

from jixiao.errors import CannotGoOn


class PackageError(CannotGoOn):
    """A file that cannot be used as a workbook, or cannot be saved."""
