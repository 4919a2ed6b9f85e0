"""评分: every figure of every form by the policy, each with its explanation."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.actions.loaded import Loaded, policy_for
from jixiao.form.model import Form
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
