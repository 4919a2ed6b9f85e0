"""`import jixiao` is the door: three verbs, nothing loaded before one is used, and what is missing is named."""

from __future__ import annotations

import subprocess
import sys
from inspect import signature

import pytest

import jixiao
import jixiao.collect.tables
import jixiao.policy.choice
from jixiao import api
from jixiao.errors import CannotGoOn
from jixiao.policy.files import PolicyError
from tests.samples import HEMENKOU


def test_importing_it_loads_nothing():
    code = "import sys; before = set(sys.modules); import jixiao; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"__future__", "jixiao", "types"}


def test_a_package_that_bears_the_name_of_a_verb_is_called_and_is_still_a_package(tmp_path):
    assert jixiao.policy("variant-linear") == jixiao.policy.load("variant-linear")
    assert jixiao.collect(HEMENKOU).tables.whole["forms"] == 15
    assert jixiao.collect.tables.Tables and jixiao.policy.choice.policy_marks()


def test_a_notebook_finds_the_verbs_and_their_arguments():
    assert {"read", "collect", "policy"} <= set(dir(jixiao))
    assert list(signature(jixiao.collect).parameters)[:3] == ["inboxes", "roster", "deadline"]
    assert signature(jixiao.read) == signature(api.read) and signature(jixiao.policy) == signature(api.policy)
    assert repr(jixiao.read(HEMENKOU)) == f"FormFile(path={HEMENKOU!r})"


def test_a_policy_of_ones_own_is_a_file(tmp_path):
    own = tmp_path / "本市.toml"
    own.write_text('extends = "2020-caiyu-10"\ntitle = "本市办法"\n', encoding="utf-8")
    assert jixiao.policy(str(own)).title == "本市办法"
    with pytest.raises(PolicyError):
        jixiao.policy("no-such-policy")


def test_what_it_does_not_have_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'write'"):
        jixiao.write  # noqa: B018


@pytest.mark.parametrize(("name", "used"), [("pandas", "frames"), ("duckdb", "sql")])
def test_a_missing_library_is_named_in_chinese_and_english(name, used, monkeypatch):
    season = jixiao.collect(HEMENKOU)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(CannotGoOn, match=rf"本机没有组件 {name}。请安装：pip install {name}.+needs the package {name}"):
        season.frames() if used == "frames" else season.sql("SELECT 1")
