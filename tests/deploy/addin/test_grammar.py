"""Our macros are Visual Basic by its grammar, which LibreOffice is no judge of."""

import os

import pytest

from jixiao.deploy.addin import build

if os.environ.get("CI"):
    import antlr4_vba  # noqa: F401
else:
    pytest.importorskip("antlr4_vba", reason="antlr4-vba not installed: make dev")

from antlr4 import CommonTokenStream, InputStream, PredictionMode
from antlr4.error.ErrorListener import ErrorListener
from antlr4_vba.vbaLexer import vbaLexer
from antlr4_vba.vbaParser import vbaParser

MODULES = [module for module in build.macros().modules if module.name.startswith("Jixiao")]
HEAD = 'Attribute VB_Name = "Made"\nOption Explicit\n\n'


class Listener(ErrorListener):
    """Keeps where the text is no Visual Basic."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def syntaxError(self, recognizer, symbol, line, column, message, fault):
        self.faults.append((line, column, message))


def faults(text):
    """Where the text is no Visual Basic: what the quicker prediction takes is, what it does not the full one judges."""
    return found(text, PredictionMode.SLL) and found(text, PredictionMode.LL)


def found(text, mode):
    listener = Listener()
    lexer = vbaLexer(InputStream(text.replace("\n", "\r\n")))
    parser = vbaParser(CommonTokenStream(lexer))
    parser._interp.predictionMode = mode
    for reader in (lexer, parser):
        reader.removeErrorListeners()
        reader.addErrorListener(listener)
    parser.startRule()
    return listener.faults


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_is_visual_basic(module):
    assert faults(module.text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Public Sub Made(\nEnd Sub",
        "Public Function Made()\nEnd Sub",
        "Public Sub Made()\n    If True Then\nEnd Sub",
        "Public Sub Made()\n    Dim Row As As Long\nEnd Sub",
        "Public Sub Made()\n    Call One(1,, )) \nEnd Sub",
    ],
)
def test_what_is_no_visual_basic_is_found(line):
    assert faults(f"{HEAD}{line}\n")


def test_what_is_visual_basic_is_not():
    assert faults(f"{HEAD}Public Sub Made()\n    Dim Row As Long\n    Row = 1\nEnd Sub\n") == []
