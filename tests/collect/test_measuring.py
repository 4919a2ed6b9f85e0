"""Measuring a command: the memory of the processes it starts counts, a fault is not taken for speed."""

from __future__ import annotations

import sys

import pytest
from bench.memory import measured

HOLD = "import time; held = bytes(range(256)) * (80 << 12); time.sleep(1.2)"
START = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}])"


def test_memory_of_a_process_that_the_command_starts_is_counted():
    cost = measured([sys.executable, "-c", START])
    assert cost.seconds > 1 and 80 < cost.peak < 200


def test_the_processors_time_is_that_of_all_processes():
    busy = "import time; end = time.process_time() + 0.5\nwhile time.process_time() < end: pass"
    cost = measured([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"])
    assert 0.5 < cost.processors < 1.5


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(RuntimeError, match="ValueError: 缺了文件"):
        measured([sys.executable, "-X", "utf8", "-c", "raise ValueError('缺了文件')"])
