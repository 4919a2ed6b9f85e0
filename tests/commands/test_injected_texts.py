"""Texts of a form stay texts in everything that goes back to its sender: no markup, no formula, no header of a mail."""

from __future__ import annotations

import email
import io
import re
import zipfile
from email.policy import default

import openpyxl
import pytest
from lxml import etree

from jixiao.cli import main
from tests.build import form
from tests.importers.documents import docx, official
from tests.submit.books import workbook

TEXTS = [
    '=HYPERLINK("http://evil.example/","点我")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "</w:t></w:r><w:r><w:t>假的",
    "]]><!DOCTYPE a [<!ENTITY b 'c'>]>&b;&#0;",
    "甲\r\nBcc: evil@example.org\r\n\r\n正文",
    "{{单位}} ${x} %s {0}",
    "甲\u202e局\u200b\ufeff",
    "../../etc/passwd",
    'CON.txt:a|b?*<>"',
    "_x000D_&amp;lt;",
]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("text", TEXTS)
def test_feedback_gives_a_text_back_as_a_text(tmp_path, capsys, text, kind):
    inbox, output = tmp_path / "收件", tmp_path / "退回"
    inbox.mkdir()
    project = re.sub("[<>]", "", text)
    one = form(
        {"unit": text, "project": project, "department": text, "indicators[0].target": text, "total.weight": "90"}
    )
    content = workbook(one) if kind == "xlsx" else docx([official(one)])
    (inbox / f"表.{kind}").write_bytes(content)
    main(["collect", str(inbox), "-o", str(tmp_path / "汇总.xlsx")])
    assert main(["feedback", str(tmp_path / "汇总.xlsx"), "-o", str(output)]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err
    made = sorted(output.iterdir())
    assert {path.suffix for path in made} == {".xlsx", ".docx", ".eml"} and all(path.parent == output for path in made)
    for path in made:
        CHECKS[path.suffix](path.read_bytes(), content if kind == "xlsx" else None)


def of_document(content, _):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                assert not etree.fromstring(package.read(name)).getroottree().docinfo.doctype
        text = package.read("word/document.xml").decode()
    assert "instrText> HYPERLINK" not in text and "<w:t>假的" not in text


def of_mail(content, _):
    mail = email.message_from_bytes(content, policy=default)
    assert mail["Bcc"] is None and not mail.defects
    assert [part.get_content_maintype() for part in mail.walk()].count("multipart") == 1
    assert len(list(mail.iter_attachments())) == 2


def of_workbook(content, original):
    book = openpyxl.load_workbook(io.BytesIO(content))
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    outside_names = [re.sub(r"'(?:[^']|'')*'", "", str(formula)) for formula in formulas]
    assert not any(re.search(r"HYPERLINK\(\"http|cmd\||@SUM", formula) for formula in outside_names)
    for sheet in book:
        for row in sheet.iter_rows():
            assert not any(cell.hyperlink and "evil" in str(cell.hyperlink.target) for cell in row)


CHECKS = {".docx": of_document, ".eml": of_mail, ".xlsx": of_workbook}
