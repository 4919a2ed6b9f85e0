"""The live formulas of a project sheet; sheets/figures.py computes the same results in Python."""

from __future__ import annotations

from jixiao.policy.reasons import no_reason
from jixiao.sheets import words as w


def rate_of_row(row: int) -> str:
    """核算执行率 of a fund row, unrounded."""
    return f'=IF(AND(ISNUMBER(M{row}),ISNUMBER(F{row})),IF(M{row}>0,F{row}/M{row},""),"")'


def base_of_row(row: int) -> str:
    """The amount the rate is counted against."""
    return f'=IF({w.EXECUTION_BASE}="{w.BASES["initial"]}",D{row},E{row})'


def printed_rate(row: int) -> str:
    """执行率 as printed, to two places of a percent."""
    return f'=IF(ISNUMBER(K{row}),ROUND(K{row},4),"")'


def execution_score(row: int) -> str:
    """核算执行得分: weight × min(rate, cap), half-up to two places."""
    points = f"ROUND(ROUND(G{row}*MIN(K{row},{w.EXECUTION_CAP}),10),2)"
    return f'=IF(AND(ISNUMBER(K{row}),ISNUMBER(G{row})),MAX(0,MIN(G{row},{points})),"")'


def counted_execution(row: int) -> str:
    """What enters 核算总分: the computed score, or the printed one where it cannot be computed."""
    return f'=IF(ISNUMBER(L{row}),L{row},IF(ISNUMBER(I{row}),I{row},""))'


def ten_thousands(row: int) -> str:
    """The factor that turns the form's amounts into 万元."""
    label = f"A{row - 1}"
    return f'=IF(ISNUMBER(FIND("亿元",{label})),10000,IF(ISNUMBER(FIND("万元",{label})),1,IF(ISNUMBER(FIND("元",{label})),0.0001,1)))'


def fund_check(row: int, first: int, last: int) -> str:
    """校验 of 年度资金总额: the first fault found."""
    checks = [
        (f"AND(ISNUMBER(E{row}),ISNUMBER(F{row}),N(F{row})>N(E{row}))", w.OVERSPENT),
        *((_parts_differ(column, row, first, last), w.PARTS_DIFFER) for column in "DEF"),
        (f"AND(ISNUMBER(H{row}),ISNUMBER(K{row}),ABS(N(H{row})-N(K{row}))>{w.RATE_TOLERANCE})", w.RATE_DIFFERS),
        (f"AND(ISNUMBER(I{row}),ISNUMBER(L{row}),ABS(N(I{row})-N(L{row}))>{w.POINT_TOLERANCE})", w.EXECUTION_DIFFERS),
    ]
    return "=" + _first_fault(checks)


def group(row: int) -> str:
    """The 一级指标 a row counts to; a merged cell below its first row counts with the one above."""
    bare = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(B{row},"（","(")," ",""),"　",""),CHAR(10),"")'
    return f'=IF(B{row}="",T{row - 1},IFERROR(VLOOKUP(LEFT({bare},FIND("(",{bare}&"(")-1),{w.DIMENSIONS},2,FALSE),"{w.OTHER}"))'


def completion(row: int) -> str:
    """完成率: actual ÷ target."""
    both = f'AND(K{row}="{w.QUANTITATIVE}",ISNUMBER(M{row}),ISNUMBER(N{row}))'
    return f'=IF({both},IF(M{row}<>0,N{row}/M{row},""),"")'


def suggested(row: int) -> str:
    """建议得分 by the figures, or by the tier."""
    figures = f'IF(AND(ISNUMBER(M{row}),ISNUMBER(N{row})),{_points(row, _share(row))},"")'
    tier = f'IFERROR({_points(row, f"VLOOKUP(TRIM(Q{row}),{w.TIERS},3,FALSE)")},"")'
    return f'=IF(ISNUMBER(G{row}),IF(G{row}>=0,IF(K{row}="{w.QUANTITATIVE}",{figures},IF(Q{row}="","",{tier})),""),"")'


def indicator_check(row: int) -> str:
    """校验 of an indicator: the first fault found."""
    low = f"IFERROR(ROUND(ROUND(G{row}*VLOOKUP(TRIM(Q{row}),{w.TIERS},2,FALSE),10),2),0)"
    is_figure = f'K{row}="{w.QUANTITATIVE}"'
    suggestion, score = f"N(R{row})", f"H{row}"
    checks = [
        (f"AND(ISNUMBER(R{row}),{is_figure},ABS({score}-{suggestion})>{w.POINT_TOLERANCE})", w.NOT_AS_SUGGESTED),
        (
            f"AND(ISNUMBER(R{row}),NOT({is_figure}),OR({score}>{suggestion}+{w.POINT_TOLERANCE},"
            f"{score}<{low}-{w.POINT_TOLERANCE}))",
            w.OUTSIDE_TIER,
        ),
        (
            f'AND(ISNUMBER(P{row}),L{row}<>"≤",N(P{row})>={w.OVER_COMPLETION},{_silent(row)})',
            w.NO_OVER_REASON,
        ),
    ]
    plain = [
        (f"NOT(ISNUMBER({score}))", w.NOT_A_SCORE),
        (f"NOT(ISNUMBER(G{row}))", w.NO_WEIGHT),
        (f"{score}>G{row}", w.ABOVE_WEIGHT),
        (f"{score}<0", w.NEGATIVE),
        (f"AND({score}<G{row},{_silent(row)})", w.NO_REASON),
        *checks,
    ]
    missing = f'IF(AND(ISNUMBER(G{row}),F{row}<>""),"{w.NOT_SCORED}","")'
    return f'=IF({score}="",{missing},{_first_fault(plain)})'


