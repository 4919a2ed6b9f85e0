"""A LibreOffice with the extension installed, and its buttons pressed the way a menu does it."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from jixiao import resources
from jixiao.deploy.oxt.build import OUTPUT
from jixiao.deploy.oxt.configuration import PROTOCOL

PATIENCE = 180
NOBODY = 65534


def add_extension(folder: Path, extension: Path | None = None) -> None:
    """Install it with unopkg into the profile below `folder`; unopkg refuses to work as root, so nobody does it."""
    profile = folder / "profile"
    profile.mkdir(parents=True, exist_ok=True)
    place = f"-env:UserInstallation={profile.as_uri()}"
    copy = folder / "jixiao.oxt"
    copy.write_bytes((extension or resources.path(OUTPUT)).read_bytes())
    run_as_user(folder, ["unopkg", "add", "--force", place, str(copy)])


def extensions(folder: Path) -> str:
    """What unopkg lists of the profile below `folder`."""
    return run_as_user(folder, ["unopkg", "list", f"-env:UserInstallation={(folder / 'profile').as_uri()}"])


def run_as_user(folder: Path, command: list[str]) -> str:
    other: dict[str, int] = {}
    if os.geteuid() == 0:
        other = {"user": NOBODY, "group": NOBODY}
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for path in folder.parents:
            if path.stat().st_uid == 0 and str(path).startswith("/tmp/"):
                path.chmod(path.stat().st_mode | 0o011)
    environment = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **other)
    assert done.returncode == 0, done.stderr
    return done.stdout


def set_interpreter(home: Path, path: str) -> None:
    """Name the Python as the installation does it."""
    settings = home / ".jixiao" / "libreoffice.conf"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"{path}\n", encoding="utf-8")


def answering(folder: Path) -> str:
    """A program that represents Python and answers what the buttons ask."""
    script = folder / "python"
    here = Path(__file__).with_name("answering.py")
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{here}" "{folder}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return str(script)


@dataclass
class Pressed:
    """The extension in one LibreOffice; `folder` is where answers are laid ready."""

    app: object
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
        """Press a button; what was said by the Python it started."""
        said = self.folder / "said.json"
        said.unlink(missing_ok=True)
        (self.folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        found, url = self.dispatch(name)
        found.dispatch(url, ())
        return json.loads(wait_for(said).read_text(encoding="utf-8"))


def wait_for(path: Path) -> Path:
    """The file, once another program has made it."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} did not come"
        time.sleep(0.05)
    return path
