"""Measuring a command: the memory of the processes it starts counts, a fault is not taken for speed."""

from __future__ import annotations

import fcntl
import sys

import pytest
from bench import collecting, memory, province
from bench.memory import measured

from jixiao.collect import content
from jixiao.collect.brief import brief, heading
from jixiao.collect.model import Item

MB = 1 << 20
HOLD = "import fcntl; held = bytes(range(256)) * (80 << 12); fcntl.flock(open({gate!r}), fcntl.LOCK_SH)"
BUSY = (
    "import resource; sum(range(5_000_000)); used = resource.getrusage(resource.RUSAGE_SELF);"
    "open({spent!r}, 'w').write(str(used.ru_utime + used.ru_stime))"
)


def starting(program):
    """A command that starts `program` as a process of its own."""
    return [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {program!r}])"]


def test_memory_of_a_process_that_the_command_starts_is_counted(tmp_path, monkeypatch):
    held = memory._held
    with (tmp_path / "gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)

        def seen(processes):
            found = held(processes)
            if found > 80 * MB:
                fcntl.flock(gate, fcntl.LOCK_UN)
            return found

        monkeypatch.setattr(memory, "_held", seen)
        cost = measured(starting(HOLD.format(gate=gate.name)))
    assert cost.seconds > 0 and 80 < cost.peak < 200


def test_the_processors_time_is_that_of_all_processes(tmp_path):
    spent = tmp_path / "spent"
    cost = measured(starting(BUSY.format(spent=str(spent))))
    assert cost.processors > float(spent.read_text()) > 0


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(RuntimeError, match="ValueError: 缺了文件"):
        measured([sys.executable, "-X", "utf8", "-c", "raise ValueError('缺了文件')"])


def test_what_is_measured_is_held_against_what_was_generated(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(collecting, "POOL", 2)
    monkeypatch.setattr(collecting, "FORMS", 2)
    for size in (2, 5):
        inbox = tmp_path / f"收件夹{size}"
        known = collecting._fill(inbox, size)
        collecting._prove(inbox, tmp_path / f"{size}.xlsx", known, size)
        (inbox / "00001.xlsx").unlink()
        with pytest.raises(RuntimeError, match="not what was generated"):
            collecting._prove(inbox, tmp_path / f"{size}.xlsx", known, size)
    assert capsys.readouterr().out.count("与生成器相符") == 2


def test_a_workbook_made_from_another_is_as_one_that_was_read(tmp_path, monkeypatch):
    monkeypatch.setattr(province, "FORMS", 2)
    known = province.make_pool(tmp_path / "pool", 1)
    take = province.Simulated(tmp_path / "pool")
    made = {number: take(Item(("表.xlsx",), str(number).encode())) for number in (0, 1, 2, 3, 4, 5)}
    seen, outputs = {}, {}
    for number, given in made.items():
        head = content.head(given.head)
        (read,) = head.reads
        texts = content.texts(given.forms[: head.pieces[0]])
        entries = [content.entry(text, read.archive_path, read.arrival) for text in texts]
        assert [brief(entry) for entry in entries] == list(read.entries) and sum(head.pieces) == len(given.forms)
        seen[number] = {entry.form.unit for entry in entries}
        outputs[number] = {output for entry in read.entries for output in heading(entry).outputs}
    first, repeated, third, fourth, *_ = seen.values()
    assert first == repeated == {known[0].name} and len(first | third | fourth) == 3
    assert outputs[0] == outputs[1] and outputs[4].isdisjoint(outputs[5]) and all(outputs.values())
    assert province._expected(known, 1)[0] == "2" and province._expected(known, 5)[0] == "8"
