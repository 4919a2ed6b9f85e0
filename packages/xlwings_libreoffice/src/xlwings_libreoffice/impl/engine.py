"""The engine: which applications run, and how values pass between Python and cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.excel.application import Application
from xlwings_libreoffice.values import ERROR_TEXTS

NAME = "libreoffice"


class Engine:
    """Registered in `xlwings.engines` under the name libreoffice; `app` makes xlwings' application of Excel's, `running` are the applications by process."""

    name = NAME
    type = "desktop"

    def __init__(self, app: Callable[[Any, Application], Any]) -> None:
        self.app = app
        self.running: dict[int, Application] = {}

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        """A Python value as a cell takes it; nothing and not-a-number leave it empty."""
        if value is None or value != value:
            return ""
        if isinstance(value, Decimal):
            return float(value)
        if hasattr(value, "to_pydatetime"):
            return value.to_pydatetime()
        return value.item() if hasattr(value, "item") and hasattr(value, "dtype") else value

    @staticmethod
    def clean_value_data(
        data: Any,
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, dt.datetime):
                return _built(value, datetime_builder)
            if isinstance(value, (bool, str)):
                return value
            if isinstance(value, int) and value in ERROR_TEXTS:
                return ERROR_TEXTS[value] if err_to_str else None
            return number_builder(value) if number_builder else value

        return [[clean(value) for value in row] for row in data]


class Apps:
    """The applications this Python has started or attached to, the latest first."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        return list(reversed(self.engine.running))

    def add(self, **_: object) -> Any:
        raise ComError("start LibreOffice with xlwings_libreoffice.office(folder) or attach to one with attach(pipe)")

    def cleanup(self) -> None:
        """Nothing is left behind: each LibreOffice ends with its context."""

    def __iter__(self) -> Iterator[Any]:
        return (self[pid] for pid in self.keys())

    def __len__(self) -> int:
        return len(self.engine.running)

    def __getitem__(self, pid: int) -> Any:
        return self.engine.app(self.engine, self.engine.running[pid])


def _built(value: dt.datetime, builder: Callable[..., Any]) -> Any:
    fields = ("year", "month", "day", "hour", "minute", "second", "microsecond")
    return builder(**{field: getattr(value, field) for field in fields}, tzinfo=None)
