"""Whether a sign is the head of a part, or words of a sentence: 第三条第（一）项规定, 一、二、三类, 1.5亿元."""

from __future__ import annotations

import re

from kg.text.structure.signs import Sign

_CN = "〇○零一二三四五六七八九十百"
_GOES_ON = re.compile(
    rf"(?:[、，,和与及或至到]|以及)?\s*(?:第\s*(?:[{_CN}\d]+\s*[条款项章节编目（(]|[（(])|[（(]\s*[{_CN}\d]{{1,3}}\s*[）)]\s*(?:[、，,和与及或至（(]|项|款|目|条|规定|所)"
    rf"|[{_CN}\d]{{1,3}}\s*[项款目])|[、，,；;。.]|[）)][^（(]{{0,2}}|项(?!目)|款(?![项额])|目$|(?:所|中)?(?:规定的|所列|所述|列明)|之一|中所"
)
"""What follows a reference, and not the number of a heading."""
_MAY_GO_ON = re.compile(r"[和与或至及的之]|以及|规定|所[指称]|中的|等[\d一二三四五六七八九十几多]|[^\s【（(]{0,8}(?:项|款)规定")
"""What mostly follows a reference, and may begin a heading: （四）与上位法衔接."""
_AFTER_BLANK = re.compile(
    rf"(?:[、，,和与及或至]|以及)?\s*(?:第\s*[{_CN}\d]+\s*(?:[款项]|条(?!规定|所|的|中|、|第|和))|[（(]\s*[{_CN}\d]{{1,3}}\s*[）)]\s*[项款目、])|[、，,；;]|(?:之|的)?规定的"
)
"""What follows one that a blank divides from it: 第五条 第二款."""
_LISTED = re.compile(r"[一二三四五六七八九十]{1,3}、|\d{1,2}、")
"""一、二、三类, 1、2、3号: a list of numbers."""
_MAY_LIST = re.compile(r"[一二三四五六七八九十]{1,3}[级类等档批期线产]|\d{1,2}[号级类档批期]")
"""二、三级, 1、2号: the end of a list, or a heading that begins with a number."""
_UNIT = (
    r"(?:[千百十]?[万亿]|余|多|个|名|人(?!才|工|力|社|事|民|物|均|口|文|机)|元|家|项|％|%|‰|倍|平方|公里|吨|亩|户|岁|年|月|日|天|小时|分钟|米|次|台|套|折"
    r"|[PTGMK](?![A-Za-z])|[kKmMGT][bBmMHW]?(?![A-Za-z]))"
)
_QUANTITY = re.compile(rf"[\d０-９][\d０-９.．,，]*(?:\s*[-—～~至]\s*[\d０-９.．]+)?\s*{_UNIT}")
_DATE = re.compile(r"\d{1,2}[.．/]\d{1,2}(?!\d)|\d{1,2}(?=[”\s）)，,。]|$)")
_BRACKETED = ("part", "chapter", "section", "article", "cn-brackets", "brackets", "half", "circle", "cn-circle")
_ORDINAL = ("part", "chapter", "section", "article")


def is_reference(text: str, sign: Sign, end: int) -> bool:
    """Whether the words after `sign` show that a sentence goes on: 条第…项规定, 、（二）项, 项."""
    if sign.family in _BRACKETED:
        divided = sign.end > sign.start and text[sign.end - 1].isspace()
        pattern = _AFTER_BLANK if divided and sign.family in _ORDINAL else _GOES_ON
        return pattern.match(text, sign.end, end) is not None
    return sign.family in ("cn", "dot") and _LISTED.match(text, sign.end, end) is not None


def may_be_reference(text: str, sign: Sign, end: int) -> bool:
    """Whether they may show it, and may as well begin a heading: 、二级市场, 与上位法衔接."""
    return (
        _MAY_GO_ON.match(text, sign.end, end) is not None if sign.family in _BRACKETED else _MAY_LIST.match(text, sign.end, end) is not None
    )


def is_quantity(text: str, sign: Sign, end: int) -> bool:
    """Whether `sign` is the whole part of a number with its unit, or of a date: 1.5亿元, 3.15."""
    if not starts_with_digit(text, sign, end):
        return sign.family.startswith("dotted") and re.compile(_UNIT).match(text, sign.end, end) is not None
    return _QUANTITY.match(text, sign.end, end) is not None or _DATE.match(text, sign.end, end) is not None


def starts_with_digit(text: str, sign: Sign, end: int) -> bool:
    """Whether the words after `1.` begin at once with a digit: 11.121人才梯队."""
    return sign.family == "dot" and sign.end < end and text[sign.end].isdigit() and not text[sign.end - 1].isspace()
