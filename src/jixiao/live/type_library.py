"""The classes pywin32 generates from Excel's type library (gen_py): in a folder of our own, made again where they are damaged.

By itself pywin32 keeps them among the temporary files, where clean-up tools and a stopped process leave them in part;
then no program of this user reaches Excel until somebody deletes them by hand.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jixiao.live.user_folder import folder as user_folder

EXCEL = "{00020813-0000-0000-C000-000000000046}"
LANGUAGE, MAJOR, LEAST_MINOR = 0, 1, 2
"""As xlwings asks for it; Windows answers with the version that is there."""
GENERATED = "win32com.gen_py"
FINE, ABSENT, MISSING, STALE, DAMAGED = "fine", "absent", "missing", "stale", "damaged"


def folder() -> Path:
    """Where the classes for this Python are kept."""
    return user_folder() / "gen_py" / f"{sys.version_info.major}.{sys.version_info.minor}"


def use_own_folder() -> None:
    """Have pywin32 keep its classes in our folder; without it, or where it has read others already, nothing happens."""
    if "win32com.client" in sys.modules:
        return
    try:
        library: Any = importlib.import_module("win32com")
    except ImportError:
        return
    place = str(folder())
    library.__gen_path__ = place
    library.gen_py.__path__ = [place]


def make() -> str:
    """Generate the classes where they are missing, stale or damaged; how they then are."""
    before = state()
    if before in (FINE, ABSENT):
        return before
    forget()
    _cache().EnsureModule(EXCEL, lcid=LANGUAGE, major=MAJOR, minor=LEAST_MINOR)
    return state()


def state() -> str:
    """How the classes are; ABSENT where there is no pywin32 or no Excel."""
    name = _wanted()
    if name is None:
        return ABSENT
    found = [path for path in folder().glob("*.py") if path.name != "__init__.py"]
    file = folder() / f"{name}.py"
    if file not in found:
        return STALE if found else MISSING
    return FINE if _is_whole(file) else DAMAGED


def forget() -> None:
    """Delete the classes; the next time Excel is reached they are generated again, which takes some seconds."""
    shutil.rmtree(folder(), ignore_errors=True)
    for name in [each for each in sys.modules if each.startswith(f"{GENERATED}.")]:
        del sys.modules[name]
    client = sys.modules.get("win32com.client")
    if client is not None:
        client.gencache.clsidToTypelib.clear()
        client.gencache.versionRedirectMap.clear()
        client.CLSIDToClass.mapCLSIDToClass.clear()


def is_damaged(fault: BaseException | None) -> bool:
    """Whether a fault comes from the generated classes."""
    return any("gen_py" in f"{each} {getattr(each, 'filename', '')}" for each in _chain(fault))


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        if isinstance(fault, AttributeError | ImportError | SyntaxError | KeyError | TypeError | OSError):
            yield fault
        fault = fault.__cause__ or fault.__context__


def _cache() -> Any:
    use_own_folder()
    return importlib.import_module("win32com.client.gencache")


def _wanted() -> str | None:
    """The name of the file for the type library that is registered now."""
    try:
        cache = _cache()
        com: Any = importlib.import_module("pythoncom")
        found = com.LoadRegTypeLib(EXCEL, MAJOR, LEAST_MINOR, LANGUAGE).GetLibAttr()
    except Exception:  # com_error is no class where there is no pywin32
        return None
    return str(cache.GetGeneratedFileName(EXCEL, found[1], found[3], found[4]))


def _is_whole(file: Path) -> bool:
    try:
        text = file.read_bytes()
        compile(text, str(file), "exec")
    except (OSError, SyntaxError, ValueError):
        return False
    return b"CLSIDToClassMap" in text and b"NamesToIIDMap" in text


def main() -> None:
    """`make`, `state` or `forget`, for the installation: prints how the classes are."""
    what = sys.argv[1]
    if what == "forget":
        forget()
    print(make() if what == "make" else state())


if __name__ == "__main__":
    main()
