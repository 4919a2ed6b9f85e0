"""Changes to the frame of a package: relations, content types, names for new parts, parts nobody needs any more."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from jixiao.xlsx.cells import escape_attribute
from jixiao.xlsx.opc.archive import Archive
from jixiao.xlsx.opc.markup import Markup
from jixiao.xlsx.opc.new_parts import OFFICE, override_xml, relation_xml, relations_xml
from jixiao.xlsx.opc.opc import Relation, relations, relations_part

TYPES = "[Content_Types].xml"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def relation_base(archive: Archive) -> str:
    """What the type of a relation begins with; Excel's "strict" files have their own words."""
    return STRICT if STRICT.encode() in archive.xml("_rels/.rels") else OFFICE


def relate(archive: Archive, part: str, kind: str, target: str) -> str:
    """Relate `part` to the part `target`; the id of the new relation."""
    base = relation_base(archive)
    return add_relation(archive, part, f"{base}/{kind}", relative(part, target))


def add_relation(archive: Archive, part: str, kind: str, target: str, mode: str = "") -> str:
    """Write a relation of the full type `kind`; `mode` is "External" for an address outside the package."""
    owner = relations_part(part)
    taken = {relation.id for relation in relations(archive, part)}
    new = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    markup = Markup(archive.text(owner) if owner in archive else relations_xml([]).decode())
    markup.append(markup.root, f"<{markup.root.prefix}{relation_xml(new, kind, target, mode)[1:]}")
    archive.write(owner, markup.result().encode())
    return new


def unrelate(archive: Archive, part: str, ids: Iterable[str]) -> None:
    """Take relations away; a relations part left empty goes as well."""
    owner, gone = relations_part(part), set(ids)
    if owner not in archive or not gone:
        return
    markup = Markup(archive.text(owner))
    kept = 0
    for element in markup.children():
        if element.attributes.get("Id") in gone:
            markup.remove(element)
        else:
            kept += 1
    if kept:
        archive.write(owner, markup.result().encode())
    else:
        archive.remove(owner)


def relative(part: str, target: str) -> str:
    """The target as a relation of `part` writes it."""
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def content_type(archive: Archive, part: str) -> str | None:
    """The content type of a part."""
    markup = Markup(archive.text(TYPES))
    given = [element.attributes for element in markup.children()]
    exact = (item.get("ContentType") for item in given if item.get("PartName", "").lower() == f"/{part}".lower())
    extension = part.rpartition(".")[2].lower()
    usual = (item.get("ContentType") for item in given if item.get("Extension", "").lower() == extension)
    return next(exact, None) or next(usual, None)


def declare(archive: Archive, part: str, kind: str) -> None:
    """State the content type of one part."""
    if content_type(archive, part) != kind:
        _add_type(archive, override_xml(escape_attribute(part), kind)[1:])


def declare_extension(archive: Archive, extension: str, kind: str) -> None:
    """State the content type of all parts with an extension."""
    if content_type(archive, f"any.{extension}") is None:
        _add_type(archive, f'Default Extension="{extension}" ContentType="{kind}"/>')


def forget_parts(archive: Archive, parts: Iterable[str]) -> None:
    """Remove parts with their relations and content types; an extension nobody uses any more loses its type."""
    gone = {part.lower() for part in parts}
    if not gone:
        return
    for part in gone:
        archive.remove(part)
        archive.remove(relations_part(part))
    extensions = {part.rpartition(".")[2] for part in gone} - {part.rpartition(".")[2].lower() for part in archive}
    markup = Markup(archive.text(TYPES))
    for element in markup.children():
        given = element.attributes
        if given.get("PartName", "")[1:].lower() in gone or given.get("Extension", "").lower() in extensions:
            markup.remove(element)
    archive.write(TYPES, markup.result().encode())


def cut_off(archive: Archive, part: str, unwanted: Callable[[Relation], bool]) -> None:
    """Take the relations of `part` away that are `unwanted`, with every part that nothing leads to then."""
    before = reachable(archive)
    unrelate(archive, part, [item.id for item in relations(archive, part) if unwanted(item)])
    forget_parts(archive, before - reachable(archive))


def fresh_part(archive: Archive, like: str) -> str:
    """A part name nobody has, made from `like`: xl/comments1.xml → xl/comments4.xml."""
    stem, extension = posixpath.splitext(like)
    stem = re.sub(r"\d+$", "", stem)
    # a relation may lead to a part that is lost: a new one of that name would be taken for it
    led_to = {item.target.lower() for part in ("", *archive) for item in relations(archive, part)}
    number = 1
    while (new := f"{stem}{number}{extension}") in archive or new.lower() in led_to:
        number += 1
    return f"{stem}{number}{extension}"


def reachable(archive: Archive) -> set[str]:
    """The parts that can be reached from the package by relations."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        for relation in relations(archive, waiting.pop()):
            if not relation.external and relation.target not in found and relation.target in archive:
                found.add(relation.target)
                waiting.append(relation.target)
    return found


def linked(archive: Archive, kind: str) -> Iterator[tuple[str, Relation]]:
    """Every relation of that kind that leads to a part, with the part it belongs to."""
    for part in ("", *archive):
        yield from ((part, item) for item in relations(archive, part) if item.kind == kind and item.target in archive)


def related(archive: Archive, part: str, kind: str) -> Relation | None:
    """The first relation of that kind that leads to a part."""
    found = (item for item in relations(archive, part) if item.kind == kind and item.target in archive)
    return next(found, None)


def _add_type(archive: Archive, text: str) -> None:
    markup = Markup(archive.text(TYPES))
    markup.append(markup.root, f"<{markup.root.prefix}{text}")
    archive.write(TYPES, markup.result().encode())
