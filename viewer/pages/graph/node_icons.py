"""How each kind of thing looks: a shape, a colour and a character, so that none of them has to be known by its colour alone.

Kinds of fact declare their look; those of other things stand here.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from kg.model.fact_kind import AsNode, Shape
from kg.model.facts import FACT_KINDS
from viewer.html import render
from viewer.i18n import language, t
from viewer.palette import FONTS, ROLES

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
    """`shape` is the data of an SVG path in a square of 48. A hollow one shows its colour as an outline on a light ground.

    `signs` is its character by language.
    """

    shape: str
    colour: str
    hollow: bool = False
    dashed: bool = False
    signs: tuple[str, str] | None = None
    """Chinese and English; that of a kind that is no fact stands in the catalog."""


def _fact_looks() -> dict[str, Look]:
    looks = {}
    for model in FACT_KINDS.values():
        node, mark = model.declared.graph, model.declared.mark
        if isinstance(node, AsNode):
            signs = mark.sign.zh, mark.sign.en
            looks[model.class_name] = Look(_SHAPES[node.shape], ROLES[mark.colour].picture, node.hollow, node.dashed, signs)
    return looks


LOOKS = {
    "Agency": Look(_ROUND, ROLES["actor"].picture),
    "AgencyGroup": Look(_ROUND, ROLES["actor"].picture, hollow=True, dashed=True),
    "Programme": Look("M24 1 31 12 44 12 41 25 47 36 34 38 24 47 14 38 1 36 7 25 4 12 17 12z", ROLES["programme"].picture),
    "TalentCategory": Look("M24 2 46 17 38 45H10L2 17z", ROLES["people"].picture),
    "Indicator": Look("M24 1 47 24 24 47 1 24z", ROLES["goal"].picture),
    **_fact_looks(),
    "PolicyDocument": Look(_PAGE, ROLES["reference"].picture),
    "CitedDocument": Look(_PAGE, ROLES["reference"].picture, hollow=True, dashed=True),
    "Clause": Look("M3 11h33l9 13-9 13H3z", "#7a6444"),
    "Place": Look("M13 4h22l12 20-12 20H13L1 24z", "#5f6b7a"),
}
"""In the order of the legend: who and what is named, what the texts say, by which text, where."""
PAPER = "#ffffff"
"""The ground of hollow signs, and the character on full ones."""


def character(kind: str) -> str:
    """The character of a kind, in the reader's language."""
    signs = LOOKS[kind].signs
    return signs[language() == "en"] if signs else t(f"graph.sign.{kind}")


def sign(kind: str) -> str:
    """The sign of a kind as SVG, with its character."""
    look = LOOKS[kind]
    fill, ink = (PAPER, look.colour) if look.hollow else (look.colour, PAPER)
    letters = character(kind)
    size = 23 if len(letters) == 1 else 18
    colours = {"fill": fill, "ink": ink, "colour": look.colour}
    return render("graph/node_icon.svg", shape=look.shape, dashed=look.dashed, letters=letters, size=size, fonts=FONTS, **colours)


def sign_address(kind: str) -> str:
    """The sign as `data:` address, for canvas and HTML."""
    return f"data:image/svg+xml;base64,{base64.b64encode(sign(kind).encode()).decode()}"
