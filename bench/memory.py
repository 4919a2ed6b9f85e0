"""What a command costs: its time, the processors' time, and the most memory its processes hold at one time."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import psutil

EVERY = 0.2
"""Seconds between two looks; memory of a collection grows over seconds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of all processors together (what a busy machine changes less), peak in MB."""

    seconds: float
    processors: float
    peak: float = 0.0


def timed(run: Callable[[], object]) -> Cost:
    """What a function costs in this process."""
    begun, used = time.perf_counter(), time.process_time()
    run()
    return Cost(time.perf_counter() - begun, time.process_time() - used)


def measured(command: Sequence[str]) -> Cost:
    """What a command costs with all processes it starts; memory that they share is counted once."""
    begun, used = time.perf_counter(), _used()
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak, top = 0.0, psutil.Process(started.pid)
    while started.poll() is None:
        peak = max(peak, _held([top, *_below(top)]))
        time.sleep(EVERY)
    seconds = time.perf_counter() - begun
    printed = started.stderr.read() if started.stderr else ""
    if started.returncode not in (0, 1) or "Traceback" in printed:
        raise RuntimeError(f"{command}: {printed}")
    return Cost(seconds, _used() - used, peak / 2**20)


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


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
