"""The PROJECT and PROJECTwm streams (MS-OVBA 2.3.1, 2.3.3): the project's own text and its modules' names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jixiao.deploy.addin.modules import Module, Sort

_DOCUMENT_VERSION = "/&H00000000"
_CLOSED_WINDOW = "0, 0, 0, 0, C"
_HOST, _WORKSPACE = "[Host Extender Info]", "[Workspace]"
_MODULE_LINES = {*Sort, "BaseClass", "Package"}


def documents(text: str) -> set[str]:
    """The names of the modules that belong to the workbook and its sheets."""
    lines = (line.partition("=") for line in text.splitlines())
    return {value.partition("/")[0] for key, _, value in lines if key == Sort.DOCUMENT}


def project(before: str, name: str, modules: Sequence[Module]) -> str:
    """The PROJECT stream `before` written again for `name` and `modules`; its identity and protection lines stay."""
    own, _, rest = before.partition(_HOST)
    host = rest.partition(_WORKSPACE)[0].split()
    properties = [line for line in own.splitlines() if line and line.partition("=")[0] not in {*_MODULE_LINES, "Name"}]
    identity, others = properties[:1], properties[1:]
    windows = [f"{module.name}={_CLOSED_WINDOW}" for module in modules]
    head = [*identity, *map(_line, modules), f'Name="{name}"', *others]
    return "".join(f"{line}\r\n" for line in [*head, "", _HOST, *host, "", _WORKSPACE, *windows])


def names(modules: Iterable[Module], encoding: str) -> bytes:
    """The PROJECTwm stream: each name twice, in the code page and in UTF-16, then two zero bytes."""
    pairs = (module.name.encode(encoding) + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"


def _line(module: Module) -> str:
    return f"{module.sort}={module.name}{_DOCUMENT_VERSION if module.sort is Sort.DOCUMENT else ''}"
