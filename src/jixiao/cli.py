"""The command line: one command for each action; a command's own module loads only when it runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from jixiao.commands.exit_codes import DONE, INTERRUPTED, UNREAD

COMMANDS = {
    "new": "新建工作簿：按单位、年度生成若干张空白自评表",
    "import": "导入：把 Word 提取的文本、复制的表格或工作簿变成标准工作簿",
    "read": "读取：列出文件中的自评表，或输出 JSON",
    "score": "评分：按评分办法重算每一项得分并说明算法",
    "check": "校验：找出错误、矛盾和遗漏，可写出带标记的副本",
    "waive": "豁免：在工作簿里登记一条规则的例外，写明理由和经办人",
    "clear": "清除标记：去掉校验留下的颜色、批注和校验结果，恢复原样",
    "summary": "汇总：重建汇总表，列出各项目金额、得分与等级",
    "export": "导出：按正式附件的样子导出 Word 或 PDF，可分项目，可出公开版",
    "report": "自评报告：由自评表或汇总写出报告（Word），数有出处，要人写的地方标出",
    "publish": "公开：隐去个人信息的自评表、项目表和公开页，放到网站上就能看",
    "roll": "结转：由上年的工作簿生成下一年的，指标带过来，结果留空，上年数据放在旁边",
    "migrate": "迁移：把旧版模板填好的工作簿换到当前模板，不用重填，列出不同之处",
    "submit": "报送：查错后生成干净的报送副本和邮件草稿",
    "collect": "收表汇总：读收件夹里的工作簿、邮件、压缩包，逐项目取最新一份，合在一起校验、汇总",
    "sample": "抽样复核：按写明的规则从汇总里抽取重点复核的项目，每个项目一张复核表",
    "feedback": "退回：给有错误的单位各备一份带标记的工作簿、一页问题清单和回信草稿",
    "addin": "加载项：把“绩效自评”选项卡装进本机的 Excel，卸载，或查看装得对不对",
    "bundle": "离线安装包：把没有网络的 Windows 电脑要用的东西打成一个压缩包，双击即可安装",
    "rules": "规则说明：列出校验规则，或说明其中一条",
    "demo": "演示：用随附的真实文件走一遍全过程",
}
NEW_OBJECTS = 50_000
HELP = ("--help", "-h", "help", "帮助")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: the forms have errors; 2: something could not be read or written."""
    if arguments is not None:
        return _command(list(arguments))
    # a process of its own: nothing loaded at its start is garbage, and what is left at its end goes with it
    gc.disable()
    try:
        return _command(sys.argv[1:])
    except Exception as fault:
        from jixiao.live.faults import unforeseen

        print(unforeseen(fault, "原文件没有改动"), file=sys.stderr)
        return UNREAD
    finally:
        gc.freeze()


def _command(words: list[str]) -> int:
    _use_utf8()
    if words and words[0] in COMMANDS:
        return _run(words[0], words[1:])
    return _overview(words)


def _run(name: str, words: list[str]) -> int:
    from importlib import import_module

    from jixiao.commands.arguments import Parser
    from jixiao.errors import CannotGoOn

    command = import_module(f"jixiao.commands.{name if name != 'import' else 'import_'}")
    _end_of_loading()
    parser = Parser(prog=f"jixiao {name}", description=COMMANDS[name])
    command.arguments(parser)
    try:
        status: int = command.run(parser.parse_args(words))
        sys.stdout.flush()
        return status
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return UNREAD
    except KeyboardInterrupt:
        print("已中断；原文件没有改动。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output has left (`jixiao check … | head`)
        sys.stderr.close()
        return DONE


def _end_of_loading() -> None:
    """From here on garbage is looked for, seldom, as forms hold few cycles, and not in what was loaded."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)
        gc.enable()


def _overview(words: list[str]) -> int:
    if words and words[0] in ("--version", "-V"):
        from jixiao import __version__

        print(f"绩效自评工作簿 {__version__}")
        return DONE
    if words and words[0] not in HELP:
        print(f"没有“{words[0]}”这个命令。{_meant(words[0])}", file=sys.stderr)
        return UNREAD
    if len(words) > 1 and words[1] in COMMANDS:
        return _run(words[1], ["--help"])
    print("用法：jixiao 命令 [选项]    （每个命令的选项：jixiao 命令 --help）\n")
    for name, purpose in COMMANDS.items():
        print(f"  {name:<10}{purpose}")
    print("\n退出码：0 正常；1 自评表有错误；2 有文件读不出或写不了。")
    return DONE


def _meant(word: str) -> str:
    """The commands whose name, Chinese or English, is near to what was typed, and all there are."""
    from difflib import get_close_matches

    chinese = {purpose.partition("：")[0]: name for name, purpose in COMMANDS.items()}
    names = {**{name: name for name in COMMANDS}, **chinese}
    near = [names[found] for found in get_close_matches(word.lower(), names, n=3, cutoff=0.6)]
    meant = f"您是不是想用：{'、'.join(f'jixiao {name}' for name in dict.fromkeys(near))}？" if near else ""
    return f"{meant}可用的命令：{'、'.join(COMMANDS)}。说明：jixiao help"


def _use_utf8() -> None:
    """UTF-8 on both streams, whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
