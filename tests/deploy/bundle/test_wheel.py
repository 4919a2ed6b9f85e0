"""Wheels rebuilt without some of their files, and what may go into a bundle."""

import csv
import io
import zipfile

import pytest

from jixiao.deploy.bundle import licences, wheel
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.small import small

PARTS = {"thing/pro/secret.py": b"x = 1\n", "thing/process.py": b"y = 2\n"}


def inside(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_rebuilt_wheel_lacks_the_folder_and_nothing_else():
    lighter = wheel.rebuilt(small(files=PARTS), ["thing/pro"], "1bsd")
    assert lighter.name == "thing-1.0-1bsd-py3-none-any.whl"
    assert set(small(files=PARTS).files) - set(lighter.files) == {"thing/pro/secret.py"}


def test_its_list_of_files_is_right():
    files = inside(wheel.write(wheel.rebuilt(small(files=PARTS), ["thing/pro"], "1bsd")))
    rows = {row[0]: row[2] for row in csv.reader(files["thing-1.0.dist-info/RECORD"].decode().splitlines())}
    assert {name: str(len(content)) for name, content in files.items() if not name.endswith("RECORD")} == {
        name: size for name, size in rows.items() if not name.endswith("RECORD")
    }
    assert b"Build: 1bsd" in files["thing-1.0.dist-info/WHEEL"]


def test_the_same_wheel_gives_the_same_bytes_and_reads_back():
    assert wheel.write(small(files=PARTS)) == wheel.write(small(files=dict(reversed(PARTS.items()))))
    assert wheel.read(small().name, wheel.write(small())) == small()


@pytest.mark.parametrize(
    "about, terms",
    [
        (("License-Expression: MIT",), "MIT"),
        (("License: BSD 3-clause", "Classifier: License :: OSI Approved :: BSD License"), "BSD 3-clause"),
        (("Classifier: License :: OSI Approved :: MIT License",), "MIT License"),
        (("License: UNKNOWN", "Classifier: License :: OSI Approved :: MIT License"), "MIT License"),
        (("License-Expression: GPL-2.0-only OR MIT",), "GPL-2.0-only OR MIT"),
        (("License-Expression: LGPL-2.1-or-later",), "LGPL-2.1-or-later"),
        (("License: Apache",), "Apache"),
    ],
)
def test_a_licence_that_may_go_in_is_named(about, terms):
    assert licences.licence(small(about=about)).terms == terms


@pytest.mark.parametrize(
    "about",
    [
        ("License-Expression: GPL-3.0-or-later",),
        ("License: AGPLv3",),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",),
        ("Classifier: License :: OSI Approved :: GNU Affero General Public License v3",),
        (),
    ],
)
def test_a_licence_that_may_not_go_in_stops_the_build(about):
    with pytest.raises(CannotGoOn, match=r"thing-1\.0-py3-none-any\.whl"):
        licences.licence(small(about=about))


def test_the_list_names_each_library_its_terms_and_where_the_text_is():
    texts = {"thing-1.0.dist-info/licenses/LICENSE": b"...", "thing/licence.py": b""}
    listed = licences.listed([licences.licence(small(files=texts))])
    assert "thing 1.0\n  许可：MIT\n  全文：thing-1.0.dist-info/licenses/LICENSE\n" in listed
    assert "licence.py" not in listed
