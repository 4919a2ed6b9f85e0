"""The one family of errors that end an action; each carries a whole Chinese message for the user."""


class CannotGoOn(Exception):
    """The action cannot go on; the text names the file, what is wrong and the next step."""


class ForNow(CannotGoOn):
    """It cannot go on as this machine is now: a program is missing or too slow. Nothing remembers it as a result."""
