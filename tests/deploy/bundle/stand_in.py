"""A stand-in for the official Windows Python packages: the same layout, programs that consist of headers only."""

import io
import struct
import zipfile
from pathlib import Path

from jixiao.deploy.bundle import pe

TAGS = {"amd64": pe.AMD64, "win32": pe.X86, "arm64": pe.ARM64}
SECTION = 0x1000


def program(machine=pe.AMD64, imports=("KERNEL32.dll",), version=None) -> bytes:
    """A Windows program as far as its headers, its list of imports and its version go; it cannot run."""
    plus = machine != pe.X86
    optional = struct.pack("<H", 0x20B if plus else 0x10B).ljust(112 if plus else 96, b"\0")
    optional += struct.pack("<IIII", 0, 0, SECTION, 40) + bytes(112)
    header = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    header += b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0x2022) + optional
    content = _imports(imports) + _version(version)
    header += b".data".ljust(8, b"\0") + struct.pack("<IIII", len(content), SECTION, len(content), 0x400) + bytes(16)
    return header.ljust(0x400, b"\0") + content


def _imports(names) -> bytes:
    table = 20 * (len(names) + 1)
    entries, texts = b"", b""
    for name in names:
        entries += struct.pack("<IIIII", 0, 0, 0, SECTION + table + len(texts), 0)
        texts += name.encode() + b"\0"
    return entries + bytes(20) + texts


def _version(numbers) -> bytes:
    if numbers is None:
        return b""
    major, minor, third, fourth = numbers
    file = struct.pack("<HHHH", minor, major, fourth, third)
    return struct.pack("<II", 0xFEEF04BD, 0x10000) + file + file


def files(minor=11, micro=9, machine=pe.AMD64, level=15) -> dict[str, bytes]:
    """What the embeddable package holds, by name."""
    tag = f"3{minor}"
    version = (3, minor, micro * 1000 + level * 10, 1013)
    loads = ("KERNEL32.dll", f"python{tag}.dll", "VCRUNTIME140.dll", "api-ms-win-crt-runtime-l1-1-0.dll")
    library = io.BytesIO()
    with zipfile.ZipFile(library, "w") as archive:
        archive.writestr(zipfile.ZipInfo("os.pyc"), b"compiled")
    return {
        "python.exe": program(machine, loads, version),
        "pythonw.exe": program(machine, loads, version),
        "python3.dll": program(machine, ("KERNEL32.dll",), version),
        f"python{tag}.dll": program(machine, ("VERSION.dll", "KERNEL32.dll", "vcruntime140.dll"), version),
        "vcruntime140.dll": program(machine),
        "vcruntime140_1.dll": program(machine, ("vcruntime140.dll",)),
        "_ctypes.pyd": program(machine, (*loads, "libffi-8.dll", "ole32.dll")),
        "libffi-8.dll": program(machine),
        f"python{tag}.zip": library.getvalue(),
        f"python{tag}._pth": f"python{tag}.zip\r\n.\r\n\r\n# import site\r\n".encode(),
        "python.cat": b"signed",
        "LICENSE.txt": b"PSF",
    }


def embeddable(folder: Path, minor=11, micro=9, bits="amd64", name=None, change=None, level=15) -> Path:
    """The official zip under its official name; `change` replaces files, None takes one out."""
    inside = files(minor, micro, TAGS[bits], level) | (change or {})
    return _packed(folder / (name or f"python-3.{minor}.{micro}-embed-{bits}.zip"), inside)


def nuget(folder: Path, minor=11, micro=9) -> Path:
    """The NuGet package: the whole library as text, and much that no program needs."""
    inside = {name: content for name, content in files(minor, micro).items() if not name.endswith(("zip", "_pth"))}
    inside["DLLs/_ctypes.pyd"] = inside.pop("_ctypes.pyd")
    inside["DLLs/libffi-8.dll"] = inside.pop("libffi-8.dll")
    inside |= {"Lib/os.py": b"name = 'nt'\n", "Lib/test/test_os.py": b"", "include/Python.h": b"", "libs/a.lib": b""}
    inside |= {"Lib/site-packages/pip/__init__.py": b"", "Lib/venv/__init__.py": b"", "Scripts/pip.exe": b""}
    there = {f"tools/{name}": content for name, content in inside.items()}
    return _packed(folder / f"python.3.{minor}.{micro}.nupkg", {"python.nuspec": b"<package/>", **there})


def _packed(path: Path, inside) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inside.items():
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name), content)
    return path
