"""`jixiao help`, and what is said of a command or an option that was mistyped."""

import pytest

from jixiao.cli import COMMANDS, main


@pytest.fixture
def run(capsys):
    def run(*words):
        try:
            status = main(words)
        except SystemExit as stopped:
            status = stopped.code
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.mark.parametrize("word", ["help", "--help", "-h", "帮助"])
def test_help_lists_every_command(run, word):
    status, out, err = run(word)
    assert status == 0 and not err and all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_its_own_help(run, command):
    assert run("help", command) == run(command, "--help")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chekc", "check"),
        ("Check", "check"),
        ("sumary", "summary"),
        ("imports", "import"),
        ("colect", "collect"),
        ("校验", "check"),
        ("汇总", "summary"),
        ("导出", "export"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(run, typed, meant):
    status, out, err = run(typed, "表.xlsx")
    assert status == 2 and not out and err.startswith(f"没有“{typed}”这个命令。您是不是想用：jixiao {meant}")


def test_a_command_like_no_other_is_answered_with_all(run):
    status, _, err = run("xyzzy")
    assert status == 2 and "您是不是想用" not in err and all(name in err for name in COMMANDS)


def test_a_mistyped_option_is_answered_with_the_one_that_was_meant(run):
    status, _, err = run("check", "表.xlsx", "--ouput", "出.xlsx")
    assert status == 2 and "您是不是想用：--output？" in err
