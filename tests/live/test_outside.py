"""The manual in the browser: every page is there, every link leads somewhere, every picture shows."""

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from jixiao.live import manual as outside
from tests.samples import ROOT


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    opened = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALAPPDATA", str(tmp_path_factory.mktemp("user")))
        patch.setattr(outside, "open_path", opened.append)
        page = outside.open_manual("使用手册")
    assert opened == [page]
    return page.parent


def pages(manual: Path):
    return sorted(manual.rglob("*.html"))


def test_every_page_of_the_manual_is_made(manual):
    made = {page.relative_to(manual).with_suffix(".md") for page in pages(manual)}
    assert made == {page.relative_to(ROOT / "docs") for page in (ROOT / "docs").rglob("*.md")}


def test_every_link_between_pages_leads_to_a_page(manual):
    links = [
        (page, link) for page in pages(manual) for link in re.findall(r'href="([^":]+\.html)', page.read_text("utf-8"))
    ]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / unquote(link)).is_file()] == []


def test_every_picture_is_there(manual):
    pictures = [link for page in pages(manual) for link in re.findall(r'<img src="([^"]+)"', page.read_text("utf-8"))]
    assert pictures
    assert [link for link in pictures if not Path(unquote(urlparse(link).path)).is_file()] == []


def test_the_contents_of_the_rule_book_lead_to_its_rules(manual):
    text = (manual / "规则手册.html").read_text("utf-8")
    anchors = {unquote(link) for link in re.findall(r'href="#([^"]+)"', text)}
    assert len(anchors) > 90
    assert anchors <= set(re.findall(r'<h3 id="([^"]+)"', text))
