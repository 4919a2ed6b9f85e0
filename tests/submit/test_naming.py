"""Names and numbers of submissions."""

import pytest

from jixiao.submit.naming import file_stem, next_version, sender
from tests import build


@pytest.mark.parametrize(
    "year, unit, stem",
    [
        (2020, "青河区财政局", "2020-青河区财政局-绩效自评"),
        (None, None, "年度未填-单位未填-绩效自评"),
        (2020, "甲/乙:丙\n<丁>", "2020-甲／乙：丙 ＜丁＞-绩效自评"),
        (2020, "..", "2020-单位未填-绩效自评"),
    ],
)
def test_a_name_fits_every_file_system(year, unit, stem):
    assert file_stem(year, unit) == stem


def test_a_long_unit_leaves_room_for_the_rest():
    assert len(f"{file_stem(2020, '青' * 300)}-v123456.xlsx".encode()) <= 255


@pytest.mark.parametrize(
    "present, sent, version",
    [
        ((), 0, 1),
        (("2020-甲-绩效自评-v1.xlsx", "2020-甲-绩效自评-v2.eml"), 0, 3),
        (("2020-甲-绩效自评-v10.xlsx", "2020-甲-绩效自评-v9.xlsx"), 0, 11),
        (("2021-甲-绩效自评-v7.xlsx", "2020-甲-绩效自评-v8-副本.xlsx"), 0, 1),
        (("2020-甲-绩效自评-v1.xlsx",), 4, 5),
    ],
)
def test_the_next_version_follows_the_highest_known(tmp_path, present, sent, version):
    for name in present:
        (tmp_path / name).touch()
    assert next_version(tmp_path, "2020-甲-绩效自评", sent) == version


def test_a_folder_that_is_yet_to_be_made_holds_no_version(tmp_path):
    assert next_version(tmp_path / "没有", "2020-甲-绩效自评", 0) == 1


def test_the_sender_is_the_unit_or_the_department_of_several():
    one, other = build.form({"unit": "甲"}), build.form({"unit": "乙"})
    assert sender([one, one]) == "甲"
    assert sender([one, other]) == "青河区住房和城乡建设局"
    assert sender([one, build.form({"unit": "乙", "department": "丙"}), one]) == "甲等"
    assert sender([build.form({"unit": None, "department": None})]) is None
