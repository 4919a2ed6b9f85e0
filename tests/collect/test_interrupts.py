"""Ctrl-C ends a collection even where Python forgets it, and leaves the handler as it was."""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread

import pytest
from bench import inbox as generator

from jixiao.actions.collect import gather
from jixiao.collect.interrupts import remembered


class Freed:
    """Interrupts its own process while it is being freed: the interrupt is reported, not raised."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupt_while_something_is_freed_ends_the_run_at_the_next_file(tmp_path, monkeypatch):
    generator.fill(tmp_path, 4, 7, 1, generator.NONE_SAVED)
    seen = []

    def watch(results, total, label):
        for number, some in enumerate(results):
            if number == 2:
                Freed()
            seen.append(some)
            yield some

    forgotten = []
    monkeypatch.setattr(sys, "unraisablehook", forgotten.append)
    gathered = gather([tmp_path], [], None, None, 1, watch)
    assert gathered.interrupted and gathered.done == 2 and len(seen) == 3
    assert [item.exc_type for item in forgotten] == [KeyboardInterrupt]


def test_the_handler_before_is_back_and_still_raises():
    before = signal.getsignal(signal.SIGINT)
    with remembered() as came:
        assert not came()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert came()
    assert signal.getsignal(signal.SIGINT) is before


def test_beside_the_main_thread_nothing_is_changed():
    found = []

    def work():
        with remembered() as came:
            found.append((came(), signal.getsignal(signal.SIGINT)))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert found == [(False, signal.getsignal(signal.SIGINT))]
