"""A form's content as a short code: the same form has the same code in every file and in every later version."""

from __future__ import annotations

import hashlib
import json

from jixiao.form.flat import flat
from jixiao.form.model import Form


def digest(form: Form) -> str:
    """SHA-256 (64 hexadecimal digits) over field path and text of every field that holds something.

    Where the form was read from does not count, nor does a field that is empty: a field that a later version adds
    leaves the codes of older forms as they are.
    """
    fields = sorted((path, _written(text)) for path, text in flat(form).items())
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _written(text: str) -> str:
    """Line ends are the only thing programs change in a text they save."""
    return (text.replace("\r\n", "\n").replace("_x000D_", "") if "\r" in text or "_x" in text else text).strip()
