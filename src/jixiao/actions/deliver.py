"""What all submissions have in common: the faults that stop them, the workbook and the mail draft they become."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jixiao.errors import CannotGoOn
from jixiao.form.finding import Finding
from jixiao.submit import letter
from jixiao.submit.mail import Attachment, Draft, eml
from jixiao.submit.manifest import Manifest
from jixiao.submit.settings import Mail
from jixiao.xlsx.save import make_folder, write_atomic

Clock = Callable[[], datetime]


class ErrorsLeft(CannotGoOn):
    """The forms have errors and nobody said why they should go on all the same."""

    def __init__(self, name: str, errors: tuple[Finding, ...]) -> None:
        self.errors = errors
        super().__init__(
            f"{name}：还有 {len(self.errors)} 处错误，没有报送。请先改正；确属特殊情况的登记豁免，"
            "或用 --with-errors 写明理由后带错报送。"
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is sent: the workbook with its manifest, and the errors and unread parts that the letter owns up to."""

    content: bytes
    manifest: Manifest
    errors: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """The two files made, and what the manifest says."""

    workbook: Path
    draft: Path
    manifest: Manifest


def now() -> datetime:
    """The time of this machine, with its zone."""
    return datetime.now().astimezone()


def stop_at_faults(name: str, unread: Sequence[str], errors: tuple[Finding, ...], reason: str | None) -> None:
    """Raise ErrorsLeft or CannotGoOn where something is wrong with the file `name` and there is no `reason` to send it."""
    if reason is not None:
        if not reason.strip():
            raise CannotGoOn("--with-errors 后面要写明带错报送的理由，理由会写进邮件和报送清单。")
        return
    if unread:
        raise CannotGoOn(
            "\n".join([*unread, "不完整，没有报送。请先补齐；确需先报的，用 --with-errors 写明理由，名单会写进邮件。"])
        )
    if errors:
        raise ErrorsLeft(name, errors)


def stated(reason: str | None) -> str | None:
    """The reason in one line."""
    return " ".join(reason.split()) if reason else None


def deliver(folder: Path, stem: str, delivery: Delivery, mail: Mail) -> Submission:
    """Write the delivery and the draft that carries it into `folder`, under the version the manifest says."""
    name = f"{stem}-v{delivery.manifest.version}"
    workbook, draft = folder / f"{name}.xlsx", folder / f"{name}.eml"
    message = eml(_draft(delivery, mail, workbook.name))
    make_folder(folder)
    write_atomic(workbook, delivery.content)
    write_atomic(draft, message)
    return Submission(workbook, draft, delivery.manifest)


def _draft(delivery: Delivery, mail: Mail, name: str) -> Draft:
    checksum = hashlib.sha256(delivery.content).hexdigest()
    words = letter.body(delivery.manifest, delivery.errors, delivery.unread, name, checksum)
    attached = (Attachment(name, delivery.content),)
    return Draft(letter.subject(delivery.manifest), words, mail.to, mail.cc, mail.sender, attached)
