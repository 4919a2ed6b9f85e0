"""A VBA project is read, changed and written, and other readers see the change."""

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.deploy.addin import dir_stream, project, project_text, records, shipped
from jixiao.deploy.addin.modules import BadModule, Module, Sort, standard, stream
from jixiao.deploy.addin.records import BadRecords, Id, Record
from tests.deploy.addin.readers import VBA_Parser, decompress_stream

BASE = shipped.base()
LINE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
SOURCE = st.lists(LINE, min_size=1, max_size=40).map("\n".join)
NAME = st.from_regex(r"Mod[A-Za-z0-9]{1,20}", fullmatch=True)


@given(st.dictionaries(NAME.map(str.upper), SOURCE, max_size=5))
@settings(max_examples=30)
def test_added_modules_are_read_by_another_reader_as_written(sources):
    added = [standard(f'Attribute VB_Name = "{name}"\n{text}') for name, text in sources.items()]
    content = project.write(BASE.with_modules(added))
    seen = {name.partition(".")[0]: text for _, _, name, text in VBA_Parser("p.bin", data=content).extract_macros()}
    for module in added:
        assert seen[module.name].rstrip().splitlines() == module.text.rstrip().splitlines()


def test_a_project_written_and_read_again_writes_the_same_bytes():
    content = project.write(BASE)
    assert project.write(project.read(content)) == content


def test_the_project_keeps_no_compiled_code():
    parts = streams(project.write(BASE))
    assert parts["VBA/_VBA_PROJECT"] == project.NO_COMPILED_CODE
    for module in BASE.modules:
        assert parts[f"VBA/{module.name}"].startswith(b"\1")
        assert decompress_stream(bytearray(parts[f"VBA/{module.name}"])).startswith(b"Attribute VB_Name")


def test_a_module_of_the_same_name_is_replaced_in_its_place():
    new = standard('Attribute VB_Name = "XLWINGS"\n')
    before, after = BASE.modules, BASE.with_modules([new]).modules
    assert [module.name.lower() for module in after] == [module.name.lower() for module in before]
    assert new in after


def test_the_text_of_the_project_names_each_module_once_in_both_of_its_lists():
    text = streams(project.write(BASE.named("Jixiao")))["PROJECT"].decode("ascii")
    lines = text.splitlines()
    assert 'Name="Jixiao"' in lines
    assert project_text.documents(text) == {"ThisWorkbook", "Sheet2"}
    windows = lines[lines.index("[Workspace]") + 1 :]
    assert [line.partition("=")[0] for line in windows] == [module.name for module in BASE.modules]
    found = [line for line in lines if line.partition("=")[0] in set(Sort)]
    assert [line.partition("=")[2].partition("/")[0] for line in found] == [module.name for module in BASE.modules]


def test_the_wide_names_stand_beside_the_narrow_ones():
    names = streams(project.write(BASE))["PROJECTwm"]
    assert names.startswith(b"ThisWorkbook\0" + "ThisWorkbook\0".encode("utf-16-le"))
    assert names.endswith("xlwings\0".encode("utf-16-le") + b"\0\0")


def test_a_library_is_taken_out_with_both_of_its_names():
    def libraries(head):
        return [record.data for record in head if record.id == Id.REFERENCE_NAME]

    assert libraries(BASE.head) == [b"Office"]
    assert libraries(BASE.without_reference("Office").head) == []
    assert libraries(dir_stream.without_reference(BASE.head, "Excel")) == [b"Office"]


def test_the_second_name_of_a_control_library_goes_with_its_first():
    control = [Record(Id.REFERENCE_NAME, b"Forms"), Record(Id.REFERENCE_CONTROL), Record(Id.REFERENCE_NAME, b"Forms2")]
    other = [Record(Id.REFERENCE_NAME, b"Office"), Record(0x000D, b"libid")]
    page = Record(Id.CODE_PAGE, b"\xe4\x04")
    head = (page, *control, Record(0x0030), *other)
    assert dir_stream.without_reference(head, "Forms") == (page, *other)


def test_the_records_of_a_dir_stream_come_back_the_same():
    found = [Record(Id.VERSION, b"\1\2\3\4\5\6"), Record(Id.PROJECT_NAME, b"Jixiao"), Record(Id.END)]
    assert list(records.read(records.write(found))) == found


def test_a_cut_dir_stream_is_refused():
    with pytest.raises(BadRecords, match="cut off"):
        list(records.read(records.write([Record(Id.PROJECT_NAME, b"Jixiao")])[:-1]))


def test_a_dir_stream_without_modules_is_refused():
    with pytest.raises(BadRecords, match="lists no modules"):
        dir_stream.parse([Record(Id.CODE_PAGE, b"\xe4\x04")])


def test_a_text_without_a_name_is_no_module():
    with pytest.raises(BadModule, match="VB_Name"):
        standard("Sub F()\nEnd Sub\n")


def test_a_character_the_code_page_lacks_is_named():
    with pytest.raises(BadModule, match="评"):
        stream(Module("M", Sort.STANDARD, "' 评"), "cp1252")


def streams(content):
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}
