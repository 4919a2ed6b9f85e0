"""The four verbs of the library give what the commands give."""

from __future__ import annotations

import pytest

from jixiao import api
from jixiao.importers.source import ReadError
from jixiao.policy.files import PolicyError
from tests import build
from tests.samples import HEMENKOU


@pytest.fixture(scope="module")
def forms():
    return api.read(HEMENKOU)


def test_a_file_is_read_scored_and_checked(forms):
    assert len(forms) == 15
    assert api.score(build.CORRECT).total == build.CORRECT.total.score
    assert not api.check((build.CORRECT,)).findings
    assert api.check(forms).totals[0] == 14


def test_what_is_written_reads_back(forms, tmp_path):
    path = api.write(forms[:2], tmp_path / "自评.xlsx")
    again = api.read(path)
    assert [form.project for form in again] == [form.project for form in forms[:2]]
    assert [form.indicators for form in again] == [form.indicators for form in forms[:2]]
    assert [item.name for item in tmp_path.iterdir()] == ["自评.xlsx"]


def test_a_policy_may_be_named_and_a_wrong_name_is_refused():
    assert api.score(build.CORRECT, "variant-linear").total is not None
    with pytest.raises(PolicyError):
        api.score(build.CORRECT, "no-such-policy")


def test_a_missing_file_and_no_forms_are_refused(tmp_path):
    with pytest.raises(ReadError, match="找不到"):
        api.read(tmp_path / "没有.docx")
    with pytest.raises(ValueError, match="no form"):
        api.write((), tmp_path / "空.xlsx")
    assert not list(tmp_path.iterdir())
