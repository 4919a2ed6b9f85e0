"""What the installed xlwings ships under its BSD licence and the add-in is built from."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from pathlib import Path

from jixiao.deploy.addin import project
from jixiao.deploy.addin.modules import Module, standard
from jixiao.deploy.addin.project import Project
from jixiao.errors import CannotGoOn

EXAMPLE, MODULE = "quickstart_addin_ribbon.xlam", "xlwings_custom_addin.bas"
EXAMPLE_CALLBACKS = "RibbonMyAddin"
KEPT_PARTS = ("xl/theme/theme1.xml", "xl/styles.xml")
_DECLARATION = re.compile(r"^( *)(?=Declare )", re.M)
_FUNCTION = re.compile(r"^(?:Public )?Function (?:.* _\n)*.*$", re.M)
_HEAD = re.compile(r'(?<=^Attribute VB_Name = "xlwings"\n)', re.M)
_OPTION = "Option Private Module\n"
_WORDS = (
    (
        "        Content = ReadFile(FileName)\n",
        "        Content = TextPythonFailed() & vbCrLf & vbCrLf & ReadFile(FileName)\n",
    ),
    ('"Press Ctrl+C to copy this message to the clipboard."', "TextCopyHint()"),
    ('WScript.Popup Content, AUTO_DISMISS, "Error",', "WScript.Popup Content, AUTO_DISMISS, TextTitle(),"),
)
"""What the runner says where Python ends with a fault, before and after: Chinese, with the next step."""
_PROJECT_NAME = re.compile(r'(?<=^Public Const PROJECT_NAME As String = ")\w+(?="$)', re.M)


def parts() -> dict[str, bytes]:
    """The parts of the example add-in that go into ours as they are."""
    with zipfile.ZipFile(_folder() / EXAMPLE) as package:
        return {name: package.read(name) for name in KEPT_PARTS}


def base() -> Project:
    """The example's project without its button, and without the forms library, which no module uses and WPS lacks."""
    with zipfile.ZipFile(_folder() / EXAMPLE) as package:
        example = project.read(package.read("xl/vbaProject.bin"))
    return example.without_module(EXAMPLE_CALLBACKS).without_reference("MSForms")


def runner(settings: str) -> Module:
    """The module with RunPython; it reads its settings from files and sheets called `settings`.conf.

    Raises CannotGoOn where the module is not as we know it.
    """
    text = (_folder() / MODULE).read_text(encoding="ascii")
    renamed, count = _PROJECT_NAME.subn(settings, text)
    if count != 1:
        raise CannotGoOn(
            f"xlwings 的 {MODULE} 中应有一行 PROJECT_NAME，找到 {count} 行；请改用与本工具配套的 xlwings 版本"
        )
    # its functions do not show in the function wizard
    return standard(_HEAD.sub(_OPTION, _in_chinese(only_for_us(renamed)), count=1))


def _in_chinese(source: str) -> str:
    for before, after in _WORDS:
        if source.count(before) != 1:
            raise CannotGoOn(f"xlwings 的 {MODULE} 中应有一处 {before.strip()}；请改用与本工具配套的 xlwings 版本")
        source = source.replace(before, after)
    return source


def only_for_us(source: str) -> str:
    """`source` with functions that do nothing unless a button or function of ours asks for them (JixiaoGuard).

    Excel lets a cell of any open workbook call any public function of an add-in, and these start programs and read
    and write files.
    """
    hidden = _DECLARATION.sub(r"\1Private ", source)
    return _FUNCTION.sub(r"\g<0>\n    If Not IsForUs() Then Exit Function", hidden)


def _folder() -> Path:
    # found, not imported: importing xlwings takes half a second and is not needed for its files
    found = importlib.util.find_spec("xlwings")
    if found is None or found.origin is None:
        raise CannotGoOn("没有安装 xlwings，无法生成加载项；请先运行 pip install xlwings")
    return Path(found.origin).parent
