"""The checks: one rule per function, grouped by family, run over one form and over all forms together."""

from importlib import import_module

from jixiao.rules.registry import Rule, catalogue
from jixiao.rules.report import Report, Waived
from jixiao.rules.run import check

FAMILY_FILES = (
    "jx1_reading",
    "jx1_rows",
    "jx1_wording",
    "jx1_digits",
    "jx1_years",
    "jx2_funds",
    "jx2_myriad",
    "jx2_rates",
    "jx2_reasons",
    "jx3_totals",
    "jx3_weights",
    "jx4_scores",
    "jx5_costs",
    "jx5_dates",
    "jx5_goals",
    "jx5_measures",
    "jx5_results",
    "jx5_units",
    "jx5_words",
    "jx6_claims",
    "jx6_copies",
    "jx6_units",
    "jx6_years",
    "jx7_submissions",
    "jx7_workbook",
)
for _name in FAMILY_FILES:
    # a rule registers itself when its file is read
    import_module(f"{__name__}.{_name}")

__all__ = ["FAMILY_FILES", "Report", "Rule", "Waived", "catalogue", "check"]
