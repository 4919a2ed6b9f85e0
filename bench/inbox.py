"""Realistic inboxes of any size with the truth beside them: `python -m bench.inbox FOLDER UNITS [SEED]`."""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bench import season
from bench.parcels import locked, mailbox, mailed, torn, zipped
from bench.resaved import OLD, TODAY, saved_again
from jixiao import policy
from jixiao.form.model import Form
from jixiao.form.rounding import plain
from jixiao.sheets.book import build

BEGUN = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
DEADLINE = "2021-03-20"
LATE = timedelta(days=25)
WAYS = ("plain", "renamed", "resaved", "old", "mailed", "mailed", "zipped", "nested", "boxed", "word", "halves")
MOST_SAVED = {TODAY: 10, OLD: 3}
"""LibreOffice takes most of a second to save a file, and seconds to read one of the old format; a few prove as much."""
FEW_SAVED = {TODAY: 2, OLD: 1}
NONE_SAVED = {TODAY: 0, OLD: 0}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


class Inbox:
    """Fills a folder and keeps count of what a collection of it must find."""

    def __init__(self, folder: Path, seed: int, saved: Mapping[str, int]) -> None:
        self.folder, self.chance, self.saved = folder, random.Random(seed), saved
        self.unused: Counter[str] = Counter()
        self.late: list[str] = []
        self.missing: list[str] = []
        self.counted: list[season.Unit] = []
        self.kept: list[EmailMessage] = []
        self.again: dict[str, list[tuple[Path, datetime]]] = {TODAY: [], OLD: []}
        folder.mkdir(parents=True, exist_ok=True)

    def hand_in(self, number: int, unit: season.Unit) -> None:
        """What came of one unit: usually its forms, sometimes an older version or a copy too, sometimes nothing."""
        luck = self.chance.random()
        if luck < 0.06:
            self.missing.append(unit.name)
            return
        if luck < 0.12:
            self._useless(number, unit)
            return
        self.counted.append(unit)
        at = BEGUN + timedelta(days=self.chance.randint(4, 15), minutes=number)
        if luck < 0.2:
            self._older(number, unit, at)
        elif luck > 0.92:
            at += LATE
            self.late.append(unit.name)
        content, way = book(unit.forms), self.chance.choice(WAYS)
        self._send(way, f"{number:04d}-{unit.name}", unit, content, at)
        if self.chance.random() < 0.06:
            self._put(f"副本/{number:04d} 再发一次.xlsx", content, at - timedelta(days=3))
            self.unused["重复"] += len(unit.forms)
        if self.chance.random() < 0.1:
            self._put(f"扫描件/{number:04d}.png", PICTURE, at)
            self.unused["不是自评表"] += 1

    def finish(self) -> dict[str, Any]:
        """Write the mailbox and the truth; the truth."""
        if self.kept:
            self._put("收件箱.mbox", mailbox(self.kept), BEGUN)
        for to, files in self.again.items():
            for (path, at), content in zip(
                files, saved_again([path.read_bytes() for path, _ in files], to), strict=True
            ):
                self._write(path, content, at)
        forms = [form for unit in self.counted for form in unit.forms]
        return {
            "forms": len(forms),
            "units": {unit.name: _sums(unit.forms) for unit in sorted(self.counted, key=lambda unit: unit.name)},
            "departments": {name: _sums(own) for name, own in sorted(_by_department(self.counted).items())},
            "indicators": sum(len(form.indicators) for form in forms),
            "whole": _sums(forms),
            "errors": sorted([unit.name, project, code] for unit in self.counted for project, code in unit.faults),
            "claims": sorted(
                unit.name for unit in self.counted if unit.claims in {other.name for other in self.counted}
            ),
            "unused": {reason: count for reason, count in sorted(self.unused.items()) if count},
            "states": {
                "已报": sum(not unit.faults for unit in self.counted),
                "已报，有错误": sum(bool(unit.faults) for unit in self.counted),
                "未报": len(self.missing),
            },
            "late": sorted(self.late),
            "missing": sorted(self.missing),
            "files": sum(path.is_file() for path in self.folder.rglob("*")),
        }

    def _useless(self, number: int, unit: season.Unit) -> None:
        """A unit that sent only what nobody can read."""
        self.missing.append(unit.name)
        content = book(unit.forms)
        made = self.chance.choice(
            (torn(content), locked(), b"", b"PK\x03\x04" + bytes(200), content[: len(content) // 3])
        )
        self._put(f"{number:04d}-{unit.name}.xlsx", made, BEGUN)
        self.unused["无法读取"] += 1

    def _older(self, number: int, unit: season.Unit, at: datetime) -> None:
        old = replace(unit, forms=tuple(season.revised(form) for form in unit.forms))
        self._put(f"第一批/{number:04d}-{unit.name}.xlsx", book(old.forms), at - timedelta(days=4))
        self.unused["已被新版代替"] += len(unit.forms)

    def _send(self, way: str, name: str, unit: season.Unit, content: bytes, at: datetime) -> None:
        sender = f"u{name[:4]}@example.org"
        if way in ("plain", "renamed"):
            self._put(f"{unit.department}/{name}{'.xlsx' if way == 'plain' else '.xls'}", content, at)
        elif way in ("resaved", "old"):
            path = self._put(f"{unit.department}/{name}.xlsx", content, at)
            to = OLD if way == "old" else TODAY
            if len(self.again[to]) < self.saved[to]:
                self.again[to].append((path, at))
        elif way == "mailed":
            self._put(f"邮件/{name}.eml", bytes(mailed(sender, at, [(f"{name}.xlsx", content)])), at)
        elif way == "halves":
            half = (len(unit.forms) + 1) // 2
            parts = [part for part in (unit.forms[:half], unit.forms[half:]) if part]
            files = [(f"{name}（{number}）.xlsx", book(part)) for number, part in enumerate(parts, 1)]
            self._put(f"邮件/{name}.eml", bytes(mailed(sender, at, files)), at)
        elif way == "zipped":
            self._put(f"压缩/{name}.zip", zipped([(f"{unit.name}/自评表.xlsx", content)], at), at)
        elif way == "nested":
            inner = zipped([(f"{name}.zip", zipped([("自评表.xlsx", content)], at))], at)
            self._put(f"邮件/{name}.eml", bytes(mailed(sender, at, [("材料.zip", inner)])), at)
        elif way == "word":
            self._put(f"{unit.department}/{name}.docx", _word(unit.forms), at)
        else:
            self.kept.append(mailed(sender, at, [(f"{name}.xlsx", content)]))

    def _put(self, name: str, content: bytes, at: datetime) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write(path, content, at)
        return path

    def _write(self, path: Path, content: bytes, at: datetime) -> None:
        path.write_bytes(content)
        os.utime(path, (at.timestamp(), at.timestamp()))


def fill(
    folder: Path, count: int, seed: int = 1, forms: int = 3, saved: Mapping[str, int] = MOST_SAVED
) -> dict[str, Any]:
    """Fill `folder` with what `count` units sent, 1 to 2·`forms`-1 forms each. The roster and the truth are beside it.

    At most so many workbooks as `saved` says are saved by LibreOffice, by format; the truth is the same for any number.
    """
    inbox = Inbox(folder, seed, saved)
    known = season.units(count, forms, seed)
    for number, unit in enumerate(known):
        inbox.hand_in(number, unit)
    truth = inbox.finish()
    beside(folder, "名单.csv").write_text(
        "单位,联系人,邮箱\n" + "".join(f"{unit.name},经办,\n" for unit in known), encoding="utf-8-sig"
    )
    beside(folder, "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return truth


def beside(folder: Path, name: str) -> Path:
    """The roster or the truth of an inbox."""
    return folder.with_name(f"{folder.name}-{name}")


def book(forms: Sequence[Form]) -> bytes:
    """The standard workbook of the forms."""
    return build(forms, policy.default(2020))


def _word(forms: Sequence[Form]) -> bytes:
    from jixiao.exporters.docx import document

    return document(tuple(forms), None).content


def _by_department(units: Sequence[season.Unit]) -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = {}
    for unit in units:
        found.setdefault(unit.department, []).extend(unit.forms)
    return found


def _sums(forms: Sequence[Form]) -> list[Any]:
    """How many forms, and their three amounts."""
    return [
        len(forms),
        *(_sum(getattr(form.funds.total, key) for form in forms) for key in ("initial", "annual", "executed")),
    ]


def _sum(amounts: Any) -> str:
    return plain(sum((amount for amount in amounts if amount is not None), Decimal(0)))


if __name__ == "__main__":
    print(
        json.dumps(fill(Path(sys.argv[1]), int(sys.argv[2]), int(*sys.argv[3:4] or (1,))), ensure_ascii=False, indent=1)
    )