def total_weight(fund: int, first: int, last: int) -> str:
    """分值 of 总分."""
    return f'=IF(COUNT(G{fund},G{first}:G{last})=0,"",ROUND(SUM(G{fund},G{first}:G{last}),10))'


def total_score(fund: int, first: int, last: int) -> str:
    """得分 of 总分 as printed."""
    return f'=IF(COUNT(I{fund},H{first}:H{last})=0,"",ROUND(SUM(I{fund},H{first}:H{last}),10))'


def total_check(row: int) -> str:
    """校验 of 总分."""
    checks = [
        (f"AND(ISNUMBER(G{row}),ABS(N(G{row})-100)>{w.POINT_TOLERANCE},COUNT(H{row})>0)", w.WEIGHTS_NOT_100),
        (f"AND(ISNUMBER(H{row}),ISNUMBER($Q$3),ABS(N(H{row})-N($Q$3))>{w.POINT_TOLERANCE})", w.TOTAL_DIFFERS),
    ]
    return "=" + _first_fault(checks)


def group_sum(name: str, first: int, last: int) -> str:
    """得分 of one 一级指标."""
    return f'=ROUND(SUMIF($T${first}:$T${last},"{name}",$H${first}:$H${last}),10)'


def other_sum() -> str:
    """得分 of indicators outside the four 一级指标."""
    return "=ROUND($P$3-$K$3-$L$3-$M$3-$N$3,10)"


def indicator_sum(first: int, last: int) -> str:
    """指标得分合计."""
    return f"=ROUND(SUM($H${first}:$H${last}),10)"


def computed_total(fund: int, first: int, last: int) -> str:
    """核算总分, once every row with points has its score: a part of the sum would be read as the score."""
    weights, scores = f"$G${first}:$G${last}", f"$H${first}:$H${last}"
    any_number = '">=-1E+300"'
    open_rows = f"COUNT({weights})-COUNTIFS({weights},{any_number},{scores},{any_number})"
    none = f"COUNT($N${fund},{scores})=0"
    return f'=IF(OR({none},{open_rows}>0,COUNT($G${fund})>COUNT($N${fund})),"",ROUND(N($N${fund})+$P$3,10))'


def grade() -> str:
    """等级 of 核算总分; below the lowest limit it is the lowest grade."""
    return f'=IF(ISNUMBER($Q$3),IFERROR(VLOOKUP($Q$3,{w.GRADES},2,TRUE),INDEX({w.GRADES},1,2)),"")'


def failed(fund: int, first: int, last: int, total: int) -> str:
    """未通过校验数: how many check cells say something."""
    return f'=SUMPRODUCT(--($S${first}:$S${last}<>""))+($S${fund}<>"")+($S${total}<>"")'


def _silent(row: int) -> str:
    """Whether 偏差原因 gives no reason: what is left without marks is blank or one of the words for none."""
    marks, words = no_reason()
    bare = f"I{row}"
    for mark in marks:
        bare = f'SUBSTITUTE({bare},{_text(mark)},"")'
    return f"OR({bare}={{{','.join(map(_text, ('', *words)))}}})"


def _text(text: str) -> str:
    return "CHAR(10)" if text == "\n" else '"' + text.replace('"', '""') + '"'


def _points(row: int, share: str) -> str:
    return f"MAX(0,MIN(G{row},ROUND(ROUND(G{row}*{share},10),2)))"


def _share(row: int) -> str:
    target, actual = f"M{row}", f"N{row}"
    at_least = f'IF({actual}>={target},1,IF(OR({w.AT_LEAST}="{w.ALL_OR_NOTHING}",{target}<=0),0,{actual}/{target}))'
    beyond = f'IF({w.AT_MOST}="{w.LINEAR}",MAX(0,1-({actual}-{target})/{target}),{target}/{actual})'
    at_most = f'IF({actual}<={target},1,IF(OR({w.AT_MOST}="{w.ALL_OR_NOTHING}",{target}<=0),0,{beyond}))'
    away = f"MAX(0,1-ABS({actual}-{target})/ABS({target}))"
    equal = f'IF({actual}={target},1,IF(OR({w.EQUAL}="{w.ALL_OR_NOTHING}",{target}=0),0,{away}))'
    return f'IF(L{row}="≤",{at_most},IF(AND(L{row}="=",{w.EQUAL}<>"{w.AS_AT_LEAST}"),{equal},{at_least}))'


def _parts_differ(column: str, row: int, first: int, last: int) -> str:
    parts = f"{column}${first}:{column}${last}"
    return f"AND(COUNT({parts})>0,ISNUMBER({column}{row}),ABS(SUM({parts})-N({column}{row}))>{w.AMOUNT_TOLERANCE})"


def _first_fault(checks: list[tuple[str, str]]) -> str:
    formula = '""'
    for condition, words in reversed(checks):
        formula = f'IF({condition},"{words}",{formula})'
    return formula
