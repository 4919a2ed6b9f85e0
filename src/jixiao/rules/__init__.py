"""The checks: one rule per function, grouped by family, run over one form and over all forms together."""

from jixiao.rules.registry import FAMILY_FILES, Rule, catalogue
from jixiao.rules.report import Report, Waived
from jixiao.rules.run import check

__all__ = ["FAMILY_FILES", "Report", "Rule", "Waived", "catalogue", "check"]
