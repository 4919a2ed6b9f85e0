"""Runs pip as if on another PC: `python -m jixiao.deploy.bundle.pip_elsewhere PC ARGUMENTS…`.

PC is JSON: its `markers`, and the folder of its libraries as `installed`, null where none is looked at.

pip's own options name another platform for the tags of wheels, but requirements that hold on Windows only (pywin32 of
xlwings) are still judged by the PC it runs on. pip imports its marker module before all else, so the answer is replaced
there; `--report` writes down the markers that were used, and the caller compares them.
"""

from __future__ import annotations

import json
import sys


def main() -> int:
    """pip's exit code; 127 where this Python has no pip."""
    resolved = json.loads(sys.argv.pop(1))
    try:
        from pip._vendor.packaging import markers  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return 127
    markers.default_environment = lambda: dict(resolved["markers"])  # type: ignore[unused-ignore, assignment, return-value]
    if resolved["installed"]:
        from pip._internal.metadata.importlib import Environment  # type: ignore[import-not-found, import-untyped, unused-ignore]

        Environment.default = classmethod(lambda cls: cls([resolved["installed"]]))  # type: ignore[unused-ignore, assignment, method-assign]
    from pip._internal.cli.main import main as pip  # type: ignore[import-not-found, import-untyped, unused-ignore]

    status: int = pip(sys.argv[1:])
    return status


if __name__ == "__main__":
    sys.exit(main())
