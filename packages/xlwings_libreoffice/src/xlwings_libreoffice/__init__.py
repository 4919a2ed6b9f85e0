"""An xlwings engine over LibreOffice: the code that drives Excel drives an open LibreOffice document."""

from xlwings_libreoffice.dialogs import Dialogs, NoAnswer, Question
from xlwings_libreoffice.errors import ComError
from xlwings_libreoffice.start import attach, office

__all__ = ["ComError", "Dialogs", "NoAnswer", "Question", "attach", "office"]
