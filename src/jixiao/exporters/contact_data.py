"""What leads to a person inside any text: identity, bank card and phone numbers, addresses of mail, and names beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jixiao.exporters.people_names import names

IDENTITY, CARD, MOBILE, PHONE, MAIL, NAME = "证件号", "银行卡号", "手机号", "电话号码", "邮箱", "姓名"
OF_ONE = frozenset((IDENTITY, CARD, MOBILE))
"""Numbers of one person; an office has a telephone and a mailbox too."""

FLAT = str.maketrans(
    {"０": "0", "１": "1", "２": "2", "３": "3", "４": "4", "５": "5", "６": "6", "７": "7", "８": "8", "９": "9"}
    | dict.fromkeys("－—–‐‑‒―−─", "-")
    | dict.fromkeys("\n\r\t\u00a0\u3000\u2002\u2003", " ")
    | {"（": "(", "）": ")", "．": ".", "＠": "@", "＋": "+", "Ｘ": "X", "ｘ": "x"}
)
"""What people type in place of plain digits, dashes and spaces, sign by sign, so that places stay."""

GAP = "[ -]{0,2}"
ALONE = r"(?<![\d.])"
NO_AMOUNT = r"(?!\d|\.\d|\s*[元万亿千百]|[余多个人户件次份只棵平米吨套亩])"
"""A number that goes on, or that counts something, is another one."""
WORDS = "[^\\d;；。]"
NEXT = r" ?[、/,，及和或与 ] ?(?:(?![号卡话机真])[\u4e00-\u9fff]){0,4}[:： ]{0,2}"
"""What may be between two numbers of a list: 张三 …，李四 …"""

IDENTITY_NUMBER = re.compile(rf"{ALONE}(?=([1-9](?:{GAP}\d){{16}}{GAP}[\dXx]|[1-9](?:{GAP}\d){{14}})(?![\dXx]))")
CARD_NUMBER = re.compile(r"(?<![\dA-Za-z.])(?=([3-6]\d{2,}(?:[ -]\d+)*))")
MOBILE_GROUPS = "144", "243", "135", "45", "36", "1233"
"""How the nine digits after 13 to 19 are set apart: 138 1234 5678, 1381 2345 678, ..."""
_MOBILES = "|".join(GAP.join(rf"\d{{{size}}}" for size in groups) for groups in MOBILE_GROUPS)
MOBILE_NUMBER = re.compile(rf"{ALONE}((?:\+?86[- ]?)?1[3-9](?:{_MOBILES}){NO_AMOUNT})")
PHONE_NUMBER = re.compile(
    rf"(?<![\dA-Za-z.])((?:\(0[1-9]\d{{1,2}}\) ?|0[1-9]\d{{1,2}}{GAP})(?:\d{{3,4}}[ -]\d{{4}}|\d{{7,8}})(?!\d|\.\d)"
    rf"(?:[-转]\d{{1,5}}(?!\d))?)|{ALONE}([48]00-\d{{3,4}}-?\d{{3,4}}(?!\d))"
)
MAIL_ADDRESS = re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")

PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|91")
"""GB/T 2260: the first two digits of an identity number."""


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """Where in a text a number or address is, and what it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Named:
    """Numbers that are of a kind because a word says so, one or a list of them: 联系电话：3365432、3365433."""

    words: str
    number: str

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they are."""
        one = rf"{self.number}{NO_AMOUNT}"
        for listed in re.finditer(rf"(?:{self.words}){WORDS}{{0,16}}?({one}(?:{NEXT}{one})*)", text):
            yield from (match.span() for match in re.compile(one).finditer(text, *listed.span(1)))


IDENTITY_NAMED = Named("身份证|证件号|公民身份|身份号码", rf"\d(?:{GAP}\d){{12,18}}(?:{GAP}[Xx])?")
CARD_NAMED = Named("卡号|账号|帐号|账户号|帐户号|户号|银行卡", rf"\d(?:{GAP}\d){{7,24}}")
PHONE_NAMED = Named(
    "电话(?!费)|手机(?!费)|座机|传真|联系方式|[Tt][Ee][Ll]", rf"\(?\d(?:{GAP}\)?\d){{6,11}}(?:[-转]\d{{1,5}}(?!\d))?"
)


def contacts(text: str) -> tuple[Contact, ...]:
    """All that leads to a person in `text`, from the first to the last, none within another."""
    flat = text.translate(FLAT)
    found: list[Contact] = []
    _add(found, _candidates(flat))
    _add(
        found,
        [Contact(*span, NAME) for span in names(flat, [number.start for number in found if number.kind in OF_ONE])],
    )
    return tuple(sorted(found))


def is_identity(number: str) -> bool:
    """Whether it is built as an identity number of 18 or 15 characters, whatever its check digit: a province and a birthday."""
    birth = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    return PROVINCES.match(number) is not None and "1880" < birth < "2100" and _is_day(birth)


def is_card(number: str) -> bool:
    """Whether the last digit is the one that Luhn's sum asks for (GB/T 17552)."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(twice - 9 * (twice > 9) for twice in doubled)) % 10 == 0


def _add(found: list[Contact], candidates: Iterable[Contact]) -> None:
    for contact in candidates:
        if all(contact.end <= other.start or other.end <= contact.start for other in found):
            found.append(contact)


def _candidates(text: str) -> Iterator[Contact]:
    """Every number that may be meant; where one could be several things, the likeliest comes first."""
    yield from (Contact(*span, IDENTITY) for span in IDENTITY_NAMED.spans(text))
    yield from _found(IDENTITY_NUMBER, text, IDENTITY, is_identity)
    yield from (Contact(*span, CARD) for span in CARD_NAMED.spans(text))
    yield from _cards(text)
    for start, end in PHONE_NAMED.spans(text):
        is_mobile = re.fullmatch(r"(86)?1[3-9]\d{9}", re.sub("[ ()-]", "", text[start:end]))
        yield Contact(start, end, MOBILE if is_mobile else PHONE)
    yield from _found(MOBILE_NUMBER, text, MOBILE)
    yield from _found(PHONE_NUMBER, text, PHONE)
    yield from _found(MAIL_ADDRESS, text, MAIL)


def _found(pattern: re.Pattern[str], text: str, kind: str, meant: Callable[[str], bool] = bool) -> Iterator[Contact]:
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        if meant(re.sub("[ -]", "", match[group])):
            yield Contact(*match.span(group), kind)


def _cards(text: str) -> Iterator[Contact]:
    """Digits in groups that pass Luhn's sum: as many groups as do so, for the next number may be beside them."""
    for match in CARD_NUMBER.finditer(text):
        start = match.start(1)
        for end in sorted((start + group.end() for group in re.finditer(r"\d+", match[1])), reverse=True):
            number = re.sub("[ -]", "", text[start:end])
            if 13 <= len(number) <= 19 and is_card(number) and re.compile(NO_AMOUNT).match(text, end):
                yield Contact(start, end, CARD)
                break


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return False
    return True
