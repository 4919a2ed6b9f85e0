"""Holding off the search for garbage leaves Python as it was, whatever happens within; workers search seldom."""

from __future__ import annotations

import gc

import pytest

from jixiao.collect.run import _processes, held_off


def test_the_search_goes_on_afterwards_even_after_a_fault():
    with pytest.raises(ZeroDivisionError), held_off():
        assert not gc.isenabled()
        _ = 1 // 0
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off():
    gc.disable()
    try:
        with held_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_worker_searches_seldom_but_does():
    with _processes(1) as workers:
        assert workers.submit(gc.isenabled).result()
        assert workers.submit(gc.get_threshold).result()[0] > 100 * gc.get_threshold()[0]
