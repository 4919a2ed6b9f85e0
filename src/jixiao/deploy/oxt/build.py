"""Builds `workbook/jixiao.oxt` from `macros/`: the same source gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from jixiao import __version__, resources
from jixiao.deploy.addin import buttons
from jixiao.deploy.addin.buttons import Tab
from jixiao.deploy.oxt import configuration

COMPONENT, OUTPUT = "jixiao_buttons.py", "workbook/jixiao.oxt"
SOURCE = f"macros/libreoffice/{COMPONENT}"
IDENTIFIER = "net.jixiao.buttons"
OLDEST_OFFICE = "7.4"
PLACE = '"""@LINES@"""'
_FIRST = "META-INF/manifest.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONFIGURATION = "application/vnd.sun.star.configuration-data"
_PYTHON = "application/vnd.sun.star.uno-component;type=Python"


def build() -> bytes:
    """The extension as a file."""
    tab = buttons.load()
    parts = {**configuration.parts(tab), COMPONENT: component(tab), "description.xml": _description(tab)}
    parts["LICENSE"] = resources.path("LICENSE").read_text(encoding="utf-8")
    parts[_FIRST] = _manifest()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name].encode("utf-8"))
    return stream.getvalue()


def component(tab: Tab) -> str:
    """The Python that answers presses, with the lines it may start."""
    source = resources.path(SOURCE).read_text(encoding="utf-8")
    lines = "\n".join(f"{button.name}={button.python}" for button in tab.buttons)
    before, after = source.split(PLACE)
    return f'{before}"""\n{lines}\n"""{after}'


def _manifest() -> str:
    rows = [(name, _CONFIGURATION) for name in sorted(configuration.parts(buttons.load()))] + [(COMPONENT, _PYTHON)]
    entries = "".join(
        f'<manifest:file-entry manifest:media-type="{kind}" manifest:full-path="{name}"/>\n' for name, kind in rows
    )
    space = "http://openoffice.org/2001/manifest"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{space}">\n{entries}</manifest:manifest>\n'


def _description(tab: Tab) -> str:
    about = f"{tab.label}工作簿：{'、'.join(button.label for button in tab.buttons)}"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006" xmlns:d="http://openoffice.org/extensions/description/2006" xmlns:l="http://libreoffice.org/extensions/description/2011">
<identifier value="{IDENTIFIER}"/>
<version value="{__version__}"/>
<display-name><name lang="zh-CN">{escape(tab.label)}</name><name lang="en">{escape(tab.label)}</name></display-name>
<publisher><name lang="zh-CN">{escape(about)}</name></publisher>
<dependencies><l:LibreOffice-minimal-version value="{OLDEST_OFFICE}" d:name="LibreOffice {OLDEST_OFFICE}"/></dependencies>
</description>
"""


def main() -> None:
    """Write the extension."""
    resources.path(OUTPUT).write_bytes(build())
    print(OUTPUT)


if __name__ == "__main__":
    main()
