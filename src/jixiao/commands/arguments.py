"""Argument parsing whose help and complaints are Chinese, like everything else a user reads."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, HelpFormatter, Namespace
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from jixiao.errors import CannotGoOn
from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Severity

COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少：\1"),
    (r"one of the arguments (.+) is required", r"以下选项须写一个：\1"),
    (r"unrecognized arguments: (.+)", r"不认识：\1"),
    (r"argument (.+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.+): expected at least one argument", r"\1 后面至少要跟一个值"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 不能和 \2 一起用"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 不能是 \2，可选：\3"),
    (r"argument (.+): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
    (r"argument (.+?): (.+)", r"\1：\2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 不够明确，可能是 \2"),
)


class Chinese(HelpFormatter):
    """Help whose usage line begins with 用法."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """The usage line, as argparse asks for it."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(ArgumentParser):
    """A parser for one command; a complaint names the command's help and ends with exit code 2."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=Chinese, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Complain in Chinese, with the nearest option and where the help is, and end with exit code 2."""
        self.exit(2, f"{complaint(message)}。{self._meant(message)}用法见：{self.prog} --help\n")

    def _meant(self, message: str) -> str:
        """The options near to one that is not known."""
        from difflib import get_close_matches

        unknown = re.search(r"unrecognized arguments: (--[\w-]+)", message)
        near = get_close_matches(unknown[1], self._option_string_actions, n=1) if unknown else []
        return f"您是不是想用：{near[0]}？" if near else ""


def complaint(message: str) -> str:
    """What argparse says, in Chinese where it is one of its usual complaints."""
    for pattern, words in COMPLAINTS:
        found = re.fullmatch(pattern, message)
        if found:
            return found.expand(words)
    return message


BETWEEN = r"[\s,，、;；]+"


def codes(text: str) -> tuple[str, ...]:
    """Codes and families such as "jx6，JX101"; CannotGoOn when one of them names no rule."""
    from jixiao.rules import catalogue

    given = tuple(code for code in re.split(BETWEEN, text) if code)
    known = {name for rule in catalogue() for name in (rule.code, rule.family)}
    unknown = [code for code in given if code.upper() not in known]
    if unknown or not given:
        raise CannotGoOn(f"--off：没有编号为“{'、'.join(unknown) or text}”的规则。列出全部规则：jixiao rules")
    return tuple(code.upper() for code in given)


WORDS: dict[str, Severity] = {
    **{each: each for each in SEVERITIES},
    **{word: each for each, word in SEVERITY_WORDS.items()},
}


def severities(text: str) -> tuple[Severity, ...]:
    """Severities such as "notice" or "警告,提示"; CannotGoOn for another word."""
    given = tuple(word for word in re.split(BETWEEN, text.lower()) if word)
    unknown = [word for word in given if word not in WORDS]
    if unknown or not given:
        raise CannotGoOn(
            f"没有“{'、'.join(unknown) or text}”这种程度，可写：error（错误）、warning（警告）、notice（提示）。"
        )
    return tuple(WORDS[word] for word in given)


def but_errors(text: str) -> tuple[Severity, ...]:
    """The severities a user typed that may be hidden; CannotGoOn for errors."""
    found = severities(text)
    if "error" in found:
        raise CannotGoOn("错误必须先改，不能不显示；只看警告或提示的，用 --only warning 或 --only notice。")
    return found


def add_severities(parser: ArgumentParser) -> None:
    """--only and --hide: which severities are shown, in lists, marks and counts alike."""
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--only",
        metavar="程度",
        type=severities,
        action="append",
        help="只显示这些程度：error、warning、notice（错误、警告、提示），可写多个",
    )
    shown.add_argument(
        "--hide",
        metavar="程度",
        type=but_errors,
        action="append",
        help="不显示这些程度（warning、notice；错误不能藏）；标记、校验结果和计数都不含，另说明有几处；不写则按工作簿的设置",
    )


def hidden(chosen: Namespace) -> tuple[Severity, ...] | None:
    """The severities not to show; None where the command line does not say."""
    if chosen.only:
        wanted = set(chain(*chosen.only))
        return tuple(each for each in SEVERITIES if each not in wanted)
    return tuple(chain(*chosen.hide)) if chosen.hide else None


def add_policy(parser: ArgumentParser) -> None:
    """--policy: which scoring rules hold."""
    parser.add_argument(
        "--policy", metavar="办法", help="评分办法的名称，或一个 .toml 文件；不写则按表的年度和一级指标选用"
    )


def add_output(parser: ArgumentParser, what: str) -> None:
    """-o and --in-place: where a changed workbook goes; without either no file is written."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", metavar="文件", type=Path, help=what)
    place.add_argument("--in-place", action="store_true", help="直接改写原工作簿（先在旁边留一份备份）")


def prove_a_place(chosen: Namespace) -> None:
    """Raise CannotGoOn where the user gave neither -o nor --in-place."""
    if not chosen.output and not chosen.in_place:
        raise CannotGoOn("请用 -o 指定输出文件，或用 --in-place 直接改写（会留备份）。")


def add_template(parser: ArgumentParser) -> None:
    """--template: a bureau's own restyled template."""
    parser.add_argument("--template", metavar="模板", type=Path, help="本单位在 Excel 里改过样式的 template.xlsx")


def add_labels(parser: ArgumentParser) -> None:
    """--labels: what the user taught of other words for the form's labels."""
    parser.add_argument(
        "--labels",
        metavar="标签文件",
        type=Path,
        help="一行教一个标签，如“年终完成值 = 实际完成值”；不写则用设置文件夹里的 labels.txt",
    )


def whole_number(most: int, what: str = "") -> Callable[[str], int]:
    """The type of an argument: a whole number from 1 to `most`; `what` is its name in the complaint."""

    def typed(text: str) -> int:
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise ArgumentTypeError(f"{what}“{text}”应为 1～{most} 的整数")
        return int(text)

    return typed


def add_json(parser: ArgumentParser) -> None:
    """--json: print JSON for other programs."""
    parser.add_argument("--json", action="store_true", help="输出 JSON")
