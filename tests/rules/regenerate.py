"""Write the rule book and the golden findings again: `python -m tests.rules.regenerate`, then read the difference."""

import json
from dataclasses import asdict

from jixiao import policy
from jixiao.form.finding import Finding
from jixiao.importers import read
from jixiao.rules import check
from jixiao.rules.book import build
from tests import build as forms
from tests.rules.cases import cases
from tests.samples import GOLDENS, HEMENKOU, ROOT

BOOK = ROOT / "docs" / "规则手册.md"
FINDINGS = GOLDENS / "hemenkou-2020.findings.json"
POLICY = "2020-caiyu-10"


def examples() -> dict[str, Finding]:
    """For each rule the finding of its first case that fails."""
    found: dict[str, Finding] = {}
    for case in cases():
        if case.fails and case.rule not in found:
            made = [forms.form(changes) for changes in case.forms or ((case.change or {}),)]
            report = check(
                made,
                policy.load(case.policy),
                facts=case.facts,
                waivers=case.waivers,
                before=[forms.form(one) for one in case.before],
                sendings=case.sendings,
            )
            found[case.rule] = next(item for item in report.findings if item.code == case.rule)
    return found


def book() -> str:
    """The rule book as it should be in docs/."""
    return build(examples())


def findings() -> list[dict]:
    """The findings of the real document, as data."""
    report = check(read(HEMENKOU).forms, policy.load(POLICY))
    return [_plain(item) for item in report.findings]


def _plain(finding: Finding) -> dict:
    plain = asdict(finding)
    for name in ("fix", "basis", "file", "unit", "subject", "kind"):
        del plain[name]
    plain["related"] = [[item.project, item.field, item.cell] for item in finding.related]
    return {name: value for name, value in plain.items() if value not in (None, [])}


def lines(items: list[dict]) -> str:
    """JSON with one finding on each line, so that a difference reads well."""
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]\n"


if __name__ == "__main__":
    BOOK.parent.mkdir(exist_ok=True)
    BOOK.write_text(book(), encoding="utf-8")
    FINDINGS.write_text(lines(findings()), encoding="utf-8")
    print(f"{BOOK.relative_to(ROOT)}\n{FINDINGS.relative_to(ROOT)}: {len(findings())}")
