"""What is opened beside Excel: pages of the manual, a mail draft, a folder."""

from __future__ import annotations

import os
import re
import sys
import webbrowser
from pathlib import Path
from urllib.parse import unquote

from jixiao import resources
from jixiao.live.user_folder import folder
from jixiao.xlsx.save import write_atomic

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.8 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:52em;margin:2em auto;padding:0 1em}}
table{{border-collapse:collapse}}td,th{{border:1px solid #bbb;padding:.2em .6em}}img{{max-width:100%}}
code{{background:#f2f2f2;padding:.1em .3em}}</style></head><body>
{body}
</body></html>
"""
_PAGE_LINK = re.compile(r'(<a href="(?!\w+:)[^"#]+)\.md((?:#[^"]*)?")')
_PICTURE = re.compile(r'(<img src=")(?!\w+:)([^"]+)(")')
_HEADING = re.compile(r"<(h[1-6])>(.*?)</\1>")
_TAG = re.compile(r"<[^>]+>")
_SIGN = re.compile(r"[^\w-]")


def open_path(path: Path) -> None:
    """Open a file as a double click would."""
    if sys.platform == "win32":
        os.startfile(path)
    else:
        webbrowser.open(path.resolve().as_uri())


def open_manual(name: str) -> Path:
    """Show a page of the manual, such as 使用手册, whose links lead to the other pages; the page's path."""
    source, target = resources.path("docs"), folder() / "手册"
    for page in sorted(source.rglob("*.md")):
        place = (target / page.relative_to(source)).with_suffix(".html")
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, _made(page).encode())
    shown = target / f"{name}.html"
    open_path(shown)
    return shown


def _made(page: Path) -> str:
    """A page for the browser: its links lead to pages, its pictures are where they are, headings can be linked to."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark").enable("table").render(page.read_text(encoding="utf-8"))
    body = _PAGE_LINK.sub(r"\1.html\2", body)
    body = _PICTURE.sub(
        lambda found: f"{found[1]}{(page.parent / unquote(found[2])).resolve().as_uri()}{found[3]}", body
    )
    return PAGE.format(title=page.stem, body=_HEADING.sub(_linkable, body))


def _linkable(heading: re.Match[str]) -> str:
    """The heading under the name that links of Markdown give it: small letters, spaces as strokes, no other characters."""
    name = _SIGN.sub("", _TAG.sub("", heading[2]).lower().replace(" ", "-"))
    return f'<{heading[1]} id="{name}">{heading[2]}</{heading[1]}>'
