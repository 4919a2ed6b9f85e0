"""What hangs on a template sheet (drawings, pictures, charts, comments), copied for each stamped sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.form.table import Value
from jixiao.xlsx.cells import escape, number
from jixiao.xlsx.opc.new_parts import relation_xml, relations_xml
from jixiao.xlsx.opc.opc import Relation, relations_part
from jixiao.xlsx.references import REFERENCE, unquoted
from jixiao.xlsx.stamp.plan import Line, Plan, shown
from jixiao.xlsx.stamp.prototype import Prototype
from jixiao.xlsx.stamp.slots import Rows, slots
from jixiao.xlsx.stamp.template import Template

SHARED = ("/image", "/hyperlink", "/oleObject", "/package")
ANCHOR = re.compile(r"(<(?:\w+:)?row>)(\d+)(?=</)")
CHART_DATA = re.compile(
    r"<(?P<p>(?:\w+:)?)(?P<kind>num|str)Ref>\s*<(?P=p)f>(?P<ref>[^<]*)</(?P=p)f>.*?</(?P=p)(?P=kind)Ref>", re.DOTALL
)
NUMBERED = re.compile(r"(\d*)(\.\w+)$")


class Copies:
    """Numbers the copied parts of one new workbook."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def relations(self, part: str, new: str, prototype: Prototype, rows: Rows, plan: Plan) -> None:
        """Copy what hangs on `part` to hang on the part `new`."""
        if related := self.template.relations.get(part):
            moved = (self._moved(relation, prototype, rows, plan) for relation in related)
            self.parts[relations_part(new)] = relations_xml(map(_xml, moved))

    def _moved(self, relation: Relation, prototype: Prototype, rows: Rows, plan: Plan) -> Relation:
        if relation.external or relation.type.endswith(SHARED):
            if not relation.external:
                self._keep(relation.target)
            return relation
        new = self._numbered(relation.target)
        content = self.template.parts[relation.target]
        if relation.type.endswith("/drawing"):
            content = ANCHOR.sub(
                lambda found: f"{found[1]}{rows.start(int(found[2]) + 1) - 1}", content.decode()
            ).encode()
        elif relation.type.endswith("/chart"):
            content = _fill_chart(content.decode(), prototype, rows, plan).encode()
        self.parts[new] = content
        if relation.target in self.template.types:
            self.types[new] = self.template.types[relation.target]
        self.relations(relation.target, new, prototype, rows, plan)
        return relation._replace(target=new)

    def _keep(self, part: str) -> None:
        self.parts[part] = self.template.parts[part]
        if part in self.template.types:
            self.types[part] = self.template.types[part]

    def _numbered(self, part: str) -> str:
        base = NUMBERED.sub("", part)
        self._numbers[base] = self._numbers.get(base, 0) + 1
        return f"{base}{self._numbers[base]}{NUMBERED.search(part)[2]}"  # type: ignore[index]


def _xml(item: Relation) -> str:
    target, mode = (item.target, "External") if item.external else (f"/{item.target}", "")
    return relation_xml(item.id, item.type, target, mode)


def _fill_chart(xml: str, prototype: Prototype, rows: Rows, plan: Plan) -> str:
    """The chart with its ranges over the stamped rows and the values a viewer shows before it calculates."""

    def filled(found: re.Match[str]) -> str:
        prefix, kind = found["p"], found["kind"]
        reference = slots(found["ref"], prototype.name) % rows
        values = list(_values(found["ref"], prototype, plan))
        cache = _points(values, prefix, kind)
        return f"<{prefix}{kind}Ref><{prefix}f>{reference}</{prefix}f>{cache}</{prefix}{kind}Ref>"

    return CHART_DATA.sub(filled, xml)


def _points(values: list[Value], prefix: str, kind: str) -> str:
    general = f"<{prefix}formatCode>General</{prefix}formatCode>" if kind == "num" else ""
    points = "".join(
        f'<{prefix}pt idx="{at}"><{prefix}v>{_point(value)}</{prefix}v></{prefix}pt>'
        for at, value in enumerate(values)
        if value not in (None, "") and (kind == "str" or isinstance(value, (int, float, Decimal)))
    )
    return f'<{prefix}{kind}Cache>{general}<{prefix}ptCount val="{len(values)}"/>{points}</{prefix}{kind}Cache>'


def _point(value: Value) -> str:
    return number(value) if isinstance(value, (int, float, Decimal)) else escape(str(value))


def _values(reference: str, prototype: Prototype, plan: Plan) -> Iterator[Value]:
    found = REFERENCE.fullmatch(reference)
    if found is None or found["cells"] is None or unquoted(found["sheet"] or "") != prototype.name:
        return
    column = found["c1"].lstrip("$")
    fields = {place: field for field, place in prototype.places.items()}
    row, last = int(found["r1"]), int(found["r2"] or found["r1"])
    while row <= last:
        block, field = prototype.block_of(row), fields.get((column, row), "")
        if block is None:
            yield shown(plan.fields.get(field))
            row += 1
            continue
        for line in plan.blocks.get(block.name) or (Line({}),):
            yield shown(line.fields.get(fields.get((column, block.first), "")))
        row = block.last + 1
