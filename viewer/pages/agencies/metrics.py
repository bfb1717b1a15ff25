"""A line of metrics, a summary in sentences, a legend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from viewer.html import draw_html


@dataclass(frozen=True)
class Metric:
    """`before` is an earlier value, shown with an arrow to `value`; `note` says in a few words what it means."""

    name: str
    value: str
    note: str = ""
    before: str = ""


def draw_metrics(metrics: Iterable[Metric]) -> None:
    draw_html("agencies/metrics.html", metrics=list(metrics))


def draw_summary(*sentences: str) -> None:
    """What the page shows, in words."""
    draw_html("agencies/summary.html", summary=" ".join(filter(None, sentences)))


def draw_legend(signs: Iterable[tuple[str, str]]) -> None:
    """Pairs of a colour of the palette and what it means."""
    draw_html("agencies/legend.html", signs=list(signs))
