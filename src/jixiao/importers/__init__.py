"""Files of any kind to forms: exactly one importer takes a file."""

from jixiao.importers.read import ReadProblem, ReadResult, read
from jixiao.importers.source import ReadError

__all__ = ["ReadError", "ReadProblem", "ReadResult", "read"]
