"""The workbook of fifteen forms that the benchmarks read and write."""

from __future__ import annotations

from functools import cache

from jixiao import resources
from jixiao.importers import read
from jixiao.policy import for_form
from jixiao.rules import check
from jixiao.sheets.book import build


@cache
def forms():
    return read(resources.path("workbook/samples/hemenkou-2020.txt")).forms


@cache
def policy():
    return for_form(forms()[0])


@cache
def report():
    return check(forms(), policy())


@cache
def workbook() -> bytes:
    return build(forms(), policy(), report=report())
