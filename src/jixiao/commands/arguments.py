"""Argument parsing whose help and complaints are Chinese, like everything else a user reads."""

from __future__ import annotations

import re
from argparse import ArgumentParser, HelpFormatter
from collections.abc import Iterable
from typing import Any, NoReturn

COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.+)"), r"缺少：\1"),
    (re.compile(r"one of the arguments (.+) is required"), r"以下选项须写一个：\1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"不认识：\1"),
    (re.compile(r"argument (.+): expected one argument"), r"\1 后面要跟一个值"),
    (re.compile(r"argument (.+): expected at least one argument"), r"\1 后面至少要跟一个值"),
    (re.compile(r"argument (.+): not allowed with argument (.+)"), r"\1 不能和 \2 一起用"),
    (re.compile(r"argument (.+): invalid choice: (.+) \(choose from (.+)\)"), r"\1 不能是 \2，可选：\3"),
    (re.compile(r"argument (.+): invalid \w+ value: (.+)"), r"\1 的值 \2 不对"),
    (re.compile(r"argument (.+?): (.+)"), r"\1：\2"),
    (re.compile(r"ambiguous option: (.+) could match (.+)"), r"\1 不够明确，可能是 \2"),
)


class Chinese(HelpFormatter):
    """Help whose usage line begins with 用法."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(ArgumentParser):
    """A parser for one command; a complaint names the command's help and ends with exit code 2."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=Chinese, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{complaint(message)}。用法见：{self.prog} --help\n")


def complaint(message: str) -> str:
    """What argparse says, in Chinese where it is one of its usual complaints."""
    for pattern, words in COMPLAINTS:
        found = pattern.fullmatch(message)
        if found:
            return found.expand(words)
    return message
