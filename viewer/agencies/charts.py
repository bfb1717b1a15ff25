"""What all charts of the page share: fonts and colours of the theme, nothing that another host would have to give."""

from __future__ import annotations

from typing import Any

from altair.utils import schemapi

from viewer.palette import colours
from viewer.words import FONTS

schemapi.disable_debug_mode()
"""Else Altair holds each part of a chart against its schema as it is made, which takes longer than all else. The tests do it."""
NAME_WIDTH = 190
"""Pixels for the name of an agency beside its bar."""


def themed(chart: Any) -> Any:
    """`chart` in the theme that this session shows. Without Vega's menu, whose words are English."""
    colour = colours()
    words: dict[str, Any] = {
        "labelColor": colour["text"],
        "titleColor": colour["quiet"],
        "labelFontSize": 13,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return (
        chart.configure(background="transparent", font=FONTS, padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            **words, gridColor=colour["line"], domainColor=colour["line"], tickColor=colour["line"], labelLimit=NAME_WIDTH, labelFont=FONTS
        )
        .configure_legend(**words, orient="top", title=None, labelLimit=420)
        .properties(usermeta={"embedOptions": {"actions": False}})
    )
