"""Installing on PCs as they are found: what lands where, and what is refused."""

import pytest

from jixiao.deploy.install import install, uninstall
from jixiao.deploy.install.places import EXCEL_OPTIONS, SHELL_FOLDERS
from jixiao.deploy.install.steps import carry_out
from jixiao.errors import CannotGoOn
from tests.deploy.install.basic_input import get_config
from tests.deploy.install.pc import ADDIN, OLDER, PC

OTHERS = b'"TEMP DIR","D:\\\xb2\xe2\xca\xd4"\r\n"SHOW CONSOLE","True"\r\n'


@pytest.fixture
def pc(tmp_path):
    return PC(tmp_path)


def put_in(pc, addin=ADDIN):
    plan = install.plan(addin, pc.computer)
    carry_out(plan.steps, pc.computer)
    return plan


def take_out(pc, addin=ADDIN):
    plan = uninstall.plan(addin, pc.computer)
    carry_out(plan.steps, pc.computer)
    return plan


def config(pc, name):
    return get_config(pc.read(pc.settings), pc.ansi, name)


def test_the_add_in_goes_to_the_start_folder_and_the_settings_name_this_python(pc):
    put_in(pc)
    assert pc.read(pc.addin) == ADDIN.content
    assert config(pc, "INTERPRETER_WIN") == r"C:\Users\张三\AppData\Local\jixiao\venv\Scripts\python.exe"


@pytest.mark.parametrize(
    "user", [r"C:\Users\Zhang San", r"C:\Users\张三", r"D:\用户 (财务) & 预算!\李四", "C:\\Users\\wang\\"]
)
def test_any_usual_user_folder_will_do(tmp_path, user):
    pc = PC(tmp_path, user=user)
    put_in(pc)
    assert get_config(pc.read(rf"{user}\.jixiao\jixiao.conf"), "gbk", "interpreter_win").endswith(
        r"\Scripts\python.exe"
    )


def test_settings_are_in_the_code_page_of_the_pc_without_a_mark(pc):
    put_in(pc)
    content = pc.read(pc.settings)
    assert "张三".encode("gbk") in content and not content.startswith(b"\xef\xbb\xbf")


def test_the_folder_of_a_workbook_is_not_searched_for_code(pc):
    pc.put(pc.settings, b'"ADD_WORKBOOK_TO_PYTHONPATH","true"\r\n')
    put_in(pc)
    assert config(pc, "ADD_WORKBOOK_TO_PYTHONPATH") == "False"


def test_a_second_time_there_is_nothing_to_do(pc):
    put_in(pc)
    files = pc.files()
    assert put_in(pc).steps == ()
    assert pc.files() == files


def test_an_older_add_in_is_replaced(pc):
    put_in(pc, OLDER)
    put_in(pc)
    assert pc.read(pc.addin) == ADDIN.content


def test_settings_of_others_are_kept_and_backed_up(pc):
    pc.put(pc.settings, OTHERS)
    put_in(pc)
    assert (config(pc, "TEMP DIR"), config(pc, "SHOW CONSOLE")) == (r"D:\测试", "True")
    assert OTHERS in [content for name, content in pc.files().items() if "备份" in name]


def test_uninstalling_leaves_the_pc_as_it_was(pc):
    before = pc.files()
    put_in(pc, OLDER)
    put_in(pc)
    take_out(pc)
    assert pc.files() == before
    assert not pc.place(pc.settings).parent.exists()


def test_uninstalling_gives_others_their_settings_back(pc):
    mine = b'"TEMP DIR","D:\\x"\r\n"INTERPRETER_WIN","C:\\my\\python.exe"\r\n'
    pc.put(pc.settings, mine)
    put_in(pc, OLDER)
    put_in(pc)
    take_out(pc)
    assert pc.read(pc.settings) == mine


def test_a_setting_changed_since_is_not_taken_away(pc):
    put_in(pc)
    pc.put(pc.settings, pc.read(pc.settings).replace(b'"SHOW CONSOLE","False"', b'"SHOW CONSOLE","True"'))
    take_out(pc)
    assert pc.read(pc.settings) == b'"SHOW CONSOLE","True"\r\n'


def test_another_add_in_of_the_name_is_not_taken_away(pc):
    put_in(pc)
    pc.put(pc.addin, b"by somebody else")
    plan = take_out(pc)
    assert pc.read(pc.addin) == b"by somebody else"
    assert any("没有删" in note for note in plan.notes)


def test_settings_that_nobody_can_read_do_not_stop_uninstalling(pc):
    put_in(pc)
    pc.put(pc.settings, b"nonsense\r\n")
    plan = take_out(pc)
    assert not pc.place(pc.addin).exists() and pc.read(pc.settings) == b"nonsense\r\n"
    assert any("没有动" in note for note in plan.notes)


def test_where_nothing_is_installed_there_is_nothing_to_take_away(pc):
    assert take_out(pc).steps == ()


