"""A LibreOffice with the extension installed, and its buttons pressed the way a menu does it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.deploy.oxt.build import OUTPUT
from jixiao.deploy.oxt.configuration import PROTOCOL

PATIENCE = 180
NOBODY = 65534
BREAKS_DOWN = "unexpected exception while disposing"


def add_extension(folder: Path) -> None:
    """Install it into the profile below `folder`."""
    unopkg(folder, "add", "--force", str(resources.path(OUTPUT)))


def unopkg(folder: Path, *words: str) -> str:
    """Run LibreOffice's installer of extensions for the profile below `folder`; what it says.

    It refuses to work as root: then somebody else does it at a place that is open to him. Where it breaks down while it
    ends, which it does now and then, it is run once more: it worked on a copy of the profile.
    """
    done = _unopkg(folder, *words)
    if done.returncode and BREAKS_DOWN in done.stderr:
        warnings.warn(f"unopkg {words[0]}: {done.stderr.strip()}; run once more", stacklevel=2)
        done = _unopkg(folder, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _unopkg(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as place:
        here, profile = Path(place), folder / "profile"
        files = [here / Path(each).name for each in words if each.endswith(".oxt")]
        for each, name in zip(files, (each for each in words if each.endswith(".oxt")), strict=True):
            shutil.copy(name, each)
        if profile.exists():
            shutil.copytree(profile, here / "profile")
        other: dict[str, int] = {}
        if os.geteuid() == 0:
            other = {"user": NOBODY, "group": NOBODY}
            for path in (here, *here.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        words = tuple(str(here / Path(each).name) if each.endswith(".oxt") else each for each in words)
        command = ["unopkg", words[0], f"-env:UserInstallation={(here / 'profile').as_uri()}", *words[1:]]
        environment = {**os.environ, "HOME": place, "TMPDIR": place}
        done = subprocess.run(command, env=environment, cwd=place, capture_output=True, text=True, check=False, **other)
        if done.returncode == 0:
            shutil.rmtree(profile, ignore_errors=True)
            shutil.copytree(here / "profile", profile)
        return done


def set_interpreter(home: Path, path: str) -> None:
    """Name the Python as the installation does it."""
    settings = home / ".jixiao" / "libreoffice.conf"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"{path}\n", encoding="utf-8")


def answering(folder: Path) -> str:
    """A program that stands in for Python and answers what the buttons ask."""
    script = folder / "python"
    here = Path(__file__).with_name("answering.py")
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{here}" "{folder}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def watcher():
    """Is given by LibreOffice whether a button can be pressed; `again` is set once it can be, after it could not."""
    from xlwings_libreoffice.bridge import uno

    uno()
    import unohelper
    from com.sun.star.frame import XStatusListener

    class Watcher(unohelper.Base, XStatusListener):
        def __init__(self):
            self.states = []
            self.again = threading.Event()

        def statusChanged(self, event):
            self.states.append(event.IsEnabled)
            if self.states[-2:] == [False, True]:
                self.again.set()

        def disposing(self, event):
            self.again.set()

    return Watcher()


@dataclass
class Pressed:
    """The extension in one LibreOffice; `folder` is where answers are laid ready."""

    app: Any
    folder: Path

    def frame(self):
        """The window of the workbook in front."""
        return self.app.impl.xl.active().document.CurrentController.Frame

    def dispatch(self, name, frame=None):
        """What LibreOffice finds for a button, and the parsed command."""
        from xlwings_libreoffice.bridge import struct

        url = struct("util.URL", Complete=f"{PROTOCOL}{name}")
        _, parsed = self.app.impl.xl.service("com.sun.star.util.URLTransformer").parseStrict(url)
        return (frame or self.frame()).queryDispatch(parsed, "_self", 0), parsed

    def press(self, name, *answers):
        """Press a button; what was said by the Python it started, and how it was shown meanwhile."""
        said = self.folder / "said.json"
        said.unlink(missing_ok=True)
        (self.folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        shown = self.press_alone(name)
        return {**json.loads(said.read_text(encoding="utf-8")), "shown": shown}

    def press_alone(self, name):
        """Press a button and wait until it can be pressed again; how it was shown meanwhile."""
        found, url = self.dispatch(name)
        shown = watcher()
        found.addStatusListener(shown, url)
        found.dispatch(url, ())
        assert shown.again.wait(PATIENCE)
        found.removeStatusListener(shown, url)
        return shown.states
