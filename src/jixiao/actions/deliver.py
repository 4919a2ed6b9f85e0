"""What all submissions have in common: the faults that stop them, the workbook and the mail draft they become."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.utils import getaddresses
from pathlib import Path

from jixiao.errors import CannotGoOn
from jixiao.form.finding import Finding
from jixiao.submit import letter
from jixiao.submit.mail import Attachment, Draft, addresses, eml
from jixiao.submit.manifest import Manifest
from jixiao.submit.manifest import read as read_manifest
from jixiao.submit.naming import next_version
from jixiao.submit.settings import Mail
from jixiao.xlsx.read.read import read
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
    """What is sent: the workbook made for a manifest, and the errors and unread parts that the letter owns up to.

    `manifest` says all but the version; `earlier` is the version the file was last sent as (0: never).
    """

    content: Callable[[Manifest], bytes]
    manifest: Manifest
    earlier: int = 0
    errors: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """The two files, and what the manifest says; not `is_new` where the workbook is the one sent last, unchanged."""

    workbook: Path
    draft: Path
    manifest: Manifest
    is_new: bool = True


def unchanged(made: Submission) -> str:
    """That no new version was made, before the path of the one that is."""
    item = made.manifest
    return f"与 {item.made_at:%Y-%m-%d %H:%M} 第 {item.version} 次报送的完全相同，没有生成新的一份，仍用："


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
    """Write the delivery and the draft that carries it into `folder`, under the next version.

    Where nothing has changed since the last one there, that one stays; a draft that is missing, or goes to others than
    `mail` says, is written again.
    """
    manifest = replace(delivery.manifest, version=next_version(folder, stem, delivery.earlier))
    last = _unchanged(folder / f"{stem}-v{manifest.version - 1}.xlsx", delivery)
    manifest = last or manifest
    name = f"{stem}-v{manifest.version}"
    workbook, draft = folder / f"{name}.xlsx", folder / f"{name}.eml"
    content = workbook.read_bytes() if last else delivery.content(manifest)
    message = eml(_draft(delivery, manifest, content, mail, workbook.name))
    make_folder(folder)
    if not last:
        write_atomic(workbook, content)
    if not last or not _is_addressed(draft, mail):
        write_atomic(draft, message)
    return Submission(workbook, draft, manifest, is_new=not last)


def _unchanged(path: Path, delivery: Delivery) -> Manifest | None:
    """The manifest of the submission at `path` where the delivery would be the very same file; else None."""
    try:
        content = path.read_bytes()
        sent_manifest = read_manifest(read(content, name=path.name))
    except (OSError, CannotGoOn):
        return None
    if sent_manifest is None:
        return None
    again = replace(delivery.manifest, version=sent_manifest.version, made_at=sent_manifest.made_at)
    return again if delivery.content(again) == content else None


def _is_addressed(draft: Path, mail: Mail) -> bool:
    """Whether there is a draft to the people of `mail`; one that names nobody leaves a draft as it is."""
    try:
        held = message_from_bytes(draft.read_bytes())
    except OSError:
        return False
    named = {spec for header in ("To", "Cc") for _, spec in getaddresses(held.get_all(header, []))}
    return {item.addr_spec for item in addresses((*mail.to, *mail.cc))} <= named


def _draft(delivery: Delivery, manifest: Manifest, content: bytes, mail: Mail, name: str) -> Draft:
    checksum = hashlib.sha256(content).hexdigest()
    words = letter.body(manifest, delivery.errors, delivery.unread, name, checksum)
    attached = (Attachment(name, content),)
    return Draft(letter.subject(manifest), words, mail.to, mail.cc, mail.sender, attached)
