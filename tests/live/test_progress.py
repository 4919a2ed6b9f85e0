"""A long run says how far it is, and the Esc key ends it."""

import pytest

from jixiao.live import progress
from jixiao.live.progress import escape_is_held, watch


class Keyboard:
    def __init__(self, state):
        self.state, self.asked = state, []

    def GetAsyncKeyState(self, key):
        self.asked.append(key)
        return self.state


def test_the_escape_key_is_asked_for_by_its_number():
    keyboard = Keyboard(0x8001)
    assert escape_is_held(keyboard)
    assert keyboard.asked == [0x1B]


def test_a_key_pressed_earlier_and_let_go_does_not_count():
    assert not escape_is_held(Keyboard(0x0001))


def test_every_result_goes_through_and_the_rest_is_reported(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    messages = []
    assert list(watch(messages.append)(iter("甲乙丙"), 3, "读取")) == ["甲", "乙", "丙"]
    assert messages[0].startswith("读取 1/3，还需约 2 秒")
    assert len(messages) == 3


def test_escape_interrupts_after_the_result_at_hand(monkeypatch):
    monkeypatch.setattr(progress, "escape_is_held", lambda: True)
    seen = []
    with pytest.raises(KeyboardInterrupt):
        for item in watch(lambda text: None)(iter("甲乙丙"), 3, "读取"):
            seen.append(item)
    assert seen == ["甲"]
