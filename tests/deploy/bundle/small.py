"""Small wheels, to resolve and to read without an index."""

from pathlib import Path

from jixiao.deploy.bundle import wheel
from jixiao.deploy.bundle.wheel import Wheel


def small(name="thing", version="1.0", tag="py3-none-any", about=("License: MIT",), files=None) -> Wheel:
    """A wheel that says `about` itself, one header a line."""
    info = f"{name}-{version}.dist-info"
    headers = "\n".join(("Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *about))
    head = f"Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: {tag}\n"
    inside = {f"{name}/__init__.py": b"", **(files or {})}
    inside |= {f"{info}/METADATA": headers.encode() + b"\n", f"{info}/WHEEL": head.encode()}
    return Wheel(f"{name}-{version}-{tag}.whl", inside)


def put(folder: Path, *wheels: Wheel) -> Path:
    folder.mkdir(exist_ok=True)
    for one in wheels:
        (folder / one.name).write_bytes(wheel.write(one))
    return folder
