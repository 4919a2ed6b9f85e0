"""Questions stay within what Excel's own dialogs take."""

from types import SimpleNamespace

import pytest

from jixiao.live import dialogs


class Excel:
    """Excel's dialogs: a prompt or a default over 255 characters is refused."""

    def __init__(self):
        self.api, self.said, self.asked = self, [], []

    def alert(self, text, *_):
        self.said.append(text)

    def InputBox(self, Prompt, Title, Default, Type):
        if max(len(text.encode("utf-16-le")) // 2 for text in (Prompt, Title, Default)) > 255:
            raise RuntimeError("Unable to get the InputBox property of the Application class")
        self.asked.append((Prompt, Default))
        return " 答 "


@pytest.mark.parametrize("letter", ["甲", "𠮷"])
def test_a_long_prompt_is_reported_first_and_its_last_line_asks(letter):
    excel = Excel()
    assert dialogs.text(excel, f"{letter * 300}\n理由：", letter * 300) == "答"
    assert excel.said == [f"{letter * 300}\n理由："]
    ((prompt, given),) = excel.asked
    assert prompt == "理由：" and set(given) == {letter}


def test_a_long_prompt_of_one_line_is_cut_where_it_asks():
    excel = Excel()
    dialogs.text(excel, "甲" * 300)
    assert excel.asked == [("甲" * 255, "")] and excel.said == ["甲" * 300]


def test_a_prompt_that_fits_is_asked_at_once():
    excel = Excel()
    dialogs.text(excel, "理由：", "原来的")
    assert (excel.said, excel.asked) == ([], [("理由：", "原来的")])


def test_cancelling_stops():
    excel = SimpleNamespace(api=SimpleNamespace(InputBox=lambda **_: False))
    with pytest.raises(dialogs.Stopped):
        dialogs.text(excel, "理由：")
