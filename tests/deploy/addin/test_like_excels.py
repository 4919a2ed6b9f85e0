"""The project is laid out as Excel itself lays out xlwings' example, and names only pictures that every Excel has."""

import io
import zipfile
from itertools import takewhile
from pathlib import Path

import olefile
import pytest

from jixiao.deploy.addin import build, buttons, project, records, shipped
from jixiao.deploy.addin.compress import decompress
from jixiao.deploy.addin.records import Id

CONTROLS = Path(__file__).with_name("controls.txt")
OWN = (Id.PROJECT_NAME, Id.VERSION)  # Excel counts the version up each time it compiles
EXAMPLES = ("quickstart_addin_ribbon.xlam", "quickstart_addin.xlam")


def dir_of(content):
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return list(records.read(decompress(file.openstream("VBA/dir").read())))


def streams(content):
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return {"/".join(entry) for entry in file.listdir()}


@pytest.fixture(params=EXAMPLES)
def excels(request):
    with zipfile.ZipFile(shipped._folder() / request.param) as package:
        return package.read("xl/vbaProject.bin")


@pytest.fixture(scope="module")
def ours():
    return project.write(build.macros())


def head(found):
    return list(takewhile(lambda record: record.id != Id.REFERENCE_NAME, found))


def modules(found):
    """The records of each module: their numbers in order, and which of them hold something."""
    groups = []
    for record in found:
        if record.id == Id.MODULE_NAME:
            groups.append([])
        if groups:
            groups[-1].append(record)
    groups[-1].pop()  # the end of the stream
    return groups


def shape(group):
    return [record.id for record in group]


def test_what_is_before_the_references_is_excels_but_for_name_and_version(ours, excels):
    def meaning(content):
        return [(record.id, record.id not in OWN and record.data) for record in head(dir_of(content))]

    assert meaning(ours) == meaning(excels)


def test_a_module_is_reported_by_the_same_records_in_the_same_order(ours, excels):
    def shapes(content):
        return {tuple(shape(group)) for group in modules(dir_of(content))}

    assert shapes(ours) == shapes(excels)


def test_fields_of_one_size_have_the_size_that_excel_gives_them(ours, excels):
    def sizes(content):
        fixed = (Id.MODULE_OFFSET, Id.MODULE_HELP, Id.MODULE_COOKIE, Id.MODULES, Id.COOKIE, Id.STANDARD, Id.CLASS)
        return {record.id: len(record.data) for record in dir_of(content) if record.id in fixed}

    assert sizes(ours) == sizes(excels)


def test_a_name_is_four_times_in_both_encodings(ours):
    for group in modules(dir_of(ours)):
        held = {record.id: record.data for record in group}
        name = held[Id.MODULE_NAME].decode("ascii")
        assert held[Id.MODULE_STREAM].decode("ascii") == name
        assert held[Id.MODULE_NAME_WIDE].decode("utf-16-le") == held[Id.MODULE_STREAM_WIDE].decode("utf-16-le") == name


def test_the_streams_are_excels_with_our_modules_for_those_of_the_example(ours, excels):
    def beside_modules(content):
        names = {group[0].data.decode("ascii") for group in modules(dir_of(content))}
        return {name for name in streams(content) if name.removeprefix("VBA/") not in names}

    assert beside_modules(ours) == beside_modules(excels) == {"PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir"}


def controls():
    return {line for line in CONTROLS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}


@pytest.mark.parametrize("button", buttons.load().buttons, ids=lambda button: button.name)
def test_the_picture_of_a_button_is_in_every_excel(button):
    assert button.icon in controls()


def test_a_picture_that_later_excels_lost_is_no_more_in_the_list():
    assert len(controls()) > 1000 and "ResearchPane" not in controls()
