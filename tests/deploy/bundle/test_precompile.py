"""Compiled modules: for the version that runs here only, the same on any day, and taken without a look at the source."""

import marshal
import subprocess
import sys
import types

import pytest

from jixiao.deploy.bundle import precompile
from jixiao.deploy.bundle.target import target

HERE = target("win_amd64", "{}.{}".format(*sys.version_info[:2]))
OTHER = target("win_amd64", f"3.{sys.version_info[1] + 1}")
SOURCE = b"NAMES = frozenset({'b', 'a', 'c'})\n\ndef half(x):\n    return x / 2\n"
FILES = {"Lib/site-packages/thing/__init__.py": SOURCE, "Lib/site-packages/thing/old.py": b"print 'of long ago'\n"}
COMPILED = f"Lib/site-packages/thing/__pycache__/__init__.{sys.implementation.cache_tag}.pyc"


def test_modules_are_compiled_and_others_are_left(tmp_path):
    assert set(precompile.compiled(FILES, HERE)) == {COMPILED}


def test_the_source_is_not_looked_at_again():
    made = precompile.compiled(FILES, HERE)[COMPILED]
    assert int.from_bytes(made[4:8], "little") == 0b01  # PEP 552: by hash, not checked


def test_it_says_nothing_of_this_machine_or_day():
    first, second = (precompile.compiled(FILES, HERE)[COMPILED] for _ in range(2))
    assert first == second
    assert names(marshal.loads(first[16:])) == {"Lib/site-packages/thing/__init__.py"}


def names(code):
    inner = (names(each) for each in code.co_consts if isinstance(each, types.CodeType))
    return {code.co_filename}.union(*inner)


def test_it_is_what_python_imports(tmp_path):
    for name, content in {**FILES, **precompile.compiled(FILES, HERE)}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    # a source that has changed since shows which of the two is taken
    (tmp_path / "Lib/site-packages/thing/__init__.py").write_bytes(b"raise ImportError\n")
    code = "import sys; sys.path.insert(0, sys.argv[1]); import thing; print(thing.half(3))"
    place = str(tmp_path / "Lib/site-packages")
    done = subprocess.run([sys.executable, "-B", "-c", code, place], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1.5"


def test_for_another_version_nothing_is_compiled(monkeypatch):
    monkeypatch.setattr("subprocess.run", None)
    assert not precompile.can_compile(OTHER) and precompile.compiled(FILES, OTHER) == {}


@pytest.mark.parametrize("platform", ["win_amd64", "win32", "win_arm64"])
def test_the_processor_does_not_matter(platform):
    assert precompile.can_compile(target(platform, HERE.python))
