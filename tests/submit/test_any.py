"""Whatever forms and names there are: what is sent, copied and kept beside reads back."""

import email
import string
from decimal import Decimal
from email.header import decode_header, make_header
from email.policy import default
from email.utils import parseaddr
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.actions.open import load
from jixiao.actions.roll import roll, rolled
from jixiao.actions.submit import submit
from jixiao.form.finding import Waiver
from jixiao.submit import last_year
from jixiao.submit.digest import digest
from jixiao.submit.mail import Attachment, Draft, eml
from jixiao.submit.manifest import Manifest, Sent, attach, read
from jixiao.submit.settings import Mail
from jixiao.xlsx.edit.patch import Patch
from jixiao.xlsx.read.read import read as open_book
from tests.strategies import forms
from tests.submit.books import AT, workbook
from tests.submit.test_last_year import fields

SIGNS = "甲乙（）《》“”·—，。①Ⅷ㎡𠮷=+-@'\"<>&;:/\\?*# " + string.ascii_letters + string.digits
TEXTS = st.text(SIGNS, min_size=1, max_size=120).map(lambda text: " ".join(text.split())).filter(bool)
MAYBE = st.none() | TEXTS
FIGURES = st.none() | st.decimals(Decimal(-9999), Decimal(10**9), places=4)
COUNTS = st.integers(0, 10**6)
SENT = st.builds(Sent, MAYBE, MAYBE, MAYBE, st.none() | st.integers(2000, 2100), st.just("ab" * 32))
WAIVERS = st.builds(Waiver, TEXTS, MAYBE, TEXTS, TEXTS, TEXTS)
MANIFESTS = st.builds(
    Manifest,
    version=COUNTS,
    made_at=st.just(AT),
    unit=MAYBE,
    department=MAYBE,
    year=st.none() | st.integers(2000, 2100),
    form_type=MAYBE,
    template_version=MAYBE,
    tool_version=TEXTS,
    **dict.fromkeys(("initial", "annual", "executed", "rate", "average"), FIGURES),
    **dict.fromkeys(("errors", "warnings", "notices"), COUNTS),
    reason=MAYBE,
    forms=st.lists(SENT, max_size=4).map(tuple),
    waivers=st.lists(WAIVERS, max_size=3).map(tuple),
)
BOOK = workbook()


def display_name(content):
    """The recipient's name by the older of Python's decoders; the newer one puts spaces between encoded words."""
    to = email.message_from_bytes(content)["To"]
    return str(make_header(decode_header(parseaddr(to.replace("\n", ""))[0])))


@settings(max_examples=60)
@given(MANIFESTS)
def test_any_manifest_reads_back(manifest):
    patch = Patch.open(BOOK)
    attach(patch, manifest)
    assert read(open_book(patch.bytes())) == manifest


@settings(max_examples=150)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_subject_name_and_file_reads_back(subject, person, name, body):
    person = "".join(sign for sign in person if sign not in '"\\').strip() or "甲"
    draft = Draft(
        subject, body, (f'"{person}" <a@example.cn>',), attachments=(Attachment(f"{name}.xlsx", b"\x00\xff"),)
    )
    message = email.message_from_bytes(eml(draft), policy=default)
    (attached,) = message.iter_attachments()
    assert message["Subject"] == subject
    assert display_name(eml(draft)) == person
    assert message.get_body().get_content().rstrip("\r\n") == body
    assert (attached.get_filename(), attached.get_content()) == (f"{name}.xlsx", b"\x00\xff")


@settings(max_examples=15)
@given(st.lists(forms(), min_size=1, max_size=3))
def test_any_forms_are_sent_as_they_are(made):
    with TemporaryDirectory() as folder:
        path = Path(folder, "自评.xlsx")
        path.write_bytes(workbook(*made))
        before = load(path).forms
        sent = submit(load(path), Path(folder), Mail(), reason="原样", clock=lambda: AT)
        assert load(sent.workbook).forms == before
        assert [item.digest for item in sent.manifest.forms] == [digest(form) for form in before]


@settings(max_examples=15)
@given(st.lists(forms(), min_size=1, max_size=3))
def test_any_forms_are_copied_into_the_next_year(made):
    with TemporaryDirectory() as folder:
        path, out = Path(folder, "旧.xlsx"), Path(folder, "新.xlsx")
        path.write_bytes(workbook(*made))
        before = load(path)
        roll(before, 2036, out)
        assert load(out).forms == tuple(rolled(form, 2036) for form in before.forms)
        kept = last_year.read(open_book(out))
        assert [fields(form)[0][6] for form in kept] == [fields(form)[0][6] for form in before.forms]
        assert [fields(form)[1] for form in kept] == [fields(form)[1] for form in before.forms]
