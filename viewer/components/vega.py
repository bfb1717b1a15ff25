"""Charts of pages as Vega-Lite specifications: plain dictionaries.

They have the fonts and colours of the theme, hold their data and request nothing from another host.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from viewer.palette import FONTS, colours

Spec: TypeAlias = dict[str, Any]
NAME_WIDTH = 210
"""Pixels for a name beside its bar."""
SIZE = 13
"""Of letters, in pixels."""


def layer(mark: str, values: Sequence[Mapping[str, Any]], encoding: Spec, **look: Any) -> Spec:
    """One kind of mark for each of `values`."""
    return {"data": {"values": list(values)}, "mark": {"type": mark, **look}, "encoding": encoding}


def nominal(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "nominal", **more}


def quantity(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def where(test: str, value: Any, otherwise: Any) -> Spec:
    """`value` for the marks that pass `test`, an expression of Vega."""
    return {"condition": {"test": test, "value": value}, "value": otherwise}


def scale(*domain: Any, **more: Any) -> Spec:
    return {"domain": list(domain), **more}


def tip(field: str, title: str, *, number: bool = False) -> Spec:
    """A line of a tooltip."""
    return quantity(field, title=title, format=".4~g") if number else nominal(field, title=title)


def layered(layers: Iterable[Spec], height: float | Spec, params: Sequence[Spec] = ()) -> Spec:
    """`layers`, the first lowest, in the theme that this session shows. Without Vega's menu, whose words are English."""
    colour = colours()
    words: Spec = {
        "labelColor": colour["text"],
        "titleColor": colour["quiet"],
        "labelFontSize": SIZE,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    lines = {"gridColor": colour["line"], "domainColor": colour["line"], "tickColor": colour["line"]}
    return {
        "config": {
            "background": "transparent",
            "font": FONTS,
            "padding": 4,
            "view": {"stroke": None},
            "axis": {**words, **lines, "labelLimit": NAME_WIDTH, "labelFont": FONTS},
            "legend": {**words, "orient": "top", "title": None, "labelLimit": 420},
        },
        "usermeta": {"embedOptions": {"actions": False}},
        "height": height,
        "params": list(params),
        "layer": list(layers),
    }
