"""The library in three verbs, which `import jixiao` has too: read a file, collect a season, load a policy.

Amounts in tables are in 万元, rates are fractions (1 is 100 %), scores and weights points; all are `Decimal`, None where a
form leaves them blank or they cannot be read. The amounts of a `Form` itself are in the unit it gives (`amount_unit`).

A policy is named by its file in `workbook/policies` without `.toml`, or by the path of a `.toml` of one's own. Errors are
CannotGoOn, whose text says in Chinese which file, why not, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.api.file import FormFile, read
from jixiao.api.season import Season, collect

if TYPE_CHECKING:
    from jixiao.policy import Policy

__all__ = ["FormFile", "Season", "collect", "policy", "read"]


def policy(name: str) -> Policy:
    """The scoring policy `name`, bundled or in a `.toml` file. Raises PolicyError, a CannotGoOn, where there is none."""
    from jixiao.actions.loaded import named_policy

    return named_policy(name)
