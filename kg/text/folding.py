"""Folding: the forms of one character that readers and keyboards take for another become one. A folded text is as long as the text."""

from __future__ import annotations

import unicodedata
from functools import cache

_ALIKE = {
    "(": "〔【〖〘❲⟨[{",
    ")": "〕】〗〙❳⟩]}",
    "<": "《〈",
    ">": "》〉",
    '"': "“”„‟「」『』〝〞〟'‘’‚‛`",
    "-": "‐‑‒–—―−─━﹘",
    "~": "〜∼",
    "·": "•・‧∙⋅",
    ".": "。",
    "〇": "○◯",
    "户": "戶戸",
}
"""A character, and those that are typed in its place. NFKC makes ， and Kangxi radicals what they stand for; these it leaves."""
_FIRST_RADICAL = 0x2E81
_RADICALS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵\0旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑"
    "艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The ideographs that the radicals of U+2E81 to U+2EF3 are (Unicode's EquivalentUnifiedIdeograph)."""
_SAME = str.maketrans(
    {other: one for one, others in _ALIKE.items() for other in others}
    | {chr(_FIRST_RADICAL + i): ideograph for i, ideograph in enumerate(_RADICALS) if ideograph != "\0"}
)


@cache
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return (plain if len(plain) == 1 else character).translate(_SAME)


def fold(text: str) -> str:
    """`text` with brackets, commas, quotation marks, dashes, widths and radicals each in one form. Letters keep their case."""
    return "".join(map(_folded, text))
