"""What hangs on a sheet that moves to another workbook: drawings, charts, pictures, notes, tables, links."""

from __future__ import annotations

from collections.abc import Callable

from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup, set_attribute
from jixiao.xlsx.opc.opc import Relation, relations, relations_part
from jixiao.xlsx.opc.parts import content_type, declare, declare_extension, fresh_part, relative

# these lean on parts of the old workbook itself: caches, persons, connections
NOT_COPIED = frozenset({"pivotTable", "slicer", "timeline", "queryTable", "threadedComment", "externalLinkPath"})

Rewrite = Callable[[str, str], str]
"""Changes the text of a copied part, given its kind."""


class Copies:
    """Parts copied from one package to another under free names, each once."""

    def __init__(self, source: Archive, target: Archive, rewrite: Rewrite) -> None:
        self._source, self._target, self._rewrite = source, target, rewrite
        self._names: dict[str, str] = {}

    def relations(self, part: str, new: str) -> None:
        """Give `new` the relations of `part`, ids unchanged, and copy what they lead to."""
        owner = relations_part(part)
        if owner not in self._source:
            return
        known = {relation.id: relation for relation in relations(self._source, part)}
        markup = Markup(self._source.text(owner))
        kept = 0
        for element in markup.children():
            relation = known.get(element.attributes.get("Id", ""))
            if relation is None or not self._comes(relation):
                markup.remove(element)
                continue
            kept += 1
            if not relation.external:
                target = relative(new, self._copied(relation.target, relation.kind))
                given = set_attribute(element.given, "Target", target).rstrip()
                markup.replace(element.start, element.end, f"<{element.tag}{given}/>")
        if kept:
            self._target.write(relations_part(new), markup.result().encode())

    def _comes(self, relation: Relation) -> bool:
        return relation.kind not in NOT_COPIED and (relation.external or relation.target in self._source)

    def _copied(self, part: str, kind: str) -> str:
        if part not in self._names:
            self._names[part] = new = fresh_part(self._target, part)
            content = self._source.read(part)
            if kind == "table":
                content = self._rewrite(kind, content.decode()).encode()
            self._target.write(new, content)
            self._declare(part, new)
            self.relations(part, new)
        return self._names[part]

    def _declare(self, part: str, new: str) -> None:
        kind = content_type(self._source, part)
        if kind is None:
            return
        extension = part.rpartition(".")[2]
        if extension != "xml":
            declare_extension(self._target, extension, kind)
        declare(self._target, new, kind)
