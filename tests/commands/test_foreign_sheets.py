"""Workbooks of other places through the commands: none of ours is expected on their sheets."""

import pytest

from jixiao.cli import main
from tests.recognise.written import FORMS, shapes, written


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_each_is_checked_and_marked(path, tmp_path):
    form = written(path)
    file = tmp_path / f"{form.name}.xlsx"
    file.write_bytes(dict(shapes(form))[file.name])
    assert main(["check", str(file), "-o", str(tmp_path / "标出.xlsx")]) in (0, 1)
    assert (tmp_path / "标出.xlsx").is_file()