def test_a_policy_that_moved_the_roaming_folder_is_followed(pc):
    pc.registry[SHELL_FOLDERS, "AppData"] = r"%HomeShare%\AppData"
    pc.variables["HOMESHARE"] = r"\\server\profiles\张三"
    plan = put_in(pc)
    assert pc.read(r"\\server\profiles\张三\AppData\Microsoft\Excel\XLSTART\jixiao.xlam") == ADDIN.content
    assert any("受信任位置" in note for note in plan.notes)


def test_a_policy_that_names_an_unknown_variable_is_not_followed(pc):
    pc.registry[SHELL_FOLDERS, "AppData"] = r"%Nowhere%\AppData"
    put_in(pc)
    assert pc.read(pc.addin) == ADDIN.content


def test_an_add_in_left_where_the_folder_was_before_goes(pc):
    put_in(pc)
    old, pc.roaming = pc.addin, r"\\server\profiles\张三"
    put_in(pc)
    assert not pc.place(old).exists() and pc.place(pc.addin).exists()


def test_the_mark_of_a_download_goes(pc):
    pc.put(pc.addin, ADDIN.content)
    pc.put(f"{pc.addin}:Zone.Identifier", b"[ZoneTransfer]\r\nZoneId=3\r\n")
    put_in(pc)
    assert not pc.place(f"{pc.addin}:Zone.Identifier").exists()


def test_the_console_python_is_named_where_the_windowed_one_runs(pc):
    pc.python = pc.python.replace("python.exe", "pythonw.exe")
    put_in(pc)
    assert config(pc, "INTERPRETER_WIN").endswith(r"\python.exe")


def test_a_path_the_code_page_cannot_write_goes_in_by_its_short_name(tmp_path):
    pc = PC(tmp_path, python=r"D:\𠮷林\venv\Scripts\python.exe")
    pc.short_names[pc.python] = r"D:\JILIN~1\venv\Scripts\python.exe"
    put_in(pc)
    assert config(pc, "INTERPRETER_WIN") == r"D:\JILIN~1\venv\Scripts\python.exe"


def stop(pc, computer=None):
    before = pc.files()
    with pytest.raises(CannotGoOn) as stopped:
        carry_out(install.plan(ADDIN, computer or pc.computer).steps, pc.computer)
    assert pc.files() == before
    return str(stopped.value)


@pytest.mark.parametrize(
    "python, words",
    [
        (r"D:\𠮷林\Scripts\python.exe", ("D:\\𠮷林", "gbk", "换|装到")),
        (r"D:\100%\Scripts\python.exe", ("D:\\100%", "“%”", "装到")),
        (r"C:\Users\a\AppData\Local\Microsoft\WindowsApps\python.exe", ("WindowsApps", "应用商店", "官网")),
        (r"\Scripts\python.exe", ("\\Scripts", "安装.bat")),
    ],
)
def test_a_python_the_macros_cannot_start_is_refused(tmp_path, python, words):
    pc = PC(tmp_path)
    pc.python = python
    said = stop(pc)
    assert all(any(one in said for one in word.split("|")) for word in words)


def test_the_shops_python_behind_an_environment_is_refused(pc):
    pc.base = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2800.0_x64__qbz5n2kfra8p0"
    assert "应用商店" in stop(pc)


def test_a_user_whose_folder_the_macros_cannot_name_is_reported(tmp_path):
    pc = PC(tmp_path, user=r"C:\Users\𠮷田", python=r"D:\jixiao\python.exe")
    assert "另建" in stop(pc)


@pytest.mark.parametrize("name", ["USERPROFILE", "APPDATA"])
def test_a_missing_variable_is_named(pc, name):
    assert name in stop(pc, pc.without(name))


def test_without_xlwings_nothing_is_installed(pc):
    pc.libraries = {}
    assert "xlwings" in stop(pc)


@pytest.mark.parametrize(
    "content, words",
    [
        (b'"A","1"\r\nnonsense\r\n', ("第 2 行", "nonsense")),
        ('"TEMP DIR","D:\\资料"\r\n'.encode() + b"\xff", ("gbk",)),
    ],
)
def test_settings_the_macros_would_misread_are_named(pc, content, words):
    pc.put(pc.settings, content)
    said = stop(pc)
    assert all(word in said for word in (*words, "jixiao.conf", "改名"))


def test_a_running_excel_is_mentioned(pc):
    pc.excel = True
    assert any("Excel" in note for note in put_in(pc).notes)


def test_a_python_in_the_cloud_or_on_a_server_is_mentioned(tmp_path):
    cloud = PC(tmp_path / "a", python=r"C:\Users\张三\OneDrive\py\python.exe")
    cloud.variables["ONEDRIVE"] = r"C:\Users\张三\OneDrive"
    assert any("OneDrive" in note for note in put_in(cloud).notes)
    served = PC(tmp_path / "b", python=r"\\server\share\py\python.exe")
    assert any("断网" in note for note in put_in(served).notes)


def test_a_second_add_in_in_another_start_folder_is_mentioned(pc):
    pc.registry[EXCEL_OPTIONS.format("16.0"), "AltStartup"] = r"%USERPROFILE%\Excel"
    pc.put(r"C:\Users\张三\Excel\jixiao.xlam", b"x")
    assert any(r"C:\Users\张三\Excel\jixiao.xlam" in note for note in put_in(pc).notes)
