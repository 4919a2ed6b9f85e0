"""A program folder after it was copied: what did not arrive is named."""

import pytest

from jixiao.deploy.bundle import python_package
from jixiao.deploy.bundle.folder import LIBRARIES, folder
from jixiao.deploy.install import whole
from tests.deploy.bundle.small import small
from tests.deploy.bundle.stand_in import embeddable


@pytest.fixture
def copied(tmp_path):
    """A folder as a bundle holds it, with one library that has a part beside python.exe."""
    parts = {"thing/part.py": b"x = 1\n", "thing-1.0.data/data/help.dll": b"..."}
    for name, content in folder(python_package.read(embeddable(tmp_path)), [small(files=parts)]).items():
        (tmp_path / "python" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "python" / name).write_bytes(content)
    return tmp_path / "python"


def test_a_whole_folder_is_whole(copied, capsys):
    assert whole.main(copied / LIBRARIES) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", [f"{LIBRARIES}/thing/part.py", "help.dll"])
@pytest.mark.parametrize("content", [None, b"cut"[:1]])
def test_a_file_that_is_gone_or_cut_off_is_named(copied, capsys, name, content):
    (copied / name).unlink()
    if content is not None:
        (copied / name).write_bytes(content)
    assert whole.main(copied / LIBRARIES) == 1
    assert (copied / name).name in capsys.readouterr().out
