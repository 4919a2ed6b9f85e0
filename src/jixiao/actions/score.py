"""评分: every figure of every form by the policy, each with its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.form.fields import form_name
from jixiao.form.model import Form
from jixiao.form.rounding import plain
from jixiao.policy import Policy
from jixiao.policy.score import Scores, score


@dataclass(frozen=True, slots=True)
class Scored:
    """The forms of one file with their scores, in the same order, and the policy used."""

    loaded: Loaded
    policy: Policy
    scores: tuple[Scores, ...]

    @property
    def pairs(self) -> tuple[tuple[Form, Scores], ...]:
        """Each form with its scores."""
        return tuple(zip(self.loaded.forms, self.scores, strict=True))


def score_forms(loaded: Loaded, policy_name: str | None = None) -> Scored:
    """Score the forms of `loaded`. Raises PolicyError when `policy_name` names no policy."""
    policy = policy_for(loaded, policy_name)
    return Scored(loaded, policy, tuple(score(form, policy) for form in loaded.forms))


def incomplete(pairs: Iterable[tuple[Form, Scores]]) -> Iterator[str]:
    """Why a form has neither a total nor a grade though it has scores: part of it was not copied, or not read."""
    for form, scores in pairs:
        read = f"读到的分值合计 {plain(scores.weight_total)}"
        if scores.lacks_points and form.total.weight is not None:
            yield (
                f"指标没有读全：{form_name(form)} 总分行的分值是 {plain(form.total.weight)}，{read}，不给总分和等级。"
                "请按下面列出的没有读出的格，核对原表这几行的栏目。"
            )
        elif scores.breaks_off:
            yield (
                f"表未复制完整：{form_name(form)} 没有读到总分行，{read}，不给总分和等级。请从原表重新复制整张表，直到总分行。"
            )
