"""How each kind of thing looks: a shape, a colour and a character, so that none of them has to be known by its colour alone."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape

from viewer.i18n import t
from viewer.markdown import FONTS

_ROUND = '<circle cx="24" cy="24" r="21"/>'
_PAGE = '<path d="M8 3h23l9 9v33H8z"/>'
_DIAMOND = '<path d="M24 1 47 24 24 47 1 24z"/>'
_FLAG = '<path d="M4 6h40l-8 18 8 18H4z"/>'


@dataclass(frozen=True)
class Look:
    """`shape` in a square of 48. A hollow one shows its colour as an outline on a light ground."""

    shape: str
    colour: str
    hollow: bool = False
    dashed: bool = False


LOOKS = {
    "Agency": Look(_ROUND, "#2b6ca3"),
    "AgencyGroup": Look(_ROUND, "#2b6ca3", hollow=True, dashed=True),
    "Task": Look('<rect x="3" y="6" width="42" height="36" rx="8"/>', "#b3461f"),
    "Deliverable": Look('<rect x="3" y="6" width="42" height="36" rx="8"/>', "#b3461f", hollow=True, dashed=True),
    "Programme": Look('<path d="M24 1 31 12 44 12 41 25 47 36 34 38 24 47 14 38 1 36 7 25 4 12 17 12z"/>', "#8c55ad"),
    "FundingOffer": Look('<path d="M14 3h20l11 11v20L34 45H14L3 34V14z"/>', "#93680f"),
    "Measure": Look('<path d="M14 3h20l11 11v20L34 45H14L3 34V14z"/>', "#93680f", hollow=True),
    "TalentCategory": Look('<path d="M24 2 46 17 38 45H10L2 17z"/>', "#2f7a4f"),
    "Indicator": Look(_DIAMOND, "#127487"),
    "Target": Look(_FLAG, "#127487"),
    "Baseline": Look(_FLAG, "#127487", hollow=True),
    "PolicyDocument": Look(_PAGE, "#b94040"),
    "CitedDocument": Look(_PAGE, "#b94040", hollow=True, dashed=True),
    "Clause": Look('<path d="M3 11h33l9 13-9 13H3z"/>', "#7a6444"),
    "Place": Look('<path d="M13 4h22l12 20-12 20H13L1 24z"/>', "#5f6b7a"),
}
"""In the order of the legend: who, what is to be done, what is given, to whom, to what end, by which text, where."""
PAPER = "#ffffff"
"""The ground of hollow signs, and the character on full ones."""


def sign(kind: str) -> str:
    """The sign of a kind as SVG, with its character in the reader's language."""
    look = LOOKS[kind]
    fill, ink = (PAPER, look.colour) if look.hollow else (look.colour, PAPER)
    dashes = ' stroke-dasharray="5 3.5"' if look.dashed else ""
    character = t(f"graph.sign.{kind}")
    size = 23 if len(character) == 1 else 18
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="-2 -2 52 52">'
        f'<g fill="{fill}" stroke="{look.colour}" stroke-width="3" stroke-linejoin="round"{dashes}>{look.shape}</g>'
        f'<text x="24" y="24" dy=".36em" text-anchor="middle" fill="{ink}" font-family="{escape(FONTS)}" font-size="{size}" '
        f'font-weight="600">{escape(character)}</text></svg>'
    )


def sign_address(kind: str) -> str:
    """The sign as `data:` address, for canvas and HTML."""
    return f"data:image/svg+xml;base64,{base64.b64encode(sign(kind).encode()).decode()}"
