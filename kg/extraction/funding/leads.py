"""The words above a list that say what its items get: 对引进的人才给予以下补贴：, or a heading 购房补贴."""

from __future__ import annotations

import re

from kg.extraction.funding.payments import stated_payment
from kg.extraction.funding.reading import Reading, readings
from kg.extraction.source import DraftSource
from kg.text.clauses import Clause

_OPENS_A_LIST = re.compile(r"[：:]$|(?:如下|下列|以下|下述)[^。]{0,12}$|下列[^，。]{0,12}(?:补贴|支持|奖励|政策|标准)。?$")


def lead_of(source: DraftSource, clause: Clause) -> Reading | None:
    """The last sentence of the clause above, where it opens a list or is a heading, and names a payment."""
    if not clause.parent or clause.kind == "row":
        return None
    above = list(readings(source, source.clauses[clause.parent]))
    if not above:
        return None
    last = above[-1]
    is_lead = last.is_heading or _OPENS_A_LIST.search(last.words.rstrip("。"))
    return last if is_lead and stated_payment(last) else None
