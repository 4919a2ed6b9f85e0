"""VBA streams are compressed as MS-OVBA 2.4.1 says, and other readers read them."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.deploy.addin import shipped
from jixiao.deploy.addin.compress import CHUNK, BadCompression, compress, decompress
from tests.deploy.addin.readers import decompress_stream

# MS-OVBA 3.2: the examples of the specification, content beside container
NOTHING_TO_REPEAT = b"abcdefghijklmnopqrstuv."
NOTHING_REPEATED = "0119b000616263646566676800696a6b6c6d6e6f70007172737475762e"
ONE_LETTER = b"a" * 73
ONE_LETTER_REPEATED = "0103b002614500"
USUAL = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
USUAL_COMPRESSED = (
    "012fb00023616161626364658266007061676869 6a01380861 6b6c00306d6e6f70067102700410727374757610777879 7a003c"
)

WORDS = st.sampled_from([b"Sub ", b"End Sub\r\n", b"    ", b"Dim x As String\r\n", b"'", b"\0", b"aaaa", b"xyz"])
SOURCES = st.lists(WORDS | st.binary(max_size=40), max_size=400).map(b"".join)
# what the format has no form for without padding: a last chunk that is long and does not repeat
ALWAYS_FITS = 3640


def test_content_without_repetition_is_written_as_the_specification_shows():
    assert compress(NOTHING_TO_REPEAT).hex() == NOTHING_REPEATED


def test_content_of_one_letter_is_written_as_the_specification_shows():
    assert compress(ONE_LETTER).hex() == ONE_LETTER_REPEATED


@pytest.mark.parametrize("container", [NOTHING_REPEATED, ONE_LETTER_REPEATED, USUAL_COMPRESSED])
def test_the_containers_of_the_specification_are_read(container):
    content = decompress(bytes.fromhex(container))
    assert content in (NOTHING_TO_REPEAT, ONE_LETTER, USUAL)


@given(SOURCES)
@example(b"")
@example(b"ab" * CHUNK)
def test_a_source_comes_back_the_same_through_both_readers(content):
    packed = compress(content)
    assert decompress(packed) == content
    if content:
        assert bytes(decompress_stream(bytearray(packed))) == content


@given(st.integers(0, ALWAYS_FITS), st.integers(0, 3), st.integers(0, 1000))
def test_bytes_without_any_pattern_come_back_the_same(last, whole, seed):
    content = random.Random(seed).randbytes(whole * CHUNK + last)
    assert decompress(compress(content)) == content


def test_a_long_last_chunk_without_any_pattern_is_padded_as_the_format_demands():
    content = random.Random(1).randbytes(CHUNK - 1)
    assert decompress(compress(content)) == content + b"\0"


def test_each_chunk_but_the_last_holds_4096_bytes():
    packed = compress(b"Dim x\r\n" * 2000)
    assert [len(decompress(b"\1" + chunk)) for chunk in chunks(packed)] == [4096, 4096, 4096, 14000 - 3 * 4096]


@given(st.binary(max_size=300))
def test_foreign_bytes_are_refused_or_read_and_nothing_else(content):
    try:
        assert isinstance(decompress(content), bytes)
    except BadCompression as refused:
        assert str(refused)


def test_a_cut_stream_is_refused_and_the_offset_named():
    with pytest.raises(BadCompression, match="offset 1 is cut off"):
        decompress(compress(USUAL)[:-1])


def test_the_modules_that_xlwings_ships_come_back_the_same():
    for module in shipped.base().modules:
        content = module.text.encode("cp1252")
        assert decompress(compress(content)) == content


def chunks(packed):
    at = 1
    while at < len(packed):
        size = (int.from_bytes(packed[at : at + 2], "little") & 0x0FFF) + 3
        yield packed[at : at + size]
        at += size
