"""What is built and checked in equals a fresh build; `make generated` writes it again."""

import io
import shutil
import zipfile
from types import SimpleNamespace

from jixiao import resources
from jixiao.actions.demo import WORKBOOK, demo
from jixiao.deploy.addin import build
from jixiao.deploy.oxt import build as extension
from jixiao.design import word_form, workbook
from jixiao.sheets import base
from tests.samples import ROOT


def test_the_template_equals_a_fresh_build():
    assert changed((ROOT / "template.xlsx").read_bytes(), workbook.build()) == []


def test_the_official_form_for_word_equals_a_fresh_build():
    assert changed((ROOT / "workbook" / "official-form.docx").read_bytes(), word_form.build()) == []


def test_the_project_sheet_kept_ready_is_that_of_the_template():
    assert (ROOT / base.PROJECT_SHEET).read_text(encoding="utf-8") == base.project_sheet_json()
    kept, read = base.project_sheet(), base.template_of(None).prototypes["project"]
    assert kept is not read and [getattr(kept, name) == getattr(read, name) for name in kept.__slots__] == [True] * 9


def test_a_template_of_other_bytes_is_read_itself(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "workbook", tmp_path / "workbook")
    (tmp_path / "template.xlsx").write_bytes((ROOT / "template.xlsx").read_bytes() + b" ")
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    monkeypatch.setattr(base, "_own", lambda: SimpleNamespace(prototypes={"project": "read"}))
    assert base.project_sheet.__wrapped__() == "read"


def test_the_sample_workbook_equals_a_fresh_build(tmp_path):
    kept = (ROOT / "workbook" / "samples" / WORKBOOK).read_bytes()
    assert changed(kept, demo(tmp_path).workbook.read_bytes()) == []


def test_the_add_in_equals_a_fresh_build():
    assert changed((ROOT / "workbook" / "jixiao.xlam").read_bytes(), build.build()) == []


def test_the_extension_equals_a_fresh_build():
    assert changed((ROOT / "workbook" / "jixiao.oxt").read_bytes(), extension.build()) == []


def test_the_sources_of_the_add_in_equal_what_its_table_of_buttons_gives():
    assert [path.name for path, text in build.sources().items() if path.read_text(encoding="utf-8") != text] == []


def changed(kept: bytes, fresh: bytes) -> list[str]:
    """The parts that differ; compressed bytes may differ from one zlib to another, the content may not."""
    before, after = parts(kept), parts(fresh)
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
