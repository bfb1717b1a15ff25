"""What the graph states of a thing, and the facts that name it, as small tables."""

from __future__ import annotations

from kg.graph import Entity
from kg.text.quotes import as_read
from viewer.components.linked_html import draw_linked_html
from viewer.html import draw_html, render
from viewer.i18n import language
from viewer.links import to_source


def statements(thing: Entity) -> list[tuple[str, str]]:
    """Property and value, in the reader's language, sorted."""
    name = "label" if language() == "zh" else "label_en"
    return sorted((row[name], row["value_label"] or row["value"]) for row in thing.statements if row[name])


def draw_statements(thing: Entity) -> None:
    draw_html("components/statements.html", statements=statements(thing))


def draw_facts(thing: Entity, key: str) -> None:
    """The facts that name the thing: kind, and the words as a link to their place."""
    kind = "kind" if language() == "zh" else "kind_en"
    facts = [(fact[kind], to_source(fact["id"]), as_read(fact["quote"])) for fact in thing.facts]
    draw_linked_html(render("components/facts.html", facts=facts), key)
