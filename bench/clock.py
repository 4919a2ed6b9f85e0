"""Timing side by side: candidates take turns, so that a machine whose speed drifts drifts for all of them."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Mapping

SECONDS = 6.0
LEAST, MOST = 5, 200


def compare(
    title: str,
    floor: str,
    candidates: Mapping[str, Callable[[], object]],
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Print each candidate's median time by `clock`, and its ratio to the candidate named `floor`; the times in seconds."""
    times = measure(candidates, clock)
    base = times[floor]
    print(f"\n{title}")
    for name, seconds in times.items():
        mark = "（基准）" if name == floor else ""
        print(f"  {seconds * 1000:9.2f} ms  {seconds / base:7.2f}×  {name}{mark}")
    return times


def of_processes() -> float:
    """The processor seconds of all processes started and ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(
    candidates: Mapping[str, Callable[[], object]], clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """The median seconds of each candidate, run in turns after one warm-up each."""
    for run in candidates.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    end = time.perf_counter() + SECONDS * len(candidates) / 2
    rounds = 0
    gc.collect()
    gc.freeze()
    while rounds < LEAST or (time.perf_counter() < end and rounds < MOST):
        for name, run in candidates.items():
            taken[name].append(timed(run, clock))
        rounds += 1
    gc.unfreeze()
    return {name: statistics.median(values) for name, values in taken.items()}


def timed(run: Callable[[], object], clock: Callable[[], float]) -> float:
    """The seconds by `clock` of one run."""
    begun = clock()
    run()
    return clock() - begun
