"""Sums of cells without a unit, whose unit the head of their table states: 购房补贴（万元）, 单位：万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.text.figures import Figure
from kg.text.numerals import scale

_UNIT = re.compile(r"(?:单位[：:]|[（(/])\s*(?:人民币)?(?P<scale>[百千万亿]{0,2})元(?=\s*(?:[）)/；;，,。每]|$))")


def in_yuan(found: Sequence[Figure], words: str) -> list[Figure]:
    """The bare numbers of `found` as sums in the unit that `words` state; of several units the last. Empty where they state none.

    >>> from kg.text.figures import figures
    >>> [str(figure) for figure in in_yuan(figures("A类人才 500"), "购房补贴（万元）")]
    ['money 5000000']
    """
    units = list(_UNIT.finditer(words))
    if not units:
        return []
    factor = scale(units[-1]["scale"])
    bare = [figure for figure in found if figure.kind == "number" and not figure.unit and figure.scale == 1]
    return [replace(figure, kind="money", low=figure.low * factor, high=figure.high * factor, unit="元", scale=factor) for figure in bare]
