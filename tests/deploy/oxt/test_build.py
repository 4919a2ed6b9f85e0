"""The extension as a file: the buttons of the table in menu and toolbar, each with a line that may be started."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from jixiao import __version__
from jixiao.deploy.addin import buttons
from jixiao.deploy.oxt import build, configuration

TAB = buttons.load()
NAME = "{http://openoffice.org/2001/registry}name"


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(io.BytesIO(build.build())) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def node(root, *names):
    for name in names:
        root = next(child for child in root if child.get(NAME) == name)
    return root


def text(entry, name):
    """The texts of a property, one where all languages say the same."""
    return {value.text for value in node(entry, name)}


def items(parts, *place):
    """URL and title of each entry of a menu or toolbar, in the order of their names."""
    entries = sorted(
        node(ElementTree.fromstring(parts["Addons.xcu"]), "AddonUI", *place), key=lambda one: one.get(NAME)
    )
    shown = [one for one in entries if text(one, "URL") != {configuration.SEPARATOR}]
    return [(text(one, "URL").pop(), text(one, "Title").pop()) for one in shown]


def test_the_same_source_gives_the_same_bytes():
    assert build.build() == build.build()


def test_the_manifest_names_all_that_libreoffice_reads(parts):
    listed = {
        value
        for entry in ElementTree.fromstring(parts["META-INF/manifest.xml"])
        for key, value in entry.attrib.items()
        if key.endswith("full-path")
    }
    assert listed == {name for name in parts if name.endswith((".xcu", ".py"))}
    assert next(iter(parts)) == "META-INF/manifest.xml"


def test_the_menu_has_the_buttons_of_the_table_in_their_order(parts):
    found = items(parts, "OfficeMenuBar", configuration.MENU, "Submenu")
    assert [url for url, _ in found] == [configuration.url(button) for button in TAB.buttons]
    assert [title.partition("(")[0] for _, title in found] == [button.label for button in TAB.buttons]
    keys = [title.partition("~")[2][0] for _, title in found]
    assert len(set(keys)) == len(keys) == 16


def test_the_toolbar_has_the_same_buttons(parts):
    found = items(parts, "OfficeToolBar", configuration.TOOLBAR)
    assert found == [(configuration.url(button), button.label) for button in TAB.buttons]


def test_groups_are_set_apart(parts):
    root = ElementTree.fromstring(parts["Addons.xcu"])
    entries = sorted(node(root, "AddonUI", "OfficeToolBar", configuration.TOOLBAR), key=lambda one: one.get(NAME))
    apart = [at for at, one in enumerate(entries) if text(one, "URL") == {configuration.SEPARATOR}]
    sizes = [len(group.buttons) for group in TAB.groups]
    assert apart == [sum(sizes[:number]) + number - 1 for number in range(1, len(sizes))]


def test_every_button_has_its_tip(parts):
    commands = node(ElementTree.fromstring(parts["CalcCommands.xcu"]), "UserInterface", "Commands")
    tips = {one.get(NAME): text(one, "TooltipLabel").pop() for one in commands}
    assert tips == {configuration.url(button): button.supertip for button in TAB.buttons}


def test_the_program_may_start_the_lines_of_the_table_and_no_other(parts):
    lines = parts[build.COMPONENT].split('"""')[3].strip().splitlines()
    assert lines == [f"{button.name}={button.python}" for button in TAB.buttons]


def test_it_says_which_version_it_is_and_which_libreoffice_it_needs(parts):
    assert f'<version value="{__version__}"/>' in parts["description.xml"]
    assert 'LibreOffice-minimal-version value="7.4"' in parts["description.xml"]
    assert "Apache License" in parts["LICENSE"]
