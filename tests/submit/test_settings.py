"""jixiao.toml: who gets the mail."""

import pytest

from jixiao.errors import CannotGoOn
from jixiao.submit.settings import Mail, mail


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "家"))
    (tmp_path / "家" / "jixiao").mkdir(parents=True)
    return tmp_path / "家" / "jixiao" / "jixiao.toml"


def test_without_settings_everything_is_left_open(tmp_path):
    assert mail(tmp_path / "自评.xlsx") == Mail()


def test_the_file_beside_the_workbook_goes_before_the_one_of_the_user(tmp_path, home):
    home.write_text('[mail]\nto = "home@example.cn"', encoding="utf-8")
    assert mail(tmp_path / "自评.xlsx") == Mail(("home@example.cn",))
    beside = '[mail]\nto = ["绩效科 <jx@example.cn>"]\ncc = ["a@example.cn"]\nfrom = "me@example.cn"'
    (tmp_path / "jixiao.toml").write_text(beside, encoding="utf-8-sig")
    assert mail(tmp_path / "自评.xlsx") == Mail(("绩效科 <jx@example.cn>",), ("a@example.cn",), "me@example.cn")


@pytest.mark.parametrize(
    "text, why",
    [
        ("[mail", "jixiao.toml"),
        ("mail = 1", "一节"),
        ("[mail]\nto = 3", "to"),
        ("[mail]\ncc = [1]", "cc"),
        ("[mail]\nfrom = []", "from"),
        ('[mail]\nfrom = "张三"', "“张三”不是邮箱地址"),
        ('[mail]\nto = ["a@example.cn", "b"]', "“b”不是邮箱地址"),
        ('[mail]\n"收件人" = "a@example.cn"', "收件人"),
    ],
)
def test_wrong_settings_are_named_with_an_example(tmp_path, text, why):
    (tmp_path / "jixiao.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotGoOn, match=why) as stopped:
        mail(tmp_path / "自评.xlsx")
    assert "name@example.cn" in str(stopped.value)
