"""Sentences with goals and results. A document states the same base of an indicator wherever it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.country.article import Article
from bench.country.words import words

_RESTATED = 0.05
"""The share of goals that are stated again with another value, so that the health check has contradictions to find."""


@dataclass(frozen=True)
class Goal:
    """An indicator of a document: its base and its goal, as written."""

    indicator: str
    name: str
    unit: str
    base: str
    base_year: int
    value: str
    year: int
    other_value: str

    def filled(self, text: str) -> str:
        return text.format(
            indicator=self.name, unit=self.unit, base=self.base, base_year=self.base_year, value=self.value, year=self.year
        )  # fmt: skip


def drawn_goals(draw: Random, issued: int) -> Iterator[Goal]:
    """The indicators of a document, each once."""
    held = words()["indicators"]
    for id_, name, unit, low, high, places in draw.sample(held, len(held)):
        base = draw.uniform(low, high)
        value, other = (f"{base * draw.uniform(*by):.{places}f}" for by in ((1.1, 1.4), (1.5, 1.8)))
        yield Goal(id_, name, unit, f"{base:.{places}f}", issued - 1, value, issued + draw.choice((3, 4, 5)), other)


def write_goal(article: Article, goal: Goal) -> None:
    form = article.draw.choice(words()["targets"])
    sentence = goal.filled(form["text"])
    binding = article.draw.choice(("", "", "约束性", "预期性"))
    sentence += f"，为{binding}指标" if binding else ""
    if not article.says(sentence):
        return
    cells: dict[str, Any] = {"comparator": form["comparator"], "binding": binding, **_shared(goal)}
    cells |= {"value_min": goal.value, "value_max": goal.value if form["comparator"] == "eq" else "", "target_year": goal.year}
    if form.get("base"):
        cells |= {"baseline_value": goal.base, "baseline_year": goal.base_year}
    article.row("targets", sentence, **cells)
    if article.draw.random() < _RESTATED:
        again = words()["restated"].format(indicator=goal.name, unit=goal.unit, value=goal.other_value, year=goal.year)
        if article.says(again):
            both = {"value_min": goal.other_value, "value_max": goal.other_value}
            article.row("targets", again, comparator="eq", target_year=goal.year, **both, **_shared(goal))


def write_result(article: Article, goal: Goal) -> None:
    sentence = goal.filled(article.draw.choice(words()["baselines"]))
    if article.says(sentence):
        article.row("baselines", sentence, value=goal.base, year=goal.base_year, **_shared(goal))


def _shared(goal: Goal) -> dict[str, str]:
    return {"indicator": goal.indicator, "indicator_name": goal.name, "unit": goal.unit}
