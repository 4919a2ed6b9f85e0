"""A VBA project: read from `vbaProject.bin`, changed, written as source without compiled code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jixiao.deploy.addin import compound, dir_stream, modules, project_text, records
from jixiao.deploy.addin.compress import compress, decompress
from jixiao.deploy.addin.dir_stream import Head, ModuleRecord
from jixiao.deploy.addin.modules import Module, Sort

# version FFFF: no compiled code of any host, so every host compiles from the source (MS-OVBA 2.3.4.1)
NO_COMPILED_CODE = bytes.fromhex("CC61FFFF000100")


@dataclass(frozen=True, slots=True)
class Project:
    """One project; `properties` is its PROJECT stream as read."""

    name: str
    head: Head
    modules: tuple[Module, ...]
    properties: str

    def named(self, name: str) -> Project:
        """The same project under another name."""
        return replace(self, name=name, head=dir_stream.named(self.head, name))

    def without_reference(self, name: str) -> Project:
        """The same project without the library called `name`, e.g. `MSForms`."""
        return replace(self, head=dir_stream.without_reference(self.head, name))

    def without_module(self, name: str) -> Project:
        """The same project without one of its modules."""
        return replace(self, modules=tuple(module for module in self.modules if module.name != name))

    def with_modules(self, added: Sequence[Module]) -> Project:
        """The same project with `added` in place of modules of the same name, and behind the others."""
        new = {module.name.lower(): module for module in added}
        kept = tuple(new.pop(module.name.lower(), module) for module in self.modules)
        return replace(self, modules=(*kept, *new.values()))


def read(content: bytes) -> Project:
    """The project in the bytes of a `vbaProject.bin`."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    with olefile.OleFileIO(io.BytesIO(content)) as file:
        streams = {"/".join(path): file.openstream(path).read() for path in file.listdir()}
    head, described = dir_stream.parse(records.read(decompress(streams["VBA/dir"])))
    encoding = dir_stream.encoding(head)
    properties = streams["PROJECT"].decode(encoding)
    documents = project_text.documents(properties)
    found = (_module(one, streams[f"VBA/{one.stream}"], encoding, documents) for one in described)
    (name,) = (record.data for record in head if record.id == records.Id.PROJECT_NAME)
    return Project(name.decode(encoding), head, tuple(found), properties)


def write(project: Project) -> bytes:
    """The bytes of the project's `vbaProject.bin`."""
    encoding = dir_stream.encoding(project.head)
    described = compress(records.write(dir_stream.compose(project.head, project.modules)))
    texts = {module.name: modules.stream(module, encoding) for module in project.modules}
    properties = project_text.project(project.properties, project.name, project.modules)
    return compound.write(
        {
            "VBA": {"_VBA_PROJECT": NO_COMPILED_CODE, "dir": described, **texts},
            "PROJECT": properties.encode(encoding),
            "PROJECTwm": project_text.names(project.modules, encoding),
        }
    )


def _module(described: ModuleRecord, content: bytes, encoding: str, documents: set[str]) -> Module:
    others = Sort.DOCUMENT if described.name in documents else Sort.CLASS
    sort = Sort.STANDARD if described.is_procedural else others
    return Module(described.name, sort, modules.text(content, described.offset, encoding), described.note)
