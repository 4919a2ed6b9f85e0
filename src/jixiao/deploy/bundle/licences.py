"""The licences of what a bundle holds: read from each wheel, none of them one that may not go in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any

from jixiao import resources
from jixiao.deploy.bundle.wheel import Wheel
from jixiao.errors import CannotGoOn

DATA = "workbook/bundle/licences.toml"
UNKNOWN = "未注明"
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")
# LGPL is not meant: a library under it may be handed on beside the program
_COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.I)
_EITHER = re.compile(r"\s+or\s+", re.I)
_TEXT = re.compile(r"(?:licen[cs]e|copying|notice)", re.I)


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one wheel; `texts` are the files in the wheel that hold it in full."""

    name: str
    version: str
    terms: str
    texts: tuple[str, ...]


def licence(wheel: Wheel) -> Licence:
    """What a wheel says; CannotGoOn when it says nothing, or is offered under the GPL or AGPL only."""
    about = wheel.metadata
    terms = _terms(about)
    if terms == UNKNOWN or all(_COPYLEFT.search(way) for way in _EITHER.split(terms)):
        raise CannotGoOn(f"{wheel.name} 的许可是“{terms}”，不能放进安装包。请换用别的版本或别的库。")
    texts = tuple(sorted(name for name in wheel.files if _is_text(name)))
    return Licence(str(about["Name"]), str(about["Version"]), terms, texts)


def stated(section: str) -> Mapping[str, Any]:
    """What licences.toml says by the name of a library: `remarks` beside its licence; the folders `left_out`, which may
    not be handed on and without which it works; what is `left_out_of_folder`, where the libraries are unpacked.
    """
    said: dict[str, Any] = resources.table(DATA)[section]
    return said


def of_python(version: str) -> Licence:
    """The licence of Python itself; it names those of the libraries that come with it."""
    return Licence("Python", version, "PSF-2.0", ("python/LICENSE.txt",))


def listed(licences: Iterable[Licence], python: Licence | None = None) -> str:
    """The Chinese list that goes into the bundle; `python` where that is in it and the libraries are unpacked."""
    place = "python/Lib/site-packages 里" if python else "各个 .whl 文件里（可当作 zip 打开）"
    lines = [f"本安装包里的第三方库，各按自己的许可使用；许可全文在{place}。", ""]
    lines += (
        [f"{python.name} {python.version}", f"  许可：{python.terms}", f"  全文：{python.texts[0]}", ""]
        if python
        else []
    )
    remarks = stated("remarks")
    for item in sorted(licences, key=lambda item: item.name.lower()):
        lines += [f"{item.name} {item.version}", f"  许可：{item.terms}"]
        lines += [f"  说明：{remarks[item.name.lower()]}"] if item.name.lower() in remarks else []
        lines += [f"  全文：{text}" for text in item.texts] + [""]
    return "\n".join(lines)


def _terms(stated: Message) -> str:
    expression, text = stated["License-Expression"], str(stated["License"] or "").strip()
    classified = [found[1] for item in stated.get_all("Classifier", []) if (found := _CLASSIFIER.fullmatch(str(item)))]
    # some packages put the whole text where its name belongs
    short = text if text and "\n" not in text and text.upper() != "UNKNOWN" else ""
    return str(expression or short or "、".join(classified) or UNKNOWN).strip()


def _is_text(name: str) -> bool:
    return bool(_TEXT.search(name.rsplit("/", 1)[-1])) and not name.endswith((".py", ".pyi", ".bas"))
