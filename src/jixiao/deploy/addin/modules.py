"""The modules of a VBA project: their text, their sort, and the stream each is kept in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from jixiao.deploy.addin.compress import compress, decompress

_NAME = re.compile(r'^Attribute VB_Name = "(\w{1,31})"', re.M)


class Sort(StrEnum):
    """What a module is, by its keyword in the PROJECT stream."""

    STANDARD = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


class BadModule(ValueError):
    """A module cannot go into the project; the text names it and what is wrong."""


@dataclass(frozen=True, slots=True)
class Module:
    """One module; its text has `\\n` between lines and starts with its attributes."""

    name: str
    sort: Sort
    text: str
    note: str = ""


def standard(text: str) -> Module:
    """A module of procedures from the text of a .bas file; BadModule when it does not say its own name."""
    found = _NAME.search(text)
    if not found:
        raise BadModule(f"a module's text must hold Attribute VB_Name, this one starts with {text[:40]!r}")
    return Module(found[1], Sort.STANDARD, text)


def stream(module: Module, encoding: str) -> bytes:
    """The module's stream: compressed text from offset 0, without the compiled code that only its host could trust.

    Raises BadModule for characters that `encoding` does not have.
    """
    lines = module.text.replace("\r\n", "\n").rstrip("\n") + "\n"
    try:
        content = lines.replace("\n", "\r\n").encode(encoding)
    except UnicodeEncodeError as error:
        raise BadModule(f"{module.name}: {error.object[error.start]!r} is no character of {encoding}") from error
    packed = compress(content)
    if decompress(packed) != content:
        raise BadModule(f"{module.name}: the text cannot be compressed without loss")
    return packed


def text(content: bytes, offset: int, encoding: str) -> str:
    """The text in a module's stream; `offset` in bytes is where the compiled code before it ends."""
    return decompress(content[offset:]).decode(encoding).replace("\r\n", "\n")
