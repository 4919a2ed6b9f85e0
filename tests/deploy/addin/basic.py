"""A running LibreOffice that opens the add-in as a workbook, lists its modules and runs their procedures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.office import require, require_uno
from xlwings_libreoffice.bridge import options
from xlwings_libreoffice.process import launched

ADD_IN, WORKBOOK = b"excel.addin.macroEnabled", b"excel.sheet.macroEnabled"
RUN_WITHOUT_ASKING = 4


@contextmanager
def office(folder: Path) -> Iterator[Any]:
    """The desktop of a LibreOffice under a profile of its own, ended afterwards."""
    require("soffice")
    require_uno()
    with launched(folder) as (context, _):
        yield context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def as_workbook(add_in: bytes) -> bytes:
    """The add-in under the content type of a workbook with macros, which LibreOffice opens for running."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(add_in)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(ADD_IN, WORKBOOK))
    return made.getvalue()


def opened(desktop: Any, path: Path) -> Any:
    """The document at `path`, its macros allowed to run."""
    settings = options(Hidden=True, MacroExecutionMode=RUN_WITHOUT_ASKING)
    return desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, settings)


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
