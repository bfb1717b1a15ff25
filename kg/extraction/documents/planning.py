"""Verbs that say that a document is to be drawn up: 出台, 制定, 编制."""

from __future__ import annotations

import re

from kg.extraction.documents.titles import WrittenTitle
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.times import is_past

DRAW_UP = (
    r"(?:研究|组织|联合|抓紧|尽快|及时|适时|科学|合理|另行|配套)*(?:制定|制订|出台|(?<![业用项师构员空放的])编制|拟定|拟订|起草|修订|印发|发布|公布|编写|编印)"
    r"(?:(?:并|和|、|或)?(?:出台|印发|发布|实施(?!细则|办法|方案|意见|规划|计划|标准|指南|规则)|修订|完善|公布|动态更新))*"
)
"""A verb, or several, that make a document."""
_ENDS = re.compile(rf"{DRAW_UP}(?:[^，。；：《》的了]{{0,6}})$")
_BETWEEN = re.compile(r"《[^。]*?》(?:[（(][^（）()]*[）)])?[、和与及以]*")


_URGED = re.compile(r"(?:推动|推进|加快|启动|做好|抓紧|完成|支持)(?:推进|推动)?(?:做好)?$")
_BEING_MADE = re.compile(r"(?:的)?(?:立法|制定|制订|起草|修订|编制|修改|出台)(?:工作|进程|进度)?(?=[，。；、和]|$)")


def is_planned(source: DraftSource, sentence: Sentence, title: WrittenTitle) -> bool:
    """Whether the text says that the document with this title will be drawn up, and not that it was."""
    before = _BETWEEN.sub("", source.text[sentence.start : title.span[0]])
    urged = _URGED.search(before) and _BEING_MADE.match(source.text, title.span[1], sentence.end)
    return title.number is None and bool(urged or _ENDS.search(before)) and not is_past(source, sentence, title.span[0])


def verb_before(text: str, start: int, title: WrittenTitle) -> int:
    """Where the verb begins that draws up the document; `start` is that of the sentence."""
    before = text[start : title.span[0]]
    if urged := _URGED.search(before):
        return start + urged.start()
    verbs = list(re.finditer(DRAW_UP, before))
    return start + verbs[-1].start() if verbs else title.span[0]
