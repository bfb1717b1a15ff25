"""How facts of each kind are marked in a text: a colour, a line and a character, so that none has to be known by its colour alone.

Kinds that belong together have one colour, as in the picture of the graph, and differ by their line.
Lines reach 3:1 on their ground (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from viewer import palette


@dataclass(frozen=True)
class Mark:
    """`light` and `dark`: its colour in the two themes."""

    light: str
    dark: str
    line: Literal["solid", "dashed", "dotted"]

    @property
    def colour(self) -> str:
        return self.dark if palette.dark() else self.light


_DONE, _WHO = ("#b3461f", "#ee9670"), ("#2b6ca3", "#7db6e4")
_GIVEN, _REACHED = ("#93680f", "#dcb354"), ("#127487", "#5fc0d3")
_NAMED, _PEOPLE, _CITED = ("#80459f", "#cf9de8"), ("#2f7a4f", "#79c99b"), ("#9b2c2c", "#f09a92")

MARKS = {
    "tasks": Mark(*_DONE, "solid"),
    "deliverables": Mark(*_DONE, "dashed"),
    "responsibilities": Mark(*_WHO, "solid"),
    "funding": Mark(*_GIVEN, "solid"),
    "measures": Mark(*_GIVEN, "dashed"),
    "conditions": Mark(*_GIVEN, "dotted"),
    "targets": Mark(*_REACHED, "solid"),
    "baselines": Mark(*_REACHED, "dashed"),
    "programs": Mark(*_NAMED, "solid"),
    "categories": Mark(*_PEOPLE, "dotted"),
    "citations": Mark(*_CITED, "dashed"),
}
