"""The figures in the pictures and pages of docs/ are today's."""

import re

import pytest
from tools import figures

from tests.samples import ROOT

AGAIN = "make pictures（或只运行 tools/{}.py）重画，说明文字里的数照着改"


@pytest.fixture(scope="module")
def sample():
    return figures.sample()


@pytest.mark.parametrize("section", ["pictures", "button_pictures"])
def test_the_pictures_of_the_sample_show_what_a_check_finds_today(section, sample):
    assert figures.read().get(section) == sample, AGAIN.format(section)


def test_the_pictures_of_a_season_show_what_a_collection_finds_today():
    assert figures.read().get("season_pictures") == figures.season(), AGAIN.format("season_pictures")


def test_the_picture_of_two_years_shows_what_a_comparison_finds_today():
    assert figures.read().get("year_pictures") == figures.years(), AGAIN.format("year_pictures")


def test_pages_name_the_counts_a_check_finds_today(sample):
    counts = {"错误": sample["错误"], "警告": sample["警告"], "提示": sample["提示"]}
    pages = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("docs/按钮/*.md")}
    claims = [
        (name, word, int(number))
        for name, text in pages.items()
        for found in re.finditer(r"错误 \d+、警告 \d+、提示 \d+", text)
        for word, number in re.findall(r"(\S\S) (\d+)", found[0].replace("、", " "))
    ]
    claims += [
        (name, "错误", int(number))
        for name, text in pages.items()
        for number in re.findall(r"样例有 (\d+) 处错误", text)
    ]
    assert len(claims) >= 7
    assert [claim for claim in claims if claim[2] != counts[claim[1]]] == []
