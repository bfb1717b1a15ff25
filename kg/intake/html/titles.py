"""Where the document begins on the page: with its title, and with the number or red heading that it has above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from kg.intake.html.furniture import is_furniture
from kg.intake.html.lines import Line

_WITHIN = 30
"""Lines at the beginning among which a document has its title."""
_MOST_LINES = 6
_ALIKE = 0.7
_MARKS = re.compile(r"[\s《》〈〉“”\"'‘’（）()\[\]〔〕【】·—-]")
_BRACKETED = re.compile(r"[（(][^（）()]{1,24}[）)]")
_NUMBER = re.compile(
    r"[（(]?[\u4e00-\u9fff]{2,16}\s*[〔\[［（(【]\s*[12]\d{3}\s*[〕\]］）)】]\s*(?:第\s*)?\d{1,5}\s*号?[）)]?(?:\s*签\s*发\s*人.*)?"
)
_NOTE = re.compile(r"[（(].*(?:通过|批准|发布|公布|印发|修订|修正|施行).*[）)]")
_RED_HEAD = re.compile(r"^[\u4e00-\u9fff\s]{2,40}(?:文件|公报|令|通告|公告)$")
_ISSUER = re.compile(r"(?:[\u4e00-\u9fff]{2,24}(?:政府|办公[室厅]|委员会|局|厅|部|院|会|[省市县区州旗]委|银行)\s*)+")
_GOES_ON = re.compile(r"(?:关于)?(?:印发|转发|批转|发布|公布|颁布|下发)[《“]?$|关于$")
"""A line of a title that the next one ends."""
_SENTENCE = re.compile(r"[。；]|[：:]$|现将|^(?:第[0-9一二三四五六七八九十百]{1,6}[章条]|[一二三四五六七八九十]{1,3}、)")
_KIND = re.compile(
    r"(?:通知|意见|办法|规定|措施|方案|规划|计划|细则|决定|公告|通告|通报|批复|条例|纲要|指引|指南|政策|清单|规则|标准|制度|章程|函|令|实施|举措|若干)(?:[（(].{1,16}[）)])*$"
)


class Beginning(NamedTuple):
    """The title, empty where nobody knows, and the lines from where the document begins."""

    title: str
    lines: list[Line]


def from_title(lines: list[Line], before: Sequence[Line], names: Sequence[str], shown: Sequence[Line]) -> Beginning:
    """`lines` of the part with the document without the page's own at the head; with the title of the page where they have none.

    before: the lines of the page above that part. names: what the page calls its document, the surest first. shown: all its lines.
    """
    keys = {_key(name) for name in names}
    head = list(takewhile(lambda line: is_furniture(line) or not _SENTENCE.search(line.text), lines[:_WITHIN]))
    rest = lines[len(head) :]
    head = [line for line in head if not is_furniture(line) and (not line.is_link or _key(line.text) in keys)]
    for name in names:
        if place := _place(head, name):
            first, last = place
            while first and _GOES_ON.search(head[first - 1].text):
                first -= 1
            issuers = list(takewhile(lambda line: _ISSUER.fullmatch(line.text), reversed(head[:first])))
            above = [line for line in head[: first - len(issuers)] if _NUMBER.fullmatch(line.text) or _RED_HEAD.match(line.text)]
            first -= len(issuers)
            again = _place(head[last:], name)
            return Beginning(name, [*above, *(head[last:] if again else head[first:]), *rest])
    own = next((line for line in head if _KIND.search(line.text)), None)
    page = "".join(_key(line.text) for line in shown)
    title = next((name for name in names if _key(name) in page and len(_key(name)) * 2 > len(_key(own.text) if own else "")), "")
    title = title or next((line.text for line in reversed(before[-_WITHIN:]) if _KIND.search(line.text) and not line.is_link), "")
    if not title and own:
        return Beginning(own.text, [*head, *rest])
    title = title or next((name for name in names if _KIND.search(name)), "")
    if not title or not lines:
        return Beginning(title, [*head, *rest])
    return Beginning(title, [Line(title, lines[0].element, centred=True), *_between(before, title, lines), *head, *rest])


def _between(before: Sequence[Line], title: str, lines: Sequence[Line]) -> list[Line]:
    """What stands between the title that the page shows and the part with the document, the page's own apart; else a number there."""
    near = [line for line in before[-_WITHIN:] if not is_furniture(line) and not line.is_link]
    at = max((index for index, line in enumerate(near) if _key(title) in _key(line.text)), default=None)
    known = {line.key for line in lines[:_WITHIN]}
    if at is None:
        return [line for line in near if _NUMBER.fullmatch(line.text) and line.key not in known][-1:]
    return [line for line in near[at + 1 :] if (_NUMBER.fullmatch(line.text) or _NOTE.fullmatch(line.text)) and line.key not in known]


def _place(head: Sequence[Line], title: str) -> tuple[int, int] | None:
    """The lines of `head` that are the title: in one line or several, perhaps without issuer or bracketed note, or nearly the same."""
    wanted, plain = _key(title), _key(_BRACKETED.sub("", title))
    alike: tuple[int, int] | None = None
    for first in range(len(head)):
        together = ""
        for last, line in enumerate(head[first : first + _MOST_LINES], start=first + 1):
            together += _key(line.text)
            if wanted in _key(line.text):
                return last - 1, last
            if len(together) > 2 * len(wanted) + 40:
                break
            if (
                wanted == together
                or together == plain
                or (wanted in together and wanted not in _key(line.text))
                or wanted in _key(line.text)
            ):
                return first, last
            if len(together) * 2 >= len(wanted) and "关于" in together and wanted.endswith(together):
                return first, last
            if (
                not alike
                and "关于" in together
                and SequenceMatcher(None, wanted, together, autojunk=False).ratio() >= _ALIKE
                and _KIND.search(line.text)
            ):
                alike = first, last
    return alike


def _key(text: str) -> str:
    return _MARKS.sub("", text)
