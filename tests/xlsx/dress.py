"""The same workbook as other programs might write it: any legal XML, any part names, any kind of zip."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from random import Random

from lxml import etree

XML = "http://www.w3.org/XML/1998/namespace"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES, ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
COMMENTS = ("<!-- x -->", '<!-- <c r="A1"><v>9</v></c> -->', "<!--<sheetData/>-->", "<?keep it='so'?>")
ENCODINGS = ("utf-8", "utf-8", "UTF-8", "utf-8-sig", "utf-16", "UTF-16", "utf-16-le", "utf-16-be")
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
OPTIONAL = {"row": ("spans",), "c": (), "sst": ("count", "uniqueCount")}
COUNTED = ("cellXfs", "fonts", "fills", "borders", "cellStyleXfs", "cellStyles", "mergeCells", "dxfs", "numFmts")


def dressed(content: bytes, random: Random) -> bytes:
    """The workbook in another dress; each seed gives one."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = _renamed(parts, random)
    trees = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    for name, root in trees.items():
        _follow(name, root, names, random)
        _drop_optional(root, random)
    made = {names[name]: data for name, data in parts.items() if name not in trees}
    made |= {names[name]: Writer(random).part(root) for name, root in trees.items()}
    return _zipped(made, random)


class Writer:
    """Writes one part: each choice that XML leaves open is made by chance, most of them once for the whole part."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.quotes = random.choice(('"', "'", "\"'"))
        self.blank = random.choice(("", "", " ", "\n", "\t "))
        self.between = random.choice(("", "", "\n  ", "\r\n"))
        self.rarely = random.choice((0, 0, 0.02, 0.2))
        self.prefix: dict[str, str] = {XML: "xml:"}

    def part(self, root: etree._Element) -> bytes:
        """The bytes of a part, in some encoding."""
        encoding = self.random.choice(ENCODINGS)
        bare = encoding.lower() in ("utf-8", "utf-8-sig")
        quote = self.quotes[0]
        named = "utf-8" if bare else "utf-16"
        named = self.random.choice((named, named.upper()))
        head = f"<?xml version={quote}1.0{quote} encoding={quote}{named}{quote}?>{self.between}"
        if bare and self.random.random() < 0.3:
            head = self.random.choice(("", f"<?xml version={quote}1.0{quote}?>"))
        text = head + self._comment() + self._root(root) + self._comment()
        return MARKS.get(encoding, b"") + text.encode(encoding)

    def _root(self, root: etree._Element) -> str:
        keys = {key for element in root.iter(etree.Element) for key in (element.tag, *element.attrib)}
        spaces = {_parted(key)[0] for key in keys} - {XML}
        given = {uri: prefix for element in root.iter(etree.Element) for prefix, uri in element.nsmap.items() if prefix}
        own = etree.QName(root).namespace or ""
        taken = set(given.values())
        free = (name for name in ("x", "ns0", "main", "a1", "b2", "c3", "d4", "e5") if name not in taken)
        names = {uri: given.get(uri) or next(free) for uri in sorted(spaces - {""})}
        plain = own if self.random.random() < 0.6 else None
        ignorable = {uri: prefix for uri, prefix in given.items() if uri not in names}
        self.prefix |= {uri: "" if uri == plain else f"{name}:" for uri, name in names.items()}
        self.by_name = {uri: f"{name}:" for uri, name in names.items()}
        declared = [(f"xmlns:{name}", uri) for uri, name in (names | ignorable).items()]
        if plain:
            declared.append(("xmlns", plain))
        return self._element(root, declared)

    def _element(self, element: etree._Element, declared: Iterable[tuple[str, str]] = ()) -> str:
        tag = self._name(element.tag)
        attributes = [*declared, *((self._attribute(key), value) for key, value in element.attrib.items())]
        if self.random.random() < 0.5:
            self.random.shuffle(attributes)
        head = f"<{tag}" + "".join(
            f"{self._gap()}{key}{self._equals()}{self._quoted(value)}" for key, value in attributes
        )
        children = [child for child in element if isinstance(child.tag, str)]
        if not children and not element.text:
            return f"{head}{self.blank}/>" if self.random.random() < 0.7 else f"{head}></{tag}{self.blank}>"
        if children and not (element.text or "").strip() and not any((child.tail or "").strip() for child in children):
            inside = "".join(self.between + self._comment() + self._element(child) for child in children) + self.between
        else:
            inside = self._text(element.text or "")
            inside += "".join(self._element(child) + self._text(child.tail or "") for child in children)
        return f"{head}{self.blank}>{inside}</{tag}{self.blank}>"

    def _name(self, tag: str) -> str:
        space, local = _parted(tag)
        return self.prefix.get(space, "") + local

    def _attribute(self, key: str) -> str:
        space, local = _parted(key)
        if not space:
            return local
        return ("xml:" if space == XML else self.by_name[space]) + local

    def _gap(self) -> str:
        return self.random.choice((" ", " ", " ", "\n", "  ", "\t")) if self.blank else " "

    def _equals(self) -> str:
        return self.random.choice(("=", " = ", "= ")) if self.blank else "="

    def _quoted(self, value: str) -> str:
        quote = self.random.choice(self.quotes)
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;").replace("\r", "&#13;")
        text = text.replace("\t", "&#9;").replace(quote, "&quot;" if quote == '"' else "&apos;")
        return f"{quote}{self._coded(text) if '&' not in text else text}{quote}"

    def _text(self, text: str) -> str:
        if text and "]]>" not in text and "\r" not in text and self.random.random() < self.rarely:
            return f"<![CDATA[{text}]]>"
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;").replace("\r", "&#13;")
        return safe if "&" in safe else self._coded(safe)

    def _coded(self, text: str) -> str:
        """Some characters as numbers, decimal or hexadecimal; nobody writes digits so, which clearing does not restore."""
        if not self.rarely:
            return text
        chosen = (not letter.isdigit() and self.random.random() < self.rarely for letter in text)
        return "".join(self._letter(letter) if coded else letter for letter, coded in zip(text, chosen, strict=True))

    def _letter(self, letter: str) -> str:
        return self.random.choice((f"&#{ord(letter)};", f"&#x{ord(letter):X};", f"&#x{ord(letter):04x};"))

    def _comment(self) -> str:
        return self.random.choice(COMMENTS) if self.rarely and self.random.random() < self.rarely / 4 else ""


@cache
def _parted(name: str) -> tuple[str, str]:
    """The namespace of a tag or of an attribute, blank where it has none, and the name in it."""
    found = etree.QName(name)
    return found.namespace or "", found.localname


def _renamed(parts: Mapping[str, bytes], random: Random) -> dict[str, str]:
    """Old name → new name of every part; the relations of a part go with it."""
    names = {name: name for name in parts}
    if random.random() < 0.5:
        folder = random.choice(("xl", "book", "a/b"))
        movable = [name for name in parts if re.fullmatch(r"xl/(?:worksheets/)?\w+\.xml", name)]
        for number, name in enumerate(movable):
            if random.random() < 0.6:
                names[name] = f"{folder}/{random.choice(('p', 'Part', 'sheet-'))}{number}.xml"
    for name in parts:
        if name.endswith(".rels") and name != ROOT_RELATIONS:
            folder, own = posixpath.split(posixpath.dirname(name))[0], posixpath.basename(name)[:-5]
            there, moved = posixpath.split(names.get(posixpath.join(folder, own), posixpath.join(folder, own)))
            names[name] = posixpath.join(there, "_rels", f"{moved}.rels")
    return names


def _follow(name: str, root: etree._Element, names: Mapping[str, str], random: Random) -> None:
    """Relations and content types lead to the parts under their new names."""
    if name == TYPES:
        for element in root:
            old = element.get("PartName", "")[1:]
            if old:
                element.set("PartName", "/" + names.get(old, old))
        return
    if not name.endswith(".rels"):
        return
    home = posixpath.dirname(posixpath.dirname(name))
    now = posixpath.dirname(posixpath.dirname(names[name]))
    for element in root:
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + home, element.get("Target"))).lstrip("/")
            element.set("Target", _target(names.get(target, target), now, random))


def _target(part: str, home: str, random: Random) -> str:
    near = posixpath.relpath(part, home or ".")
    return random.choice((near, near, f"/{part}", near if near.startswith(".") else f"./{near}"))


def _drop_optional(root: etree._Element, random: Random) -> None:
    """Attributes that a reader can do without are left out, or written though they say nothing."""
    drop = random.random() < 0.5
    for element in root.iter(etree.Element):
        _, local = _parted(element.tag)
        if drop and local in COUNTED:
            element.attrib.pop("count", None)
        for key in OPTIONAL.get(local, ()) if drop else ():
            element.attrib.pop(key, None)
    if etree.QName(root).localname == "worksheet":
        _drop_addresses(root, random)


def _drop_addresses(root: etree._Element, random: Random) -> None:
    without, dull = random.random() < 0.3, random.random() < 0.3
    row = 0
    for line in root.iter(f"{{{MAIN}}}row"):
        here = int(line.get("r", row + 1))
        if without and here == row + 1:
            line.attrib.pop("r", None)
        row, column = here, 0
        for cell in line:
            at = _column(cell.get("r", ""))
            if without and at == column + 1 and (column or line.get("r") or True):
                cell.attrib.pop("r", None)
            if dull and not cell.get("s"):
                cell.set("s", "0")
            if dull and not cell.get("t") and len(cell):
                cell.set("t", "n")
            column = at


def _column(address: str) -> int:
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


class Unseekable(io.RawIOBase):
    """A place that can only be written to, so that sizes are behind the data."""

    def __init__(self) -> None:
        self.made = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        return self.made.write(data)


def _zipped(parts: Mapping[str, bytes], random: Random) -> bytes:
    order = list(parts)
    if random.random() < 0.5:
        random.shuffle(order)
    separator = random.choice(("/", "/", "/", "\\"))
    place = Unseekable() if random.random() < 0.4 else io.BytesIO()
    with zipfile.ZipFile(place, "w") as package:
        for name in order:
            info = zipfile.ZipInfo(name.replace("/", separator), (2020, random.randint(1, 12), 3, 4, 5, 6))
            info.compress_type = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
            if random.random() < 0.2:
                info.extra = b"\x55\x54\x05\x00\x03\x00\x00\x00\x00"
            package.writestr(info, parts[name])
        if random.random() < 0.2:
            package.writestr(f"xl{separator}empty{separator}", b"")
        if random.random() < 0.2:
            package.comment = b"a comment"
    return place.made.getvalue() if isinstance(place, Unseekable) else place.getvalue()
