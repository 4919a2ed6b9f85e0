"""Files of any kind to forms: exactly one importer takes a file."""

from jixiao.importers.errors import ReadError
from jixiao.importers.read import ReadProblem, ReadResult, read

__all__ = ["ReadError", "ReadProblem", "ReadResult", "read"]
