"""How facts of each kind are marked in a text: a colour, a line and a character, so that none has to be known by its colour alone.

Kinds declare their marks; the palette says which colour a role has.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.fact_kind import Line
from kg.model.facts import FACT_KINDS
from viewer import palette
from viewer.i18n import language

KINDS = tuple(FACT_KINDS)
"""In the order of the legend."""


@dataclass(frozen=True)
class Mark:
    """`light` and `dark`: its colour in the two themes. `signs`: its character by language."""

    light: str
    dark: str
    line: Line
    signs: dict[str, str]

    @property
    def colour(self) -> str:
        return self.dark if palette.dark() else self.light

    @property
    def sign(self) -> str:
        return self.signs[language()]


def _mark(kind: str) -> Mark:
    mark = FACT_KINDS[kind].declared.mark
    colours = palette.ROLES[mark.colour]
    return Mark(colours.light, colours.dark, mark.line, {"zh": mark.sign.zh, "en": mark.sign.en})


MARKS = {kind: _mark(kind) for kind in KINDS}
