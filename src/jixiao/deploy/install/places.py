"""Where the parts go on a PC: the add-in in Excel's start folder, the settings where its macros look for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PureWindowsPath

from jixiao.deploy.install.computer import Computer

ADDIN, SETTINGS, RECORD = "jixiao.xlam", "jixiao.conf", "installed.json"
START_FOLDER = r"Microsoft\Excel\XLSTART"
SETTINGS_FOLDER = ".jixiao"
SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
EXCEL_OPTIONS = r"Software\Microsoft\Office\{}\Excel\Options"
EXCEL_VERSIONS = ("16.0", "15.0", "14.0")


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one user."""

    addin: PureWindowsPath
    settings: PureWindowsPath
    record: PureWindowsPath

    @property
    def folder(self) -> PureWindowsPath:
        """The folder that is ours alone."""
        return self.settings.parent


def places(computer: Computer) -> Places:
    """Where this user's files belong; CannotGoOn when Windows does not say."""
    # GetConfig in the macros: Environ("USERPROFILE") & "\.jixiao\jixiao.conf"
    folder = PureWindowsPath(computer.variable("USERPROFILE"), SETTINGS_FOLDER)
    return Places(PureWindowsPath(_roaming(computer), START_FOLDER, ADDIN), folder / SETTINGS, folder / RECORD)


def second_addins(computer: Computer) -> tuple[PureWindowsPath, ...]:
    """Other files of the add-in's name that Excel opens at its start, from the folders in its options."""
    folders = (computer.registry(EXCEL_OPTIONS.format(version), "AltStartup") for version in EXCEL_VERSIONS)
    found = {PureWindowsPath(computer.expand(folder), ADDIN) for folder in folders if folder}
    return tuple(sorted(path for path in found if path.is_absolute() and computer.place(path).is_file()))


def is_on_network(path: PureWindowsPath) -> bool:
    """Does the path begin with a server's name?"""
    return path.drive.startswith("\\\\")


def _roaming(computer: Computer) -> str:
    # Excel asks Windows for the folder, which a policy may have moved since the user logged on
    moved = computer.registry(SHELL_FOLDERS, "AppData")
    folder = computer.expand(moved) if moved else ""
    return folder if folder and "%" not in folder else computer.variable("APPDATA")
