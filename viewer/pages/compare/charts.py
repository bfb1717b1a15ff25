"""Range plots and dot plots: a thing down each line, from one value to another, or a value as a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from kg.export.figure import ROUND, Mark
from viewer.components.vega import Spec, layer, layered, nominal, quantity, scale, tip
from viewer.palette import LIGHT, colours

_LINE, _AXIS = 30, 34
"""Pixels."""


@dataclass(frozen=True)
class Stretch:
    """A line of a range plot: from `low` to `high`, and what is written beside it."""

    name: str
    low: float
    high: float
    words: str


@dataclass(frozen=True)
class Dot:
    """A line of a dot plot."""

    name: str
    value: float
    words: str


def range_plot(lines: Sequence[Stretch], title: str, low: str, high: str, *, from_zero: bool = True) -> Spec:
    """`low` and `high` name the two ends in the tooltip. Where both ends are the same there is one dot."""
    colour = colours()
    values = [asdict(line) for line in lines]
    ends = [end for line in lines for end in (line.low, line.high)]
    places = {"y": _names([line.name for line in lines])}
    across = _across("low", title, ends, from_zero=from_zero)
    tips = [tip("name", ""), tip("words", ""), tip("low", low, number=True), tip("high", high, number=True)]
    at_high = _across("high", title, ends, from_zero=from_zero)
    return layered(
        [
            layer("rule", values, places | {"x": across, "x2": {"field": "high"}, "tooltip": tips}, color=colour["support"], strokeWidth=4),
            layer("point", values, places | {"x": across, "tooltip": tips}, color=colour["support"], filled=False, size=70),
            layer("point", values, places | {"x": at_high, "tooltip": tips}, color=colour["lead"], filled=True, size=90, opacity=1),
            _words(values, places | {"x": at_high}),
        ],
        _LINE * len(lines) + _AXIS,
    )


def dot_plot(lines: Sequence[Dot], title: str) -> Spec:
    colour = colours()
    values = [asdict(line) for line in lines]
    places = {"y": _names([line.name for line in lines]), "x": _across("value", title, [line.value for line in lines], from_zero=True)}
    tips = [tip("name", ""), tip("words", title)]
    nought = [dict(value, nought=0) for value in values]
    stem = places | {"x": _across("nought", title, [line.value for line in lines], from_zero=True), "x2": {"field": "value"}}
    return layered(
        [
            layer("rule", nought, stem, color=colour["line"], strokeWidth=2),
            layer("point", values, places | {"tooltip": tips}, color=colour["lead"], filled=True, size=110, opacity=1),
            _words(values, places),
        ],
        _LINE * len(lines) + _AXIS,
    )


def range_legend(low: str, high: str) -> tuple[Mark, ...]:
    """Of the figure of a range plot."""
    return Mark(low, LIGHT["support"], ROUND, hollow=True), Mark(high, LIGHT["lead"], ROUND)


def _names(names: Sequence[str]) -> Spec:
    return nominal("name", sort=list(names), title=None, axis={"ticks": False, "domain": False, "labelPadding": 6})


def _across(field: str, title: str, values: Sequence[float], *, from_zero: bool) -> Spec:
    """Room on the right for the words beside the last dot."""
    least, most = min(values, default=0.0), max(values, default=1.0)
    start = min(0.0, least) if from_zero else least - 0.1 * (most - least or abs(most) or 1)
    end = most + 0.45 * ((most - start) or 1)
    return quantity(field, title=title, scale=scale(start, end, nice=False), axis={"tickCount": 5})


def _words(values: Sequence[Spec], places: Spec) -> Spec:
    return layer("text", values, places | {"text": nominal("words")}, align="left", dx=9, fontSize=12, color=colours()["text"])
