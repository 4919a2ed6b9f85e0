"""Render the picture of docs/WPS和LibreOffice.md: the extension in a LibreOffice window under Xvfb, its menu open.

Needs xvfb, xdotool, x11-apps (xwd) and, for Chinese menus around ours, libreoffice-l10n-zh-cn.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "LibreOffice" / "扩展.png"
DISPLAY, SIZE = ":87", "1280x760x24"
SETTING = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
SETTINGS = (
    SETTING.format("Setup/L10N", "ooLocale", "zh-CN"),
    SETTING.format("Setup/Office", "ooSetupInstCompleted", "true"),
    SETTING.format("Office.Common/Misc", "FirstRun", "false"),
    SETTING.format("Office.Common/Misc", "ShowTipOfTheDay", "false"),
    SETTING.format("Setup/Product", "ooSetupLastVersion", "99.9"),
)
MENU_BAR = 35  # com.sun.star.accessibility.AccessibleRole.MENU_BAR
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write the picture."""
    from pixels import write_png
    from tests.deploy.oxt.stage import add_extension
    from tests.live.stage import SAMPLE

    with tempfile.TemporaryDirectory() as place, screen():
        folder = Path(place)
        add_extension(folder)
        _choose_language(folder / "profile")
        shutil.copy(SAMPLE, folder / SAMPLE.name)
        with window(folder, folder / SAMPLE.name) as frame:
            _open_menu(frame, "绩效自评")
            TARGET.parent.mkdir(parents=True, exist_ok=True)
            write_png(shot(), TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


@contextlib.contextmanager
def screen() -> Iterator[None]:
    """A screen in memory."""
    with subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", SIZE], stderr=subprocess.DEVNULL) as server:
        os.environ["DISPLAY"] = DISPLAY
        try:
            yield
        finally:
            server.terminate()


@contextlib.contextmanager
def window(folder: Path, workbook: Path) -> Iterator[Any]:
    """The frame of the workbook, shown as large as the screen."""
    from xlwings_libreoffice.bridge import connected

    place = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        place,
        "--norestore",
        "--nologo",
        "--language=zh-CN",
        "--accept=pipe,name=picture;urp;",
        str(workbook),
    ]
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "gen", "LC_ALL": "zh_CN.UTF-8", "HOME": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        context = connected("picture")
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        frame = _until(lambda: _frame(desktop))
        frame.ContainerWindow.setPosSize(0, 0, 1280, 760, 15)
        helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        helper.executeDispatch(frame, ".uno:Sidebar", "", 0, ())
        time.sleep(3)
        try:
            yield frame
        finally:
            frame.Controller.Model.setModified(False)
            with contextlib.suppress(Exception):
                desktop.terminate()


def _frame(desktop: Any) -> Any:
    frame = desktop.getCurrentFrame()
    return frame if frame is not None and hasattr(frame.Controller, "ActiveSheet") else None


def _until(look: Any, seconds: float = 90) -> Any:
    end = time.monotonic() + seconds
    while (found := look()) is None:
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.2)
    return found


def _choose_language(profile: Path) -> None:
    path = profile / "user" / "registrymodifications.xcu"
    head, tail = (
        path.read_text(encoding="utf-8").rsplit("</oor:items>", 1)
        if path.exists()
        else (
            '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
            "",
        )
    )
    path.write_text(f"{head}{''.join(SETTINGS)}</oor:items>{tail}", encoding="utf-8")


def _open_menu(frame: Any, label: str) -> None:
    x, y = _until(lambda: _place(frame.ContainerWindow, label), 30)
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
    time.sleep(2)


def _place(window: Any, label: str) -> tuple[int, int] | None:
    """Where on the screen an entry of the menu bar is."""
    root = window.getAccessibleContext()
    for at in range(root.getAccessibleChildCount()):
        bar = root.getAccessibleChild(at).getAccessibleContext()
        if bar.getAccessibleRole() == MENU_BAR:
            for number in range(bar.getAccessibleChildCount()):
                entry = bar.getAccessibleChild(number).getAccessibleContext()
                if label in entry.getAccessibleName():
                    corner, size = entry.getLocationOnScreen(), entry.getSize()
                    return corner.X + size.Width // 2, corner.Y + size.Height // 2
    return None


def shot() -> Any:
    """What is on the screen, from the file xwd writes (X11/XWDFile.h)."""
    from pixels import Picture

    raw = subprocess.run(["xwd", "-root", "-silent", "-display", DISPLAY], check=True, capture_output=True).stdout
    head = struct.unpack_from(">25I", raw)
    header, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    start = header + 12 * colours
    rows = (raw[start + number * line :][: 4 * width] for number in range(height))
    return Picture(
        width,
        tuple(
            b"".join(row[at + 2 : at + 3] + row[at + 1 : at + 2] + row[at : at + 1] for at in range(0, 4 * width, 4))
            for row in rows
        ),
    )


if __name__ == "__main__":
    main()
