"""The folder on a server: as batch files and macros can use it, or why not."""

import pytest

from jixiao.deploy.bundle.share import share
from jixiao.errors import CannotGoOn


@pytest.mark.parametrize(
    "given, kept",
    [
        (r"\\server\jixiao", r"\\server\jixiao"),
        ("\\\\server\\软件\\绩效 自评\\", r"\\server\软件\绩效 自评"),
        ("//10.1.2.3/jixiao", r"\\10.1.2.3\jixiao"),
    ],
)
def test_a_network_path_will_do(given, kept):
    assert share(given) == kept


@pytest.mark.parametrize(
    "given, said",
    [
        (r"Z:\jixiao", "映射的盘符"),
        (r"\\server", r"如 \\server\jixiao"),
        ("", "网络路径"),
        (r"\\server\100%", "不能有 %"),
        (r"\\server\a&b", "不能有"),
        (r"\\server\jixiao ", "首尾的空格"),
        ('\\\\server\\"x"', "网络路径"),
        (r"\\server\𠮷林", "写不了的字（𠮷）"),
    ],
)
def test_another_is_refused_with_the_reason(given, said):
    with pytest.raises(CannotGoOn) as refused:
        share(given)
    assert said in str(refused.value)
