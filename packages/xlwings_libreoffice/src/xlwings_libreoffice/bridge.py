"""The bridge to LibreOffice: its Python module, structs by name, and waiting for a connection."""

from __future__ import annotations

import functools
import importlib
import sys
import time
from pathlib import Path
from typing import Any

# a distribution puts python3-uno there; a virtual environment does not look there by itself
SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"
WAIT = 90


@functools.cache
def uno() -> Any:
    """LibreOffice's own Python module; ImportError where it is not installed for this Python."""
    if SYSTEM_PACKAGES not in sys.path:
        sys.path.append(SYSTEM_PACKAGES)
    return importlib.import_module("uno")


def connected(pipe: str, seconds: float = WAIT) -> Any:
    """The component context of the LibreOffice that listens at `pipe`, waited for up to `seconds`."""
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def option(name: str, value: object) -> Any:
    made = uno().createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def options(**values: object) -> tuple[Any, ...]:
    return tuple(option(name, value) for name, value in values.items())


def struct(name: str, **fields: object) -> Any:
    made = uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def constant(type_name: str, value: str) -> Any:
    return uno().Enum(f"com.sun.star.{type_name}", value)


def url_of(path: str) -> str:
    return Path(path).absolute().as_uri()


def path_of(url: str) -> str:
    return str(uno().fileUrlToSystemPath(url)) if url else ""
