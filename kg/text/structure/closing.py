"""What follows the last numbered part of a body: closing words, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.structure.lines import Line

_SELF = r"(?:办法|措施|意见|细则|规定|规则|方案|通知|文件|政策|举措|计划|规划|指引|条例|指南|决定|标准|制度|公告|通告|协议|若干\S{2,6})"
_CLOSING = re.compile(
    rf"(?:施行|实施|执行|有效|解释|附加?)?说明[：:]|(?:本|上述|以上|该){_SELF}?[^。]{{0,6}}{_SELF}?[^。]{{0,100}}(?:施行|实施|执行|试行|有效期|解释|废止|为准|不一致|重复|抵触|生效)"
    r"|此前|特此|[（(]?(?:此件|公开方式|抄送|抄报|主送|主办单位|联系人|信息公开)|.{2,40}\d{4}年.{1,8}(?:发布|印发)(?:[，。,于]|$)|公众可|征求意见(?:时间|截止)|\[注"
)
_ISSUER = re.compile(
    r"[\u4e00-\u9fff（）()·、\s]{2,40}(?:局|委员会|委|办公室|厅|部|政府|院|中心|领导小组|工委|党委|市委|县委|区委|管委会|公司|大学|协会|会|办|处|站|专班)(?:[）)])?(?:\s+.*)?"
)
_LAST_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年\S{1,4}月\S{1,4}日(?:印发)?$")


def tail(lines: Sequence[Line], last: int, alone: bool) -> tuple[int, int]:
    """Where, after the line `last` that begins the last part, closing words begin, and where the signature; `len(lines)` where none do.

    alone: the line `last` is a heading only, so that the paragraph after it is its text.
    """
    signature = _signature(lines, last + 1)
    first = last + 2 if alone else last + 1
    closing = next((i for i in range(first, signature) if _CLOSING.match(lines[i].letters) and not lines[i].tabbed), signature)
    return closing, signature


def _signature(lines: Sequence[Line], first: int) -> int:
    for i in range(first, len(lines)):
        line = lines[i]
        if line.is_date or (_LAST_DATE.search(line.letters) and _ISSUER.fullmatch(line.words) and not line.long):
            start = i
            while start > first and not lines[start - 1].ended and _ISSUER.fullmatch(lines[start - 1].words):
                start -= 1
            if start < i or not line.is_date or i + 1 == len(lines):
                return start
    return len(lines)
