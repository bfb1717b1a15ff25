"""A line of the text of a page, and what is known of where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\u3000-\u303f“”‘’—…"
_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
)


@dataclass(frozen=True)
class Line:
    """A paragraph, or a row of a table with its cells by tabs. `element` is the block it stands in."""

    text: str
    element: html.HtmlElement
    linked: int = 0
    """Characters of it that are links."""
    file: bool = False
    """Whether it links to a file, not to a page."""
    row: bool = False
    centred: bool = False

    @property
    def key(self) -> str:
        """The text without blanks."""
        return re.sub(r"\s", "", self.text)

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but links."""
        return self.linked * 10 >= len(self.key) * 8 and self.linked > 0


def plain(text: str) -> str:
    """`text` as it is shown: blanks in a row are one, a line break between wide characters is none (CSS Text 4.1.3)."""
    return _BLANKS.sub(" ", _BREAK_BETWEEN_WIDE.sub("", _UNSEEN.sub("", text))).strip(" \u3000\u2002\u2003\u2009")


def joined(texts: list[str]) -> str:
    """The lines of a cell as one."""
    return " ".join(filter(None, texts))
