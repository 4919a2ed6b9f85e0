"""Names of people inside any text, where the words beside say that it is one: 联系人：张三, 李四（电话……）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|"
    "钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|呼延"
)
SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董"
    "梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉"
    "钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景"
    "詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏"
    "浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛"
    "阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付代覃仝闫岳苟佟闪佘"
)
WORDLIKE = "水云时和明成计经应单全山车能都从通后相公终步越空益国元文广东双利居安常乐养生关"
"""Surnames that begin many words: a name only where a word for who somebody is comes before."""
HAN = "[\u4e00-\u9fff]"
NAME = rf"(?:{COMPOUND}){HAN}{{1,2}}|[{SINGLE}]{HAN}{{1,2}}"
LIKELY = rf"(?![{WORDLIKE}])(?:{NAME})"
ENDING = r"(?:(?=等)|(?![\u4e00-\u9fff]))"
"""After a name there is a sign, a number or nothing: 联系人：张家村村委会 is none."""
ROLES = (
    r"联系人|经办人|负责人|填[报表]人|审核人|制表人|复核人|法定代表人|法人代表|监护人|受助人|受益人|申请人|户主|姓名|"
    r"患者|死者|当事人|责任人|承办人|签字|签名|收款人|开户名|户名"
)
SAID = re.compile(rf"(?:{ROLES}) ?[:：] ?((?:{NAME}){ENDING}(?: ?[、,，/] ?(?:{NAME}){ENDING})*)")
LISTED = re.compile(rf"(?:{NAME}){ENDING}")
BEFORE = rf"(?:(?<!{HAN})|(?<=党员|职工|群众|村民|居民|学生|老人|患者|儿童|军人|主任|科长|局长|会计|书记|经理|老师))"
BESIDE = re.compile(
    rf"{BEFORE}({LIKELY}) ?[(（,，:：]? ?(?:联系电话|电话|手机号?码?|身份证号?码?|证件号码?|卡号|账号)? ?[:：]? ?$"
)
NO_NAMES = frozenset(
    ("单位", "公司", "合计", "总计", "全部", "平均", "成本", "时效", "明细", "相关", "应急", "安全", "公安")
)


def names(text: str, contacts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where names of people are in `text`: after a word for who somebody is, or right before a number of one person.

    `contacts` are the places at which such numbers begin, of identity papers, bank cards and mobile phones. A name in running text that nothing marks as one is not found.
    """
    for listed in SAID.finditer(text):
        yield from (match.span() for match in LISTED.finditer(text, *listed.span(1)))
    for start in contacts:
        beside = BESIDE.search(text, 0, start)
        if beside and beside[1] not in NO_NAMES:
            yield beside.span(1)
