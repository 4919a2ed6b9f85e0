"""What a Windows program file (.exe, .dll, .pyd) says of itself: the processor, the libraries it needs, its version."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

AMD64, X86, ARM64 = 0x8664, 0x014C, 0xAA64
PROGRAMS = (".exe", ".dll", ".pyd")
_OFFSET_OF_HEADER, _PE32_PLUS = 0x3C, 0x20B
_IMPORTS_IN_DIRECTORY = 8
_FIXED_VERSION = struct.pack("<II", 0xFEEF04BD, 0x00010000)


@dataclass(frozen=True, slots=True)
class Program:
    """`machine` is the processor's number, `imports` the libraries loaded at its start in lower case, `version` four
    numbers of its product version; None where it states none."""

    machine: int
    imports: tuple[str, ...]
    version: tuple[int, int, int, int] | None


def is_program(name: str) -> bool:
    """Is this the name of a program file?"""
    return name.lower().endswith(PROGRAMS)


def read(content: bytes) -> Program:
    """The header of a program file; ValueError where it is damaged or something else."""
    try:
        return _read(content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("not a program of Windows, or damaged") from error


def _read(content: bytes) -> Program:
    (header,) = struct.unpack_from("<I", content, _OFFSET_OF_HEADER)
    if content[:2] != b"MZ" or content[header : header + 4] != b"PE\0\0":
        raise ValueError("not a program of Windows")
    machine, sections = struct.unpack_from("<HH", content, header + 4)
    (size,) = struct.unpack_from("<H", content, header + 20)
    optional = header + 24
    (magic,) = struct.unpack_from("<H", content, optional)
    directory = optional + (112 if magic == _PE32_PLUS else 96)
    (imports,) = struct.unpack_from("<I", content, directory + _IMPORTS_IN_DIRECTORY)
    table = [struct.unpack_from("<IIII", content, optional + size + 40 * number + 8) for number in range(sections)]
    return Program(machine, tuple(_imports(content, imports, table)), _version(content))


def _imports(content: bytes, at: int, table: list[tuple[int, ...]]) -> Iterator[str]:
    if not at:
        return
    entry = _place(at, table)
    while name := struct.unpack_from("<I", content, entry + 12)[0]:
        start = _place(name, table)
        yield content[start : content.index(b"\0", start)].decode("ascii").lower()
        entry += 20


def _place(address: int, table: list[tuple[int, ...]]) -> int:
    """Where in the file the bytes are that Windows loads to `address`."""
    for length, start, stored, offset in table:
        if start <= address < start + max(length, stored):
            return address - start + offset
    raise ValueError("an address outside of all sections")


def _version(content: bytes) -> tuple[int, int, int, int] | None:
    at = content.find(_FIXED_VERSION)
    if at < 0:
        return None
    minor, major, fourth, third = struct.unpack_from("<HHHH", content, at + 16)
    return major, minor, third, fourth
