"""What files come in: mails, mailboxes, archives, and files that are broken or locked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

Files = Sequence[tuple[str, bytes]]
SHEET = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def mailed(sender: str, at: datetime, files: Files) -> EmailMessage:
    """A mail with a text and the files attached."""
    mail = EmailMessage()
    mail["From"] = f"经办人 <{sender}>"
    mail["To"] = "绩效科 <jixiao@example.org>"
    mail["Subject"] = "报送2020年度绩效自评表"
    mail["Date"] = format_datetime(at)
    mail.set_content("您好，附件是我单位的自评表，请查收。\n")
    for name, content in files:
        mail.add_attachment(content, *SHEET, filename=name)
    return mail


def mailbox(mails: Sequence[EmailMessage]) -> bytes:
    """The mails in one .mbox."""
    return b"".join(b"From collector Mon Mar  1 09:00:00 2021\n" + bytes(mail) + b"\n" for mail in mails)


def zipped(files: Files, at: datetime) -> bytes:
    """The files in an archive, their names in the encoding of a Chinese Windows."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, at.astimezone().timetuple()[:6])
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def torn(content: bytes) -> bytes:
    """A workbook of which a piece in the middle was lost on the way."""
    middle = len(content) // 2
    return content[:middle] + bytes(2000) + content[middle + 2000 :]


def locked() -> bytes:
    """A workbook with a password to open (it is jixiao)."""
    return Path(__file__).with_name("locked.xlsx").read_bytes()
