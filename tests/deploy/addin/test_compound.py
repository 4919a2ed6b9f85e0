"""The compound files are exact to MS-CFB version 3: olefile finds no defect, siblings are ordered, trees are balanced."""

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.deploy.addin.compound import FREE, write
from jixiao.deploy.addin.compound_tree import Colour, order

LETTERS = st.characters(codec="utf-16-le", exclude_characters="/\\:!\0", exclude_categories=["Cs", "Cc"])
NAMES = st.text(LETTERS, min_size=1, max_size=15)
CONTENT = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 70000]).map(lambda size: b"\x5a" * size),
)


def folders(children):
    return st.dictionaries(NAMES, children, max_size=12).filter(distinct)


def distinct(tree):
    return len({tuple(order(name)[1]) for name in tree}) == len(tree)


TREES = folders(CONTENT | folders(CONTENT | folders(CONTENT)))


@given(TREES)
@settings(max_examples=60)
def test_every_stream_comes_back_the_same_and_the_reader_finds_no_defect(tree):
    with opened(write(tree)) as file:
        assert {tuple(path): file.openstream(path).read() for path in file.listdir()} == dict(streams(tree))
        assert file.parsing_issues == []


@given(TREES)
@settings(max_examples=60)
def test_siblings_form_a_red_black_tree_in_the_order_of_length_and_capitals(tree):
    with opened(write(tree)) as file:
        table = {entry.sid: entry for entry in raw(file)}
        for entry in table.values():
            names = [table[number].name for number in inorder(table, entry.sid_child)]
            assert names == sorted(names, key=order)
            assert entry.sid_child == FREE or table[entry.sid_child].color == Colour.BLACK
            assert len(set(blacks(table, entry.sid_child))) == 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 8, 100])
def test_a_storage_of_any_size_is_a_red_black_tree(count):
    with opened(write({f"模块{number}": b"" for number in range(count)})) as file:
        table = {entry.sid: entry for entry in raw(file)}
        assert len(inorder(table, table[0].sid_child)) == count
        assert len(set(blacks(table, table[0].sid_child))) == 1


# 109 sectors of the FAT fit the header, 127 more one DIFAT sector; each represents 64 KB
@pytest.mark.parametrize(("megabytes", "sectors"), [(6, 0), (8, 1), (16, 2)])
def test_the_allocation_table_outgrows_the_header(megabytes, sectors):
    content = bytes(range(256)) * (megabytes * 4096)
    with opened(write({"大": content, "小": b"x"})) as file:
        assert file.num_difat_sectors == sectors
        assert file.openstream("大").read() == content
        assert file.openstream("小").read() == b"x"


def test_a_short_name_comes_before_a_long_one_whatever_its_characters():
    assert sorted(["PROJECTwm", "VBA", "dir", "PROJECT"], key=order) == ["dir", "VBA", "PROJECT", "PROJECTwm"]


def test_capitals_do_not_part_two_names():
    with pytest.raises(ValueError, match="case only"):
        write({"Module1": b"", "MODULE1": b""})


@pytest.mark.parametrize("name", ["", "a/b", "a\\b", "a:b", "a!b", "长" * 32])
def test_a_name_the_format_cannot_hold_is_refused(name):
    with pytest.raises(ValueError, match="no name for a stream"):
        write({name: b""})


def opened(content):
    return olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_UNSURE)


def streams(tree, above=()):
    for name, content in tree.items():
        if isinstance(content, bytes):
            yield (*above, name), content
        else:
            yield from streams(content, (*above, name))


def raw(file):
    """The entries of the directory that can be reached from the root."""
    return [entry for entry in file.direntries if entry is not None]


def inorder(table, number):
    if number == FREE:
        return []
    entry = table[number]
    return [*inorder(table, entry.sid_left), number, *inorder(table, entry.sid_right)]


def blacks(table, number):
    """The count of black entries on each way down; a red entry has no red child."""
    if number == FREE:
        yield 1
        return
    entry = table[number]
    for child in (entry.sid_left, entry.sid_right):
        if entry.color == Colour.RED and child != FREE:
            assert table[child].color == Colour.BLACK
        yield from (count + entry.color for count in blacks(table, child))
