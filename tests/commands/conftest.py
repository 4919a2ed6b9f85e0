"""What the tests of commands share."""

import pytest

from jixiao.cli import main


@pytest.fixture
def run(capsys):
    """Runs a command line: its exit code, what it prints, what it says on the error stream."""

    def run(*words):
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run
