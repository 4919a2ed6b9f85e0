"""Looks in WordprocessingML: fonts, sizes, distances, paragraph styles and sections on A4."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.exporters.docx_parts import relation_id
from jixiao.exporters.docx_settings import A4

CENTRE = '<w:jc w:val="center"/>'


def twips(points: float) -> int:
    """Points as Word counts lengths: twentieths."""
    return round(points * 20)


def font(name: str, latin: str | None = None) -> str:
    """The font of Chinese characters, and of the others where that is another."""
    other = latin or name
    return f'<w:rFonts w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{name}" w:cs="{other}"/>'


def text_size(points: float) -> str:
    """The size of text in points, which Word counts in halves."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def line_spacing(points: float, around: Mapping[str, float] | None = None) -> str:
    """Lines exactly so many points apart; `around` is the space "before" and "after" a paragraph, in points too."""
    given = "".join(f' w:{side}="{twips(gap)}"' for side, gap in (around or {}).items())
    return f'<w:spacing{given} w:line="{twips(points)}" w:lineRule="exact"/>'


def paragraph_style(key: str, name: str, lines: str, characters: str, kind: str = "", based: str = "") -> str:
    """A style by its id and name; `kind` are further attributes, `based` the id of the one it changes."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{key}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{lines}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
    )


def section(footers: Mapping[str, str], margins: Mapping[str, float], header: int, numbers: str = "") -> str:
    """A section on A4: the parts of its footers by kind (default, even), margins in points, the header's place in twips."""
    width, height = map(twips, A4)
    below = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{relation_id(part)}"/>' for kind, part in footers.items()
    )
    sides = " ".join(f'w:{side}="{twips(margins[side])}"' for side in ("top", "right", "bottom", "left", "footer"))
    return (
        f'<w:sectPr>{below}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {sides} w:header="{header}" w:gutter="0"/>'
        f"{numbers}</w:sectPr>"
    )
