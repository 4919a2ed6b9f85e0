"""Stands for the Python that the extension starts: it runs the line for real, with prepared answers in place of windows.

`answering.py FOLDER -P -m xlwings_libreoffice PIPE LINE`: the answers are taken from FOLDER/answers.json, everything
that was asked goes to FOLDER/said.json.
"""

import json
import os
import sys
from pathlib import Path

from xlwings_libreoffice import Dialogs
from xlwings_libreoffice.__main__ import run


def main() -> int:
    folder, *words = sys.argv[1:]
    os.environ["BROWSER"] = "true"  # pages and mail drafts are not shown
    os.environ["LOCALAPPDATA"] = str(Path(folder, "user"))
    dialogs = Dialogs(json.loads(Path(folder, "answers.json").read_text(encoding="utf-8")))
    fault = ""
    try:
        run(*words[-2:], dialogs)
    except Exception as error:
        fault = repr(error)
    said = {"words": words, "alerts": dialogs.alerts, "unused": dialogs.unused, "fault": fault}
    made = Path(folder, "said.part")
    made.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    made.replace(Path(folder, "said.json"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
