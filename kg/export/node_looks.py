"""How each kind of thing looks in a picture: a shape, a colour and a character, so that none of them has to be known by its colour alone.

Kinds of fact declare their look; those of other things stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model.fact_kind import AsNode, ColourRole, Shape
from kg.model.facts import FACT_KINDS

COLOURS: Mapping[ColourRole, str] = {
    "action": "#b3461f",
    "actor": "#2b6ca3",
    "benefit": "#93680f",
    "goal": "#127487",
    "programme": "#8c55ad",
    "people": "#2f7a4f",
    "reference": "#66727f",
}
"""Of signs, the same on light and dark grounds."""
PAPER = "#ffffff"
"""The ground of hollow signs, and the character on full ones."""
SIDE = 48
"""Shapes are SVG paths in a square of this side."""
_ROUND = "M24 3a21 21 0 1 1 0 42 21 21 0 1 1 0-42z"
_PAGE = "M8 3h23l9 9v33H8z"
_SHAPES: dict[Shape, str] = {
    "rectangle": "M11 6h26a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8H11a8 8 0 0 1-8-8V14a8 8 0 0 1 8-8z",
    "octagon": "M14 3h20l11 11v20L34 45H14L3 34V14z",
    "flag": "M4 6h40l-8 18 8 18H4z",
    "triangle": "M24 2 47 44H1z",
    "square": "M4 4h40v40H4z",
}


@dataclass(frozen=True)
class Look:
    """`shape` is the data of an SVG path. A hollow one shows its colour as an outline on a light ground.

    `signs` is its character in Chinese and English.
    """

    shape: str
    colour: str
    signs: tuple[str, str]
    hollow: bool = False
    dashed: bool = False


def _fact_looks() -> dict[str, Look]:
    looks = {}
    for model in FACT_KINDS.values():
        node, mark = model.declared.graph, model.declared.mark
        if isinstance(node, AsNode):
            signs = mark.sign.zh, mark.sign.en
            looks[model.class_name] = Look(_SHAPES[node.shape], COLOURS[mark.colour], signs, node.hollow, node.dashed)
    return looks


LOOKS = {
    "Agency": Look(_ROUND, COLOURS["actor"], ("机", "Ag")),
    "AgencyGroup": Look(_ROUND, COLOURS["actor"], ("群", "Gr"), hollow=True, dashed=True),
    "Programme": Look("M24 1 31 12 44 12 41 25 47 36 34 38 24 47 14 38 1 36 7 25 4 12 17 12z", COLOURS["programme"], ("项", "Pr")),
    "TalentCategory": Look("M24 2 46 17 38 45H10L2 17z", COLOURS["people"], ("人", "Ca")),
    "Indicator": Look("M24 1 47 24 24 47 1 24z", COLOURS["goal"], ("指", "In")),
    **_fact_looks(),
    "PolicyDocument": Look(_PAGE, COLOURS["reference"], ("文", "Do")),
    "CitedDocument": Look(_PAGE, COLOURS["reference"], ("引", "Ci"), hollow=True, dashed=True),
    "Clause": Look("M3 11h33l9 13-9 13H3z", "#7a6444", ("条", "Cl")),
    "Place": Look("M13 4h22l12 20-12 20H13L1 24z", "#5f6b7a", ("地", "Pl")),
}
"""In the order of the legend: who and what is named, what the texts say, by which text, where."""


@dataclass(frozen=True)
class Tone:
    """Of the lines of a relation: pixels, and the lengths of dashes and gaps."""

    width: float = 1
    dashes: tuple[float, ...] = ()


TONES: Mapping[str, Tone] = {
    "leads": Tone(2.6),
    "supports": Tone(1.4),
    "Responsibility": Tone(1.4, (7, 5)),
    "worksWith": Tone(1, (2, 4)),
}
"""Of relations that look unlike others."""
