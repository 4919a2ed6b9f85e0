"""The project's own wheel from an installed package: the files of the wheel it came from, and nothing an installer added."""

from importlib import metadata
from pathlib import Path

import pytest

from jixiao import __version__
from jixiao.deploy.bundle import own, wheel
from jixiao.errors import CannotGoOn
from tests.deploy.bundle.small import small

ADDED = {
    "jixiao/__pycache__/x.pyc": b"...",
    "jixiao-{}.dist-info/INSTALLER": b"pip\n",
    "jixiao-{}.dist-info/direct_url.json": b"{}",
    "../../../bin/jixiao": b"#!",
}


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An installed package as pip leaves it; the wheel it came from."""
    came = small("jixiao", __version__, files={"jixiao/data/workbook/表.toml": "年 = 1".encode()})
    home = tmp_path / "a" / "b" / "site-packages"
    files = came.files | {name.format(__version__): content for name, content in ADDED.items()}
    for name, content in files.items():
        (home / name).resolve().parent.mkdir(parents=True, exist_ok=True)
        (home / name).resolve().write_bytes(content)
    record = "".join(f"{name},,\n" for name in (*files, f"{came.info}/RECORD"))
    (home / came.info / "RECORD").write_text(record, encoding="utf-8")
    monkeypatch.setattr(metadata, "distribution", lambda name: metadata.PathDistribution(home / came.info))
    monkeypatch.setattr("jixiao.deploy.bundle.own.resources.path", lambda name: tmp_path / name)
    return came


def test_it_is_the_wheel_it_was_installed_from(installed, tmp_path):
    made = own.own_wheel(tmp_path)
    assert wheel.read(made.name, made.read_bytes()) == installed


def test_a_package_with_files_gone_is_refused(installed, tmp_path):
    next(tmp_path.rglob("表.toml")).unlink()
    with pytest.raises(CannotGoOn, match="源代码目录"):
        own.own_wheel(tmp_path)


def test_a_package_that_is_not_installed_is_refused(tmp_path, monkeypatch):
    def nowhere(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", nowhere)
    monkeypatch.setattr("jixiao.deploy.bundle.own.resources.path", lambda name: Path(tmp_path, name))
    with pytest.raises(CannotGoOn, match="pip install"):
        own.own_wheel(tmp_path)
