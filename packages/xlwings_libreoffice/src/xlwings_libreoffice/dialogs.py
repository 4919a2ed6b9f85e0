"""Questions put to the user: answered beforehand or by a handler, and all of them on record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass


class NoAnswer(Exception):
    """A question came up and nothing was prepared to answer it."""


@dataclass(frozen=True)
class Question:
    """What was asked: `kind` is alert, input, open, file, folder or save; `choices` are buttons or a filter.

    `several` tells that several files may be chosen.
    """

    kind: str
    prompt: str
    title: str = ""
    choices: str = ""
    default: object = None
    several: bool = False


class Dialogs:
    """Stands in for the person at the screen; `asked` holds every question, alerts included."""

    def __init__(
        self,
        answers: Iterable[object] = (),
        handler: Callable[[Question], object] | None = None,
    ) -> None:
        self.asked: list[Question] = []
        self.handler = handler
        self._answers = deque(answers)

    @property
    def alerts(self) -> list[str]:
        """The text of every alert shown, oldest first."""
        return [question.prompt for question in self.asked if question.kind == "alert"]

    @property
    def unused(self) -> list[object]:
        return list(self._answers)

    def answer(self, *answers: object) -> None:
        """Prepare the answers to the next questions, in order."""
        self._answers.extend(answers)

    def forget(self) -> None:
        self.asked.clear()
        self._answers.clear()

    def ask(self, question: Question) -> object:
        """The answer; an alert with nothing but an OK button needs none prepared."""
        self.asked.append(question)
        if self.handler is not None:
            return self.handler(question)
        if question.kind == "alert" and question.choices == "ok":
            return "ok"
        if not self._answers:
            raise NoAnswer(f"no answer prepared for {question}")
        return self._answers.popleft()
