"""An article of a document: its sentences, and the rows that quote them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.country.words import Named, categories, programmes, words


@dataclass
class Article:
    """`path` is that of its clause. Sentences differ, and none is part of another, so that each is found once."""

    document: str
    city: str
    path: str
    draw: Random
    sentences: list[str] = field(default_factory=list)
    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)
    _used: set[tuple[str, str]] = field(default_factory=set)

    def says(self, sentence: str) -> bool:
        """Add a sentence, unless it repeats another."""
        if any(sentence in other or other in sentence for other in self.sentences):
            return False
        self.sentences.append(sentence)
        return True

    def row(self, kind: str, quote: str, /, **cells: Any) -> str:
        """Add a row. Returns its id."""
        self._numbers[kind] += 1
        id_ = f"{self.document}/{self.path}/{kind}/{self._numbers[kind]}"
        self.rows.append((kind, {"id": id_, "clause": self.path, "quote": quote, **{name: str(value) for name, value in cells.items()}}))
        return id_

    def uses(self, category: Named, quote: str) -> None:
        if self._first("categories", category):
            self.row("categories", quote, category=category.id, name=category.name)

    def mentions(self, programme: Named, quote: str, mention: str) -> None:
        if self._first("programs", programme):
            self.row("programs", quote, program=programme.id, name=programme.name, mention=mention)

    def _first(self, kind: str, entry: Named) -> bool:
        if (kind, entry.id) in self._used:
            return False
        self._used.add((kind, entry.id))
        return True


@dataclass(frozen=True)
class Lead:
    """How a sentence on an offer begins, and whom it names."""

    words: str
    category: Named | None
    programme: Named | None
    conditions: list[list[str]]
    mention: str

    @classmethod
    def drawn(cls, article: Article) -> Lead:
        draw, held = article.draw, words()
        pattern = draw.choice(held["leads"])
        category, programme = draw.choice(categories()), draw.choice(programmes(article.city))
        conditions = draw.sample(held["conditions"], 2)
        filled = pattern.format(
            category=category, program=programme, condition=conditions[0][0], second=conditions[1][0], place=draw.choice(held["places"])
        )
        return cls(
            filled,
            category if "{category}" in pattern else None,
            programme if "{program}" in pattern else None,
            conditions[: sum(slot in pattern for slot in ("{condition}", "{second}"))],
            "continues" if pattern.startswith("深入") else "refers",
        )

    def rows(self, article: Article, quote: str, offer: str) -> None:
        """The rows of what the lead names, for an offer."""
        if self.category:
            article.uses(self.category, quote)
        if self.programme:
            article.mentions(self.programme, quote, self.mention)
        for _, kind, comparator, value in self.conditions:
            article.row("conditions", quote, offer=offer, kind=kind, comparator=comparator, value=value, group=1)

    @property
    def cells(self) -> dict[str, str]:
        return {"categories": self.category.id if self.category else "", "programs": self.programme.id if self.programme else ""}


def write_measure(article: Article) -> None:
    draw, held = article.draw, words()
    lead = Lead.drawn(article)
    instrument = draw.choice(list(held["measures"]))
    offered = draw.choice(held["measures"][instrument]).format(place=draw.choice(held["places"]))
    sentence = lead.words + draw.choice(held["manners"]) + offered
    if article.says(sentence):
        lead.rows(article, sentence, article.row("measures", sentence, instrument=instrument, text=sentence, **lead.cells))


def write_offer(article: Article) -> None:
    """An offer of money."""
    draw, held = article.draw, words()
    lead = Lead.drawn(article)
    kind = draw.choice(list(held["offers"]))
    form = draw.choice(held["offers"][kind])
    amount, monthly, percent = (
        draw.choice((1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 80, 100, 200)),
        draw.randrange(5, 51) * 100,
        draw.randrange(2, 10) * 10,
    )
    purpose = draw.choice(form["purposes"])
    sentence = lead.words + form["text"].format(amount=amount, monthly=monthly, percent=percent, purpose=purpose)
    if not article.says(sentence):
        return
    cells: dict[str, Any] = {"kind": kind, "purpose": purpose, "period": form["period"], "per": "person" if lead.category else ""}
    if form.get("rate"):
        cells |= {"rate_min": percent / 100, "rate_max": percent / 100}
    else:
        sum_ = monthly if "{monthly}" in form["text"] else amount * 10_000
        cells |= {"amount_min": "" if form.get("most") else sum_, "amount_max": sum_}
    recipient = lead.category.name if lead.category else ""
    lead.rows(article, sentence, article.row("funding", sentence, recipient=recipient, **cells, **lead.cells))


def write_deliverable(article: Article) -> None:
    draw, held = article.draw, words()
    category = draw.choice(categories())
    pattern = draw.choice(held["deliverables"])
    sentence = pattern.format(category=category, place=draw.choice(held["places"]))
    if article.says(sentence):
        article.row("deliverables", sentence, title=sentence.partition("《")[2].removesuffix("》"))


def write_programme(article: Article) -> None:
    """A programme of the city is set up."""
    programme = article.draw.choice(programmes(article.city))
    sentence = f"设立{programme}"
    if article.says(sentence):
        article.mentions(programme, sentence, "defines")


def write_bodies(article: Article) -> str:
    """Who leads and who supports; a twentieth of the articles names no lead. Returns the words that end the article."""
    draw = article.draw
    names = [name for name, _, _ in words()["agencies"].values()]
    lead, *others = draw.sample(names, draw.randrange(2, 5))
    supporting = "配合单位：" + "、".join(others)
    leading = "" if draw.random() < 0.05 else f"牵头单位：{lead}"
    if leading:
        article.row("responsibilities", leading, agency=lead, role="lead", basis="assigned")
    for other in others:
        article.row("responsibilities", supporting, agency=other, role="support", basis="assigned")
    return "（" + "；".join(filter(None, [leading, supporting])) + "）"
