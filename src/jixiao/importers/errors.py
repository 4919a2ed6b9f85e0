"""What stops the reading of a file; the text is Chinese, names the file and the next step."""

from __future__ import annotations

from jixiao.errors import CannotGoOn


class ReadError(CannotGoOn):
    """Nothing of the file could be read; the message names the file and the next step."""
