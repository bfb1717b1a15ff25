"""A line of figures, and a sentence that says back what is asked. Every text in them is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

_STYLE = f"<style>{Path(__file__).with_name('metrics.css').read_text(encoding='utf-8')}</style>"


@dataclass(frozen=True)
class Metric:
    """`before` is an earlier value, shown with an arrow to `value`; `note` says in a few words what it means."""

    name: str
    value: str
    note: str = ""
    before: str = ""


def draw_metrics(figures: Iterable[Metric]) -> None:
    cards = "".join(_card(figure, first=place == 0) for place, figure in enumerate(figures))
    st.html(f'{_STYLE}<div class="zm-figures">{cards}</div>')


def draw_summary(*sentences: str) -> None:
    """What the page shows, in words."""
    st.html(f'{_STYLE}<p class="zm-said" role="status">{escape(" ".join(sentence for sentence in sentences if sentence))}</p>')


def draw_legend(signs: Iterable[tuple[str, str]]) -> None:
    """Pairs of a colour of the palette and what it means."""
    shown = "".join(f'<span><i style="background:var(--zm-{colour})"></i>{escape(words)}</span>' for colour, words in signs)
    st.html(f'{_STYLE}<div class="zm-legend">{shown}</div>')


def _card(figure: Metric, *, first: bool) -> str:
    before = f"<small>{escape(figure.before)} → </small>" if figure.before else ""
    note = f'<div class="zm-figure-note">{escape(figure.note)}</div>' if figure.note else ""
    return (
        f'<div class="zm-figure{" first" if first else ""}"><div class="zm-figure-name">{escape(figure.name)}</div>'
        f'<div class="zm-figure-value">{before}{escape(figure.value)}</div>{note}</div>'
    )
