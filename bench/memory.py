"""A command timed with the most memory that it and all processes it starts hold at one time."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterable, Sequence

import psutil

EVERY = 0.2
"""Seconds between two looks; memory of a collection grows over seconds."""


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of the whole command, and its peak in MB; memory that processes share is counted once."""
    begun = time.perf_counter()
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak, top = 0.0, psutil.Process(started.pid)
    while started.poll() is None:
        peak = max(peak, _held([top, *_below(top)]))
        time.sleep(EVERY)
    seconds = time.perf_counter() - begun
    told = started.stderr.read() if started.stderr else ""
    if started.returncode not in (0, 1) or "Traceback" in told:
        raise RuntimeError(f"{command}: {told}")
    return seconds, peak / 2**20


def _below(top: psutil.Process) -> list[psutil.Process]:
    try:
        return top.children(recursive=True)
    except psutil.Error:
        return []


def _held(processes: Iterable[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            known = process.memory_full_info()
            total += getattr(known, "pss", known.uss)
        except psutil.Error:
            continue
    return total
