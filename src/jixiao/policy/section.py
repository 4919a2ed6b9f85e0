"""One table of a policy file, read value by value; a wrong value is named with what is allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.policy.files import PolicyError


class Section(NamedTuple):
    """The table `key` of `file`."""

    file: str
    key: str
    values: dict[str, object]

    @property
    def where(self) -> str:
        """File and table, as a message names them."""
        return f"{self.file} [{self.key}]" if self.key else self.file

    def only(self, allowed: Collection[str]) -> None:
        """Refuse a key that nothing would read: a misspelt setting must not pass in silence."""
        for key in self.values:
            if key not in allowed:
                raise PolicyError(f"{self.where}：不认识的键 {key}，可用的有：{'、'.join(allowed)}")

    def table(self, key: str) -> Section:
        """The table below `key`."""
        return self._below(key, self._value(key))

    def tables(self) -> Iterator[tuple[str, Section]]:
        """Every table below this one, with its name."""
        for key, value in self.values.items():
            yield key, self._below(key, value)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, value, "一段文字")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self._wrong(key, value, "文字的列表")
        return tuple(value)

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """One of the words `allowed`."""
        value = self._value(key)
        if not isinstance(value, str) or value not in allowed:
            raise self._wrong(key, value, " / ".join(f'"{word}"' for word in allowed))
        return value

    def number(self, key: str, low: Decimal, high: Decimal) -> Decimal:
        """A number from `low` to `high`."""
        value = self._value(key)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            found = Decimal(value)
            if found.is_finite() and low <= found <= high:
                return found
        raise self._wrong(key, value, f" {low} 到 {high} 的数")

    def year(self, key: str) -> int | None:
        """A year, or None where the key is missing."""
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 1990 <= value <= 2100):
            raise self._wrong(key, value, "年份，如 2020")
        return value

    def _below(self, key: str, value: object) -> Section:
        if not isinstance(value, dict):
            raise self._wrong(key, value, "一个表")
        return Section(self.file, f"{self.key}.{key}" if self.key else key, value)

    def _value(self, key: str) -> object:
        if key not in self.values:
            raise PolicyError(f"{self.where}：缺 {key}，请补上")
        return self.values[key]

    def _wrong(self, key: str, value: object, allowed: str) -> PolicyError:
        shown = str(value) if isinstance(value, int | Decimal) else repr(value)
        return PolicyError(f"{self.where}：{key} = {shown} 不能用，应为{allowed}")
