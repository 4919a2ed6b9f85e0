"""The generator of inboxes: every shape that files come in, and the truth beside them."""

from __future__ import annotations

import email
import io
import json
import zipfile
from email import policy
from functools import cache

import olefile
import pytest
from bench import inbox, resaved

from tests import office

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNITS = 120


@pytest.fixture(scope="module", autouse=True)
def built_once():
    """The same forms are built into a workbook once: the second inbox of a seed has those of the first."""
    built = cache(inbox.book)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbox, "book", lambda forms: built(tuple(forms)))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An inbox with its truth; its files that name themselves workbooks, by their content."""
    folder = tmp_path_factory.mktemp("收件") / "收件夹"
    truth = inbox.fill(folder, UNITS, 7, 2, inbox.FEW_SAVED)
    return folder, truth, [path.read_bytes() for path in sorted(folder.rglob("*.xlsx"))]


def saved_by(content):
    """The program that saved a workbook, as the workbook says; blank where it is no whole one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.read("docProps/app.xml").decode()
    except (zipfile.BadZipFile, KeyError):
        return ""


def test_the_truth_is_beside_the_folder_and_is_the_same_for_the_same_seed_whoever_saves(made, tmp_path):
    folder, truth, _ = made
    assert json.loads(inbox.beside(folder, "truth.json").read_text(encoding="utf-8")) == truth
    assert inbox.fill(tmp_path / "又一个", UNITS, 7, 2, inbox.NONE_SAVED) == truth
    assert sum(truth["states"].values()) == UNITS and truth["files"] == sum(
        path.is_file() for path in folder.rglob("*")
    )


def test_some_files_are_empty_torn_or_locked_with_a_real_password(made):
    _, truth, books = made
    locked = [
        content
        for content in books
        if content.startswith(OLD) and olefile.OleFileIO(content).exists("EncryptedPackage")
    ]
    torn = [content for content in books if content.startswith(b"PK") and not saved_by(content)]
    assert b"" in books and locked and torn
    assert truth["unused"]["无法读取"] >= 3


def test_mails_carry_two_attachments_and_archives_are_in_archives(made):
    folder, *_ = made
    mails = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.rglob("*.eml")]
    attached = [[part.get_filename() for part in mail.iter_attachments()] for mail in mails]
    assert {1, 2} == {len(names) for names in attached}
    assert any(name.endswith(".zip") for names in attached for name in names)
    assert any(folder.rglob("*.mbox")) and any(folder.rglob("*.zip")) and any(folder.rglob("*.docx"))


def test_older_versions_and_copies_are_among_them(made):
    folder, truth, _ = made
    assert any((folder / "第一批").iterdir()) and truth["unused"]["已被新版代替"]
    assert any((folder / "副本").iterdir()) and truth["unused"]["重复"]


@pytest.mark.office
def test_some_are_saved_by_libreoffice_and_some_old_files_are_named_xlsx(made):
    office.require("soffice")
    *_, books = made
    renamed = [
        content for content in books if content.startswith(OLD) and olefile.OleFileIO(content).exists("Workbook")
    ]
    assert 0 < len(renamed) <= inbox.FEW_SAVED[resaved.OLD]
    assert 0 < sum("LibreOffice" in saved_by(content) for content in books) <= inbox.FEW_SAVED[resaved.TODAY]


def test_without_libreoffice_workbooks_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(resaved, "program", lambda: None)
    assert resaved.saved_again([b"one", b"two"], resaved.OLD) == [b"one", b"two"]
