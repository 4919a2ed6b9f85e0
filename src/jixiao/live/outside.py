"""What is opened beside Excel: a page of the manual, a mail draft, a folder."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

from jixiao import resources
from jixiao.live.place import folder
from jixiao.package.save import write_atomic

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><base href="{base}">
<style>body{{font:16px/1.8 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:52em;margin:2em auto;padding:0 1em}}
table{{border-collapse:collapse}}td,th{{border:1px solid #bbb;padding:.2em .6em}}img{{max-width:100%}}
code{{background:#f2f2f2;padding:.1em .3em}}</style></head><body>
{body}
</body></html>
"""


def open_path(path: Path) -> None:
    """Open a file as a double click would."""
    if sys.platform == "win32":
        os.startfile(path)
    else:
        webbrowser.open(path.resolve().as_uri())


def open_manual(name: str) -> Path:
    """Show a page of the manual, such as 使用手册; the path of the page made for the browser."""
    from markdown_it import MarkdownIt

    source = resources.path(f"docs/{name}.md")
    body = MarkdownIt("commonmark").enable("table").render(source.read_text(encoding="utf-8"))
    page = folder() / "手册" / f"{name}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    base = f"{source.parent.resolve().as_uri()}/"
    write_atomic(page, PAGE.format(title=name, base=base, body=body).encode())
    open_path(page)
    return page
