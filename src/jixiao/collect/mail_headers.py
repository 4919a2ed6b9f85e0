"""Header lines of a mail as their writer meant them: RFC 2047 and RFC 2231, and what programs write instead."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from urllib.parse import unquote_to_bytes

from jixiao.collect.base64_text import decoded as from_base64
from jixiao.collect.encodings import chinese

WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
WORDS = re.compile(rf"{WORD.pattern}(?:\s*{WORD.pattern})*")
FOLD = re.compile(r"\r?\n(?=[ \t])|[\r\n]")
PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*(?:"|$)|[^;]*)')
PIECE = re.compile(r"(?P<name>[^*]+?)(?:\*(?P<number>\d+))?(?P<coded>\*)?")
ESCAPED = re.compile(r'\\(["\\])')
LONGEST = 1 << 16
"""Characters of a header that are read; a name takes some hundreds."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def header(part: Message, name: str) -> str:
    """The text of a header, folded lines joined and encoded words decoded; "" where there is none."""
    return words(raw(part, name)).strip()


def raw(part: Message, name: str) -> str:
    """A header before its encoded words are decoded; bytes beyond ASCII are read as the Chinese they are."""
    found = next((value for key, value in part.raw_items() if key.strip().lower() == name), "")
    return FOLD.sub("", chinese(str(found)[:LONGEST].encode("utf-8", "surrogateescape")))


def words(text: str) -> str:
    """`text` with its encoded words decoded; neighbours of one encoding are one text, even cut inside a character."""
    return WORDS.sub(lambda found: "".join(_joined(WORD.findall(found[0]))), text)


def file_name(part: Message) -> str:
    """The name an attachment has, without folders; "" where it has none."""
    given = (
        parameters(raw(part, "content-disposition")).get("filename", ""),
        parameters(raw(part, "content-type")).get("name", ""),
        header(part, "content-description") if _is_file_like(header(part, "content-description")) else "",
    )
    names = [CONTROL.sub("", re.split(r"[/\\]", name)[-1]).strip() for name in given]
    whole = (name for name in names if name and "\ufffd" not in name)
    return next(whole, next(filter(None, names), ""))


def parameters(text: str) -> dict[str, str]:
    """The parameters of a header by their lower-case names, pieces joined and decoded."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for key, value in PARAMETER.findall(text):
        found = PIECE.fullmatch(key.lower())
        if found:
            piece = (int(found["number"] or 0), bool(found["coded"]), _unquoted(value))
            pieces.setdefault(found["name"], []).append(piece)
    return {name: _value(given) for name, given in pieces.items()}


def _is_file_like(text: str) -> bool:
    return re.fullmatch(r"[^\r\n]{1,200}\.\w{2,5}", text) is not None


def _value(pieces: list[tuple[int, bool, str]]) -> str:
    """A parameter of its pieces; the coded form is taken before a plain one of the same name."""
    coded = [piece for piece in pieces if piece[1]]
    if not coded:
        text = "".join(text for _, _, text in sorted(pieces, key=lambda piece: piece[0]))
        return _percent(words(text))
    numbered = sorted({number: (is_coded, text) for number, is_coded, text in sorted(pieces)}.items())
    charset, _, first = coded_text(numbered[0][1][1])
    texts = [first, *(text for _, (_, text) in numbered[1:])]
    return words(chinese(unquote_to_bytes("".join(texts)), charset))


def coded_text(text: str) -> tuple[str, str, str]:
    """Charset, language and text of an RFC 2231 value; programs forget the first two."""
    parts = text.split("'", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", text)


def _percent(text: str) -> str:
    """A name written as web addresses are, by programs that mean RFC 2231 and leave out its mark."""
    if re.search(r"(?:%[89A-Fa-f][0-9A-Fa-f]){2}", text) and text.isascii():
        return chinese(unquote_to_bytes(text))
    return text


def _unquoted(value: str) -> str:
    value = value.strip()
    return ESCAPED.sub(r"\1", value[1:].removesuffix('"')) if value.startswith('"') else value


def _joined(found: list[tuple[str, str, str]]) -> Iterator[str]:
    """The text of neighbouring encoded words, those of one encoding together."""
    at = 0
    while at < len(found):
        charset, way = found[at][0].lower(), found[at][1].lower()
        end = at + 1
        while end < len(found) and (found[end][0].lower(), found[end][1].lower()) == (charset, way):
            end += 1
        texts = [text for _, _, text in found[at:end]]
        yield chinese(from_base64("".join(texts)) if way == "b" else b"".join(map(_from_q, texts)), charset)
        at = end


def _from_q(text: str) -> bytes:
    return binascii.a2b_qp(text.encode("utf-8", "surrogateescape"), header=True)
