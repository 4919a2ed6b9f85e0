"""Measuring a command: the memory of the processes it starts counts, a fault is not taken for speed."""

from __future__ import annotations

import sys

import pytest
from bench.memory import measured

HOLD = "import time; held = bytes(range(256)) * (80 << 12); time.sleep(1.2)"
START = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}])"


def test_memory_of_a_process_that_the_command_starts_is_counted():
    seconds, peak = measured([sys.executable, "-c", START])
    assert seconds > 1 and 80 < peak < 200


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(RuntimeError, match="ValueError: 缺了文件"):
        measured([sys.executable, "-X", "utf8", "-c", "raise ValueError('缺了文件')"])
