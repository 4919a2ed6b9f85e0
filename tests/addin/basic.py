"""A running LibreOffice that opens the add-in as a workbook, lists its modules and runs their procedures."""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.office import require

SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"
ADD_IN, WORKBOOK = b"excel.addin.macroEnabled", b"excel.sheet.macroEnabled"
RUN_WITHOUT_ASKING = 4
WAIT = 90


@contextmanager
def office(folder: Path) -> Iterator[Any]:
    """The desktop of a LibreOffice under a profile of its own, ended afterwards."""
    require("soffice")
    bridge = _uno()
    pipe = f"jixiao{folder.name}{time.monotonic_ns()}"
    place = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", place, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        context = _connected(bridge, pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        try:
            yield desktop
        finally:
            _end(desktop, process)


def as_workbook(add_in: bytes) -> bytes:
    """The add-in under the content type of a workbook with macros, which LibreOffice opens for running."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(add_in)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(ADD_IN, WORKBOOK))
    return made.getvalue()


def opened(desktop: Any, path: Path) -> Any:
    """The document at `path`, its macros allowed to run."""
    import uno

    def option(name: str, value: object) -> object:
        made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    options = (option("Hidden", True), option("MacroExecutionMode", RUN_WITHOUT_ASKING))
    return desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, options)


def texts(document: Any) -> dict[str, str]:
    """Each module of the document with the text LibreOffice holds of it."""
    libraries = document.BasicLibraries
    return {
        name: libraries.getByName(library).getByName(name)
        for library in libraries.ElementNames
        if library != "Standard"
        for name in libraries.getByName(library).ElementNames
    }


def call(document: Any, procedure: str, *arguments: object) -> object:
    """What `Library.Module.Procedure` of the document gives back."""
    script = f"vnd.sun.star.script:{procedure}?language=Basic&location=document"
    result, _, _ = document.ScriptProvider.getScript(script).invoke(arguments, (), ())
    return result


def _uno() -> Any:
    if SYSTEM_PACKAGES not in sys.path:
        sys.path.append(SYSTEM_PACKAGES)
    try:
        return importlib.import_module("uno")
    except ImportError:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("python3-uno not installed for this Python; run tools/system-packages office")


def _connected(bridge: Any, pipe: str) -> Any:
    local = bridge.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + WAIT
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _end(desktop: Any, process: subprocess.Popen[bytes]) -> None:
    try:
        desktop.terminate()
        process.wait(30)
    except Exception:
        process.kill()
