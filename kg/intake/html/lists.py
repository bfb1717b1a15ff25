"""The numbers that browsers show before the items of an ordered list."""

from __future__ import annotations

import re

from lxml import html

from kg.intake.docx.numerals import written
from kg.intake.html.styles import Styles

_BY_TYPE = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_FORMS = {
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
"""Values of `list-style-type` (CSS Counter Styles 3), and the formats of numbers that they are."""
_BY_CLASS = {"cn": "{}、", "cn1": "{}）", "cn2": "（{}）", "num": "{}.", "num1": "{})", "num2": "({})"}
"""Lists of UEditor, the editor of many sites: classes `custom_cn` and so on, whose numbers are pictures."""
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})[)）、.．,，：:]|第[0-9一二三四五六七八九十百]{1,6}[编章节条款项]|[①-⑳⑴-⒛])"
)


class Numbering:
    """The numbers of one `<ol>`, in order."""

    def __init__(self, element: html.HtmlElement, styles: Styles) -> None:
        drawn = next((name for name in re.findall(r"\bcustom_(\w+)\b", element.get("class") or "") if name in _BY_CLASS), "")
        declared = styles.get("list-style-type") or next((word for word in styles.get("list-style", "").split() if word), "")
        style = declared or _BY_TYPE.get(element.get("type") or "", "decimal")
        self._shown = bool(drawn) or style != "none"
        self._form = "chineseCountingThousand" if drawn.startswith("cn") else _FORMS.get(style, "decimal")
        self._around = _BY_CLASS.get(drawn) or ("{}、" if style.startswith(("cjk-", "simp-", "trad-")) else "{}. ")
        self._next, self._step = _integer(element.get("start"), 1), 1
        if element.get("reversed") is not None:
            self._next, self._step = _integer(element.get("start"), sum(1 for _ in element.iterchildren("li"))), -1

    def number(self, item: html.HtmlElement) -> str:
        """What stands before the words of the next item; nothing where its words have a number already."""
        value = _integer(item.get("value"), self._next)
        self._next = value + self._step
        if not self._shown or _NUMBERED.match("".join(item.itertext())[:40]):
            return ""
        return self._around.format(written(value, self._form))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default
