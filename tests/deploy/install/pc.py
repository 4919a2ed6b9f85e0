"""A Windows PC in a folder: its drives and servers are folders, its registry a table."""

from dataclasses import dataclass, field, replace
from pathlib import Path, PureWindowsPath

from jixiao.deploy.install.computer import WINDOWS, Computer
from jixiao.deploy.install.install import Addin

ADDIN = Addin(b"the add-in, 0.2", "0.2")
OLDER = Addin(b"the add-in, 0.1", "0.1")


@dataclass
class PC:
    """Made on `root`; `user` is the folder of the user, `python` the interpreter of the environment."""

    root: Path
    user: str = r"C:\Users\张三"
    roaming: str = ""
    python: str = ""
    base: str = r"C:\Program Files\Python312"
    ansi: str = "gbk"
    registry: dict = field(default_factory=dict)
    libraries: dict = field(default_factory=lambda: {"xlwings": "0.37.8"})
    short_names: dict = field(default_factory=dict)
    variables: dict = field(default_factory=dict)
    excel: bool = False
    classes: str = "missing"

    def __post_init__(self):
        self.roaming = self.roaming or rf"{self.user}\AppData\Roaming"
        self.python = self.python or rf"{self.user}\AppData\Local\jixiao\venv\Scripts\python.exe"
        self.put(self.python, b"MZ")

    @property
    def computer(self) -> Computer:
        return Computer(
            system=WINDOWS,
            variables={"USERPROFILE": self.user, "APPDATA": self.roaming, "USERNAME": "张三", **self.variables},
            executable=self.python,
            base=self.base,
            ansi=self.ansi,
            place=self.place,
            short_name=lambda path: self.short_names.get(str(path), str(path)),
            registry=lambda key, name: self.registry.get((key, name)),
            excel_runs=lambda: self.excel,
            library=self.libraries.get,
            type_library=self.type_library,
        )

    def type_library(self, what: str) -> str:
        if self.classes != "absent":
            self.classes = {"make": "fine", "forget": "missing"}.get(what, self.classes)
        return self.classes

    def without(self, *names) -> Computer:
        kept = {name: text for name, text in self.computer.variables.items() if name not in names}
        return replace(self.computer, variables=kept)

    def place(self, path) -> Path:
        path = PureWindowsPath(path)
        assert path.is_absolute(), path
        return self.root.joinpath(path.drive.replace(":", "").strip("\\").replace("\\", "/"), *path.parts[1:])

    def put(self, path, content: bytes):
        self.place(path).parent.mkdir(parents=True, exist_ok=True)
        self.place(path).write_bytes(content)

    def read(self, path) -> bytes:
        return self.place(path).read_bytes()

    def files(self) -> dict[str, bytes]:
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in self.root.rglob("*") if p.is_file()}

    @property
    def addin(self) -> str:
        return rf"{self.roaming}\Microsoft\Excel\XLSTART\jixiao.xlam"

    @property
    def settings(self) -> str:
        return rf"{self.user}\.jixiao\jixiao.conf"
