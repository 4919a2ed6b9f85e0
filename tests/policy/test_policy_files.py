"""A wrong policy file is refused with a message that names file, key, value and what is allowed."""

from pathlib import Path

import pytest

from jixiao import policy

HEAD = 'extends = "2020-caiyu-10"\n'

WRONG = [
    (HEAD + '[execution]\nbase = "全年"', 'own.toml [execution]：base = \'全年\' 不能用，应为"annual" / "initial"'),
    (HEAD + "[execution]\nweight = 120", "own.toml [execution]：weight = 120 不能用，应为 0 到 100 的数"),
    (HEAD + "[execution]\nweight = true", "own.toml [execution]：weight = True 不能用，应为 0 到 100 的数"),
    (HEAD + "[execution]\nwieght = 20", "own.toml [execution]：不认识的键 wieght，可用的有：weight、base、cap、clause"),
    (HEAD + "[execution]\nweight = 20", "own.toml：预算执行率与各一级指标权重合计 110，应为 100"),
    (HEAD + "[quantitative.at_most]\nmethod = 1", "own.toml [quantitative.at_most]：method = 1 不能用，应为"),
    (HEAD + "[quantitative]\nequal = 1", "own.toml [quantitative]：equal = 1 不能用，应为一个表"),
    (HEAD + '[tiers."达成预期指标"]\nlow = 1.5', "own.toml [tiers.达成预期指标]：low = 1.5 不能用，应为 0 到 1 的数"),
    (HEAD + '[tiers."达成预期指标"]\nhigh = 0.5', "own.toml [tiers.达成预期指标]：low = 0.8 大于 high = 0.5"),
    (HEAD + '[tiers."达成预期指标"]\nsynonyms = "达成"', "synonyms = '达成' 不能用，应为文字的列表"),
    (HEAD + '[grades."优秀"]\nminimum = 95', "own.toml [grades.优秀]：缺 clause，请补上"),
    (HEAD + "since = 20", "own.toml：since = 20 不能用，应为年份，如 2020"),
    (HEAD + 'title = ""', "own.toml：title = '' 不能用，应为一段文字"),
    ('title = "空"', "own.toml：缺 document，请补上"),
    ('extends = "不存在"', 'own.toml：extends = "不存在" 找不到，可用的有：2020-caiyu-10、'),
    ("extends = 2020", "own.toml：extends = 2020 应为评分办法的名称"),
    ('extends = "own"', "own.toml：extends 循环引用（own → own），请去掉一处"),
    ("weight = = 1", "own.toml：第 1 行第 10 列的写法有误。写法见 2020-caiyu-10.toml。"),
    (HEAD + "[execution]\nweight = nan", "own.toml [execution]：weight = NaN 不能用，应为 0 到 100 的数"),
    (HEAD + "[execution]\nweight = -inf", "own.toml [execution]：weight = -Infinity 不能用，应为 0 到 100 的数"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(policy.PolicyError) as refused:
        policy.read(path)
    assert words in str(refused.value)


def test_a_file_in_gbk_is_asked_for_in_utf8(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('title = "评分办法"'.encode("gbk"))
    with pytest.raises(policy.PolicyError, match="不是 UTF-8 编码，请在记事本里另存为 UTF-8"):
        policy.read(path)


def test_the_mark_notepad_puts_before_utf8_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(HEAD, encoding="utf-8-sig")
    assert policy.read(path).name == "own"


def test_a_missing_file_is_called_missing_and_no_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(policy.PolicyError, match=r"没有\.toml：找不到这个文件。自带的评分办法写名称：2020-caiyu-10、"):
        policy.read(tmp_path / "没有.toml")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(policy.PolicyError, match="找不到评分办法“2019”，可用的有：2020-caiyu-10、"):
        policy.load("2019")


def test_a_name_is_no_path_to_a_file_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(HEAD, encoding="utf-8")
    assert policy.read(tmp_path / "own.toml").name == "own"
    for name in (str(tmp_path / "own"), "../policies/2020-caiyu-10", "\\\\server\\share\\own"):
        with pytest.raises(policy.PolicyError, match="找不到评分办法"):
            policy.load(name)


def test_a_bureau_may_extend_a_variant_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "district.toml").write_text(HEAD + "[low_execution]\nvalue = 0.8\n", encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text('extends = "district"\n[over_completion]\nvalue = 1.5\n', encoding="utf-8")
    found = policy.read(own)
    assert (found.name, str(found.low_execution.value), str(found.over_completion.value)) == ("own", "0.8", "1.5")
    assert found.since is None
