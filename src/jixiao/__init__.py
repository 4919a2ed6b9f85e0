"""绩效自评工作簿: read, score, check and summarise project expenditure self-evaluation forms.

>>> import jixiao
>>> jixiao.read("自评表.xlsx").frames()["forms"]
>>> jixiao.collect("收件夹").sql("SELECT unit, sum(annual) FROM projects GROUP BY unit")
>>> jixiao.policy("2020-caiyu-10").title

The three verbs are those of `jixiao.api`, which has their signatures; it is loaded when one is used. Two of them bear the
name of a package, which answers a call too. What other modules hold may change without notice.
"""

from __future__ import annotations

from types import ModuleType

TYPE_CHECKING = False  # as in typing, which would take longer to load than all the rest
if TYPE_CHECKING:
    from typing import Any

    from jixiao.api import collect, policy, read

__version__ = "0.1.0"
__all__ = ["collect", "policy", "read"]


class Verb(ModuleType):
    """A package with the name of a verb: a call of it is a call of what `jixiao.api` has under that name."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return _api(self.__name__.rpartition(".")[2])(*given, **named)

    @property
    def __signature__(self) -> Any:
        """What a notebook shows of the verb's arguments."""
        from inspect import signature

        return signature(_api(self.__name__.rpartition(".")[2]))


def __getattr__(name: str) -> Any:
    if name == "read":
        return _api(name)
    if name in __all__:
        from importlib import import_module

        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _api(name: str) -> Any:
    from importlib import import_module

    return getattr(import_module("jixiao.api"), name)
