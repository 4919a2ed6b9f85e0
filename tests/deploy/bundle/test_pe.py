"""What a Windows program says of itself: the real ones in the wheel of xlwings beside those made by hand."""

import pytest

from jixiao.deploy.bundle import pe
from tests.deploy.bundle.stand_in import program


@pytest.mark.parametrize("machine", [pe.AMD64, pe.X86, pe.ARM64])
def test_processor_imports_and_version_are_read(machine):
    made = program(machine, ("KERNEL32.dll", "VCRUNTIME140.dll"), (3, 12, 8150, 1013))
    assert pe.read(made) == pe.Program(machine, ("kernel32.dll", "vcruntime140.dll"), (3, 12, 8150, 1013))


def test_a_program_without_imports_or_version_has_none():
    assert pe.read(program(imports=())) == pe.Program(pe.AMD64, (), None)


@pytest.mark.parametrize("content", [b"", b"MZ", b"#!/bin/sh\n" * 20, b"MZ" + bytes(200), program()[:0x90]])
def test_what_is_no_whole_program_is_refused(content):
    with pytest.raises(ValueError):
        pe.read(content)


def test_an_import_table_outside_of_the_file_is_refused():
    with pytest.raises(ValueError):
        pe.read(program()[:0x400])
