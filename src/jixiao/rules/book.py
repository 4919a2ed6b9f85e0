"""The rule book (规则手册): one page built from the registry, with an example that fails for every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from jixiao.form.finding import SEVERITIES, SEVERITY_WORDS, Finding
from jixiao.rules.registry import EXAMPLE, Rule, catalogue

"""Stands before the example in a fix (`run`)."""
HEAD = """# 规则手册

本页由规则目录生成，与程序所用的规则逐条一致。

- **错误**：仅凭表内的数字和结构就能证明的差错，必须先改。
- **警告**：前后矛盾，或缺少应有的说明。
- **提示**：表述质量，供参考。

空白或读不出的格不再引起其他错误；同一原因只报告一次。每条规则可以关闭（`off`），也可以登记豁免：
豁免须写明规则编号、项目、理由、负责人和日期，缺一项即不成立（见 JX711）。
"""


def build(examples: Mapping[str, Finding]) -> str:
    """The page in Markdown; `examples` holds for each code one finding of its cases."""
    rules = catalogue()
    parts = [HEAD, "\n".join(_contents(rules))]
    for _, family in groupby(rules, key=lambda rule: rule.family):
        members = list(family)
        parts.append(f"## {members[0].family} {members[0].family_title}")
        parts += ["\n".join(_section(rule, examples[rule.code])) for rule in members]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _contents(rules: tuple[Rule, ...]) -> Iterator[str]:
    counts = "、".join(f"{SEVERITY_WORDS[s]} {sum(rule.severity == s for rule in rules)}" for s in SEVERITIES)
    yield f"共 {len(rules)} 条规则：{counts}。"
    yield ""
    yield "| 编号 | 规则 | 级别 |"
    yield "|---|---|---|"
    for rule in rules:
        yield f"| [{rule.code}](#{rule.code.lower()}-{_anchor(rule.title)}) | {rule.title} | {SEVERITY_WORDS[rule.severity]} |"


def _section(rule: Rule, example: Finding) -> Iterator[str]:
    yield f"### {rule.code} {rule.title}"
    yield ""
    yield f"{SEVERITY_WORDS[rule.severity]}。{rule.explanation}"
    yield ""
    yield f"- 依据：{rule.basis}"
    yield f"- 改法：{rule.fix}"
    yield f"- 示例：{_one_line(example.message)}"
    better = example.fix.partition(EXAMPLE)[2]
    if better:
        yield f"- 写法举例：{_one_line(better)}"
    if rule.after:
        yield f"- 同一处已报告 {'、'.join(rule.after)} 时不再报告"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _anchor(title: str) -> str:
    """The anchor that Markdown viewers give a heading: punctuation dropped, spaces to hyphens."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c in "-_")
