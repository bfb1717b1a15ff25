"""The signs of the kinds of things as pictures, with their characters in the reader's language."""

from __future__ import annotations

import base64

from kg.export.node_looks import LOOKS, PAPER
from viewer.html import render
from viewer.i18n import language
from viewer.palette import FONTS


def character(kind: str) -> str:
    """The character of a kind, in the reader's language."""
    return LOOKS[kind].signs[language() == "en"]


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
