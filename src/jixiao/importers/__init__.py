"""Files of any kind to forms: exactly one importer takes a file."""

from jixiao.importers.read import ReadError, ReadProblem, ReadResult, read

__all__ = ["ReadError", "ReadProblem", "ReadResult", "read"]
