"""What `jixiao submit` sends is what `jixiao collect` takes: the version written in the file decides."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from jixiao.actions.open import load
from jixiao.actions.submit import submit
from jixiao.policy import default
from jixiao.sheets.book import build
from jixiao.submit.settings import Mail
from tests import build as make
from tests.collect.seasons import collected, tables

AT = datetime(2021, 3, 4, 10, 30, tzinfo=UTC)


def send(form, folder, name):
    path = folder.parent / name
    path.write_bytes(build([form], default(2020)))
    return submit(load(path), folder, Mail(), clock=lambda: AT)


def test_the_second_submission_counts_though_the_first_was_saved_later(tmp_path):
    folder = tmp_path / "报送"
    first = send(make.form(), folder, "一.xlsx")
    second = send(make.form({"goal.actual": "8台电梯全部修好，另检修2台。"}), folder, "二.xlsx")
    assert (first.manifest.version, second.manifest.version) == (1, 2)
    inbox = tmp_path / "收件夹"
    inbox.mkdir()
    (inbox / "信.eml").write_bytes(second.draft.read_bytes())
    late = inbox / first.workbook.name
    late.write_bytes(first.workbook.read_bytes())
    os.utime(late, (AT.timestamp() + 9e6, AT.timestamp() + 9e6))
    made = tables(collected(inbox))
    (row,) = made.projects
    assert row["version"] == 2 and row["file"] == f"信.eml › {second.workbook.name}"
    (beaten,) = made.unused
    assert beaten["reason"] == "已被新版代替" and beaten["message"].startswith("报送次数：这份第 1 次，采用的第 2 次")
