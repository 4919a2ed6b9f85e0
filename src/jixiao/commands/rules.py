"""jixiao rules [CODE]: the catalogue of rules, or one rule in full."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from jixiao.commands import terminal
from jixiao.commands.exit_codes import DONE
from jixiao.errors import CannotGoOn
from jixiao.form.finding import SEVERITY_WORDS
from jixiao.rules import Rule, catalogue


def arguments(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("code", nargs="?", metavar="编号", help="规则编号（如 JX201）或一族规则（如 JX2）")


def run(chosen: Namespace) -> int:
    """0; CannotGoOn when there is no such rule."""
    wanted = (chosen.code or "").upper()
    found = [rule for rule in catalogue() if wanted in ("", rule.code, rule.family)]
    if not found:
        raise CannotGoOn(f"没有编号为“{chosen.code}”的规则。列出全部规则：jixiao rules")
    if len(found) == 1 and wanted == found[0].code:
        _explain(found[0])
    else:
        rows = ((rule.code, SEVERITY_WORDS[rule.severity], rule.title, rule.basis) for rule in found)
        terminal.table(("编号", "程度", "规则", "依据"), rows)
    return DONE


def _explain(rule: Rule) -> None:
    terminal.say(f"{rule.code}  {SEVERITY_WORDS[rule.severity]}  {rule.title}")
    terminal.say(f"类别：{rule.family} {rule.family_title}")
    terminal.say(f"说明：{rule.explanation}")
    terminal.say(f"依据：{rule.basis}")
    terminal.say(f"改法：{rule.fix}")
