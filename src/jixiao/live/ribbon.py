"""The commands of the ribbon tab 绩效自评: each runs the same action as the command line, on the open workbook."""

from __future__ import annotations

from jixiao.live import messages
from jixiao.live.dialogs import agree, files, folder, text
from jixiao.live.run_button import button
from jixiao.live.workbook import OpenWorkbook
from jixiao.sheets.settings import sheet_name


@button
def new(opened: OpenWorkbook) -> str:
    """新建项目: one more blank form in the open workbook, or a new workbook where it is not one of ours."""
    from jixiao.actions.add import added_blank
    from jixiao.live.new import first_workbook, is_ours
    from jixiao.xlsx.read.read import read

    if not is_ours(opened):
        return first_workbook(opened)
    project = text(opened.app, "项目名称（可以留空，以后再填）：") or None
    content = added_blank(opened.ours, project)
    before = {sheet.name for sheet in opened.ours.source.book.sheets}
    opened.goal = next(sheet.name for sheet in read(content).sheets if sheet.name not in before)
    kept = opened.change(content)
    return f"已新建“{opened.goal}”，并登记到{sheet_name('summary')}。{messages.kept(kept)}"


@button
def insert_indicator(opened: OpenWorkbook) -> str:
    """插入指标: one more row below the selected one."""
    from jixiao.live.indicator_rows import insert

    return insert(opened)


@button
def delete_indicator(opened: OpenWorkbook) -> str:
    """删除指标: the selected row goes."""
    from jixiao.live.indicator_rows import delete

    return delete(opened)


@button
def import_forms(opened: OpenWorkbook) -> str:
    """导入: forms from Word, text or other workbooks as further project sheets."""
    from jixiao.live.import_forms import import_files

    return import_files(opened, files(opened.app))


@button
def score(opened: OpenWorkbook) -> str:
    """评分: suggested scores into empty cells; what differs from them is listed and stays."""
    from jixiao.actions.fill_scores import filled, open_scores, rows_without_formulas
    from jixiao.actions.score import score_forms

    scored = score_forms(opened.ours)
    kept = opened.change(filled(scored)) if open_scores(scored) or rows_without_formulas(scored) else None
    return messages.scored(scored, kept)


@button
def check(opened: OpenWorkbook) -> str:
    """校验: marks and notes at the cells, 校验结果 with links."""
    from jixiao.actions.annotate import marked
    from jixiao.actions.check import check_files

    loaded = opened.loaded
    opened.show_status("正在校验……")
    report = check_files([loaded]).report
    opened.mark(marked(opened.content, loaded.source.name, loaded.forms, report))
    return messages.checked(loaded, report)


@button
def clear(opened: OpenWorkbook) -> str:
    """清除标记: cells, notes and sheets as they were before the check."""
    from jixiao.actions.clear import cleared

    opened.mark(cleared(opened.loaded))
    return f"已清除标记、批注和“{sheet_name('findings')}”表。"


@button
def waive(opened: OpenWorkbook) -> str:
    """豁免: a lawful exception for the finding the user points at."""
    from jixiao.live.waive import waive_chosen

    return waive_chosen(opened)


@button
def rules(opened: OpenWorkbook) -> str | None:
    """规则说明: the rule of the finding the user points at, or the whole rule book."""
    from jixiao.live.waive import explain_chosen

    return explain_chosen(opened)


@button
def summary(opened: OpenWorkbook) -> str:
    """更新汇总: 汇总表 again from the project sheets."""
    from jixiao.actions.loaded import policy_for
    from jixiao.actions.refresh import refreshed

    loaded = opened.ours
    kept = opened.change(refreshed(opened.content, loaded.source.name, policy_for(loaded, None)))
    return f"{sheet_name('summary')}已更新，共 {len(loaded.forms)} 个项目。{messages.kept(kept)}"


@button
def export_pdf(opened: OpenWorkbook) -> str:
    """导出 PDF: 汇总表 and the project sheets as they print, beside the workbook."""
    from jixiao.live.submit import print_pdf

    return print_pdf(opened)


@button
def report(opened: OpenWorkbook) -> str:
    """自评报告: the text that goes up with the forms, as Word beside the workbook."""
    from jixiao.live.report import write

    return write(opened)


@button
def submit(opened: OpenWorkbook) -> str:
    """打包上报: the checked clean copy and its mail draft beside the workbook."""
    from jixiao.live.submit import send

    return send(opened)


@button
def collect(opened: OpenWorkbook) -> str:
    """合并下级: what a folder of sent workbooks holds, checked and summed in a workbook of its own."""
    from jixiao.live.submit import gather_folder

    return gather_folder(opened, folder(opened.app, "选择存放下级报送文件的文件夹"))


@button
def settings(opened: OpenWorkbook) -> str:
    """设置: the scoring policy, and unit and year where they are blank."""
    from jixiao.live.settings import choose_settings

    return choose_settings(opened)


@button
def about(opened: OpenWorkbook) -> None:
    """帮助/关于: the version to read over the phone, and the manual."""
    from jixiao.live.manual import open_manual

    agree(opened.app, messages.about(opened))
    open_manual("使用手册")
