"""The compression of VBA streams (MS-OVBA 2.4.1): a signature byte, then chunks of up to 4096 bytes."""

from __future__ import annotations

from collections.abc import Iterator

SIGNATURE = 0x01
CHUNK = 4096
SHORTEST = 3  # the shortest run that is worth a copy token, and what its length field counts from
_COMPRESSED, _RAW, _SIZE = 0xB000, 0x3FFF, 0x0FFF
_IS_COMPRESSED = 0x8000


class BadCompression(ValueError):
    """The bytes are no compressed VBA stream; the text names the offset in bytes."""


def compress(content: bytes) -> bytes:
    """`content` compressed.

    A last chunk of more than 3640 bytes without any repetition comes back padded with zero bytes to 4096: the
    format has no other form for it (2.4.1.3.7). Source text never gets there.
    """
    chunks = (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
    return bytes([SIGNATURE]) + b"".join(map(_chunk, chunks))


def decompress(stream: bytes) -> bytes:
    """The content of a compressed stream; BadCompression when it is none or is cut off."""
    if not stream or stream[0] != SIGNATURE:
        raise BadCompression("no compressed VBA stream: its first byte is not 01")
    content = bytearray()
    for header, body in _chunks(stream):
        content += _inflate(body) if header & _IS_COMPRESSED else body
    return bytes(content)


def _chunk(chunk: bytes) -> bytes:
    body = b"".join(_sequences(chunk))
    if len(body) > CHUNK:
        return _RAW.to_bytes(2, "little") + chunk.ljust(CHUNK, b"\0")
    return (_COMPRESSED | len(body) - 1).to_bytes(2, "little") + body


def _sequences(chunk: bytes) -> Iterator[bytes]:
    """Token sequences: a flag byte, then up to eight tokens; a set flag marks a copy token."""
    at = 0
    while at < len(chunk):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at == len(chunk):
                break
            length, back = _longest(chunk, at)
            if length:
                flags |= 1 << bit
                tokens += (length - SHORTEST | back - 1 << _length_bits(at)).to_bytes(2, "little")
            else:
                tokens.append(chunk[at])
            at += length or 1
        yield bytes([flags]) + tokens


def _longest(chunk: bytes, at: int) -> tuple[int, int]:
    """Length of the longest earlier run that repeats at `at`, and how far back its nearest place is; 0, 0 for none."""
    most = min((1 << _length_bits(at)) - 1 + SHORTEST, len(chunk) - at)
    length, place = SHORTEST - 1, -1
    while length < most:
        found = chunk.rfind(chunk[at : at + length + 1], 0, at + length)
        if found < 0:
            break
        place, length = found, length + 1
        while length < most and chunk[place + length] == chunk[at + length]:
            length += 1
    return (length, at - place) if place >= 0 else (0, 0)


def _length_bits(at: int) -> int:
    """Bits of a copy token that hold the length; the further into the chunk, the more the way back takes."""
    return 16 - max((at - 1).bit_length(), 4)


def _chunks(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 1
    while at < len(stream):
        header = int.from_bytes(stream[at : at + 2], "little")
        body = stream[at + 2 : at + 3 + (header & _SIZE)]
        if len(body) != (header & _SIZE) + 1:
            raise BadCompression(f"the chunk at offset {at} is cut off")
        yield header, body
        at += 2 + len(body)


def _inflate(body: bytes) -> bytes:
    content, at = bytearray(), 0
    while at < len(body):
        flags, at = body[at], at + 1
        for bit in range(8):
            if at >= len(body):
                break
            if flags >> bit & 1:
                _copy(content, int.from_bytes(body[at : at + 2], "little"))
                at += 2
            else:
                content.append(body[at])
                at += 1
    return bytes(content)


def _copy(content: bytearray, token: int) -> None:
    bits = _length_bits(len(content))
    back = (token >> bits) + 1
    if back > len(content):
        raise BadCompression(f"a copy token at {len(content)} points {back} bytes back, before its chunk")
    # byte by byte: the run may overlap what it writes
    for _ in range((token & (1 << bits) - 1) + SHORTEST):
        content.append(content[-back])
