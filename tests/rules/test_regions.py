"""The faults found by hand in forms of other places, and no error beside them."""

import pytest

from jixiao import policy
from jixiao.importers import read
from jixiao.rules import check
from tests.samples import REGIONS

FOUND_BY_HAND = {
    "hubei_fishery_ban_2020": {("JX212", "funds.total.rate"), ("JX514", "indicators[3].actual")},
    "jinan_licheng_culture_2019": {("JX512", "indicators[0].target"), ("JX134", "indicators[3].target")},
    "qingshen_payroll_2023": {
        ("JX103", "goal.actual"),
        ("JX110", "indicators[0].actual"),
        ("JX110", "indicators[1].actual"),
        ("JX113", "indicators[0].score"),
        ("JX219", "funds.total.annual"),
        ("JX512", "indicators[0].target"),
        ("JX304", "indicators"),
    },
    "tianchang_flood_2022": {
        ("JX105", "department"),
        ("JX216", "funds.total.rate"),
        *(("JX407", f"indicators[{number}].score") for number in range(2, 8)),
        ("JX525", "goal.actual"),
    },
    "yinchuan_no6_school_2021": {
        ("JX311", "total.score"),
        ("JX215", "indicators[4].score"),
        ("JX405", "indicators[10].score"),
        ("JX405", "indicators[14].score"),
        ("JX405", "indicators[15].score"),
    },
    "yongde_school_meal_2022": {
        ("JX405", "indicators[2].score"),
        ("JX403", "indicators[5].score"),
        ("JX406", "indicators[5].note"),
        ("JX204", "funds.total.initial"),
        ("JX303", "indicators[0].weight"),
        ("JX303", "indicators[7].weight"),
        ("JX525", "goal.actual"),
    },
    "zhongjiang_water_2022": {
        ("JX301", "total.weight"),
        ("JX311", "total.score"),
        ("JX303", "indicators[0].weight"),
        *(("JX514", f"indicators[{number}].actual") for number in (0, 1, 3, 4, 6, 8)),
    },
}
ERRORS = {
    "tianchang_flood_2022": {("JX105", "department")},
    "yinchuan_no6_school_2021": {("JX311", "total.score")},
    "zhongjiang_water_2022": {("JX301", "total.weight"), ("JX311", "total.score")},
}


def findings(path):
    return check(read(path).forms, policy.load("2020-caiyu-10")).findings


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_the_faults_found_by_hand_are_found(path):
    assert FOUND_BY_HAND[path.stem] <= {(item.code, item.field) for item in findings(path)}


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_no_error_is_raised_that_a_person_did_not_find(path):
    errors = {(item.code, item.field) for item in findings(path) if item.severity == "error"}
    assert errors == ERRORS.get(path.stem, set())
