"""Texts with more lines than any collection of forms has are refused before they are looked at."""

import sys

import pytest

from jixiao.importers.read import ReadError, read_source
from jixiao.importers.source import Source

FORM = "项目支出绩效自评表\n项目名称\t路灯维护\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n总分\t\t\t\t\t100\t90\n"


@pytest.mark.parametrize("line", ["1\t甲\t乙\n", "甲\n"])
def test_the_number_of_lines_is_said_with_what_to_do(line, monkeypatch):
    monkeypatch.setattr(sys.modules["jixiao.importers.read"], "MOST_LINES", 10)
    said = "长.txt：文本超过 10 行，不像自评表。请按单位拆成几个文件后分别读取。"
    with pytest.raises(ReadError) as refused:
        read_source(Source("长.txt", (FORM + line * 10).encode()))
    assert str(refused.value) == said
    assert len(read_source(Source("长.txt", (FORM + line * 3).encode())).forms) == 1
