"""What points to a thing: how much by which property, and one page of it at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.description import IN_DOCUMENT, STATED_IN, TYPE, Said, said, types_of
from kg.linked_data.nodes import Names, Node, natural

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.queries.lookup import Select, Solution, Term

PAGE = 50
FIRST = 6
"""How many sources of a property stand on the thing's own page."""
_GROUPS = 24
_MOST_VALUES = 2
_MOST_SAID = 4
_SORTED = 2000
_CLASSED = 50_000
"""How many sources can be told apart by class while a reader waits."""


@dataclass(frozen=True)
class Source:
    """Something that points to the thing, with the little that tells it from the others."""

    node: Node
    types: tuple[Node, ...]
    said: tuple[Said, ...]
    document: Node | None
    clause: Node | None


@dataclass(frozen=True)
class Group:
    """All that points to the thing by one property. `classes` may overlap, and are left out of very large groups.

    `sources` are the first few.
    """

    predicate: Node
    count: int
    classes: tuple[tuple[Node, int], ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Page:
    """One page of a group, or of one class in it. Numbers begin with 1."""

    predicate: Node
    of: Node | None
    count: int
    number: int
    sources: tuple[Source, ...]

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PAGE))


def incoming(select: Select, iri: str, leave_out: Collection[str] = ()) -> tuple[Group, ...]:
    """Every property that points to the thing, but those in `leave_out`, the rarest first; the first sources of each.

    The thing's own nodes are no sources.
    """
    from pyoxigraph import NamedNode

    thing = NamedNode(iri)
    counts = {row["property"]: int(row["count"].value) for row in select("incoming_properties", {"thing": thing}) if "property" in row}
    classes: dict[Term, list[tuple[Term, int]]] = defaultdict(list)
    for row in select("incoming_classes", {"thing": thing}) if 0 < sum(counts.values()) <= _CLASSED else []:
        if "class" in row:
            classes[row["property"]].append((row["class"], int(row["count"].value)))
    order = sorted((p for p in counts if p.value not in leave_out), key=lambda property: (counts[property], property.value))
    first: dict[Term, list[Term]] = {}
    for property in order[:_GROUPS]:
        first[property], own = _window(select, {"thing": thing, "property": property}, counts[property], 0, FIRST)
        if own:
            counts[property] -= own
            classes.pop(property, None)
    order = [property for property in order if counts[property]]
    names = Names(select)
    found = _sources(select, names, thing, [source for of in first.values() for source in of], [*order, *_all_classes(classes)])
    return tuple(
        Group(
            names.node(property),
            counts[property],
            tuple((names.node(c), n) for c, n in sorted(classes[property], key=lambda pair: (-pair[1], pair[0].value))),
            tuple(found[source].without(property.value) for source in first.get(property, [])),
        )
        for property in order
    )


def incoming_page(select: Select, iri: str, property: str, of: str | None, number: int) -> Page:
    """Page `number` of what points to the thing by `property`; empty beyond the last. Raises ValueError where something is no IRI."""
    from pyoxigraph import NamedNode

    thing, link, class_ = NamedNode(iri), NamedNode(property), NamedNode(of) if of else None
    bindings = {"thing": thing, "property": link} | ({"class": class_} if class_ else {})
    counted = select("incoming_of_class_count" if class_ else "incoming_properties", bindings)
    count = next((int(row["count"].value) for row in counted if "property" in row), 0)
    sources, own = _window(select, bindings, count, (number - 1) * PAGE, PAGE)
    names = Names(select)
    found = _sources(select, names, thing, sources, [link, *([class_] if class_ else [])])
    return Page(
        names.node(link),
        names.node(class_) if class_ else None,
        count - own,
        number,
        tuple(found[source].without(property) for source in sources),
    )


def _window(select: Select, bindings: Mapping[str, NamedNode], count: int, start: int, size: int) -> tuple[list[Term], int]:
    """Sources from number `start` on, in the order that people count in, and how many are the thing's own and left out.

    More than can be sorted at once come in the order of the store.
    """
    query = "incoming_of_class" if "class" in bindings else "incoming"
    if count > _SORTED:
        return [row["source"] for row in select(query, bindings, limit=size, offset=start)], 0
    found = [row["source"] for row in select(query, bindings, limit=_SORTED)]
    own = f"{bindings['thing'].value}#"
    others = sorted((source for source in found if not source.value.startswith(own)), key=lambda source: natural(source.value))
    return others[start : start + size], len(found) - len(others)


@dataclass(frozen=True)
class _Found:
    source: Source

    def without(self, property: str) -> Source:
        """The source, without what it says by the property of its group."""
        left = tuple(one for one in self.source.said if one.predicate.iri != property)[:_MOST_SAID]
        return Source(self.source.node, self.source.types, left, self.source.document, self.source.clause)


def _all_classes(classes: dict[Term, list[tuple[Term, int]]]) -> list[Term]:
    return [class_ for of in classes.values() for class_, _ in of]


def _sources(select: Select, names: Names, thing: NamedNode, sources: list[Term], others: list[Term]) -> dict[Term, _Found]:
    from pyoxigraph import NamedNode

    rows = select("statements_of", among=[source for source in sources if isinstance(source, NamedNode)])
    about: dict[Term, list[Solution]] = defaultdict(list)
    for row in rows:
        if isinstance(row["value"], NamedNode):
            about[row["node"]].append(row)
    telling = {source: _telling(about[source], thing, source) for source in sources}
    places = {source: {row["property"].value: row["value"] for row in about[source]} for source in sources}
    wanted: list[Term] = [*sources, *others]
    wanted += [row[part] for of in telling.values() for row in of for part in ("property", "value")]
    wanted += [row["value"] for of in about.values() for row in of if row["property"].value in (TYPE, IN_DOCUMENT, STATED_IN)]
    names.look_up(wanted)

    def node(source: Term, property: str) -> Node | None:
        return names.node(places[source][property]) if property in places[source] else None

    return {
        source: _Found(
            Source(
                names.node(source),
                types_of(names, about[source]),
                said(names, telling[source]),
                node(source, IN_DOCUMENT),
                node(source, STATED_IN),
            )
        )
        for source in sources
    }


def _telling(rows: list[Solution], thing: NamedNode, source: Term) -> list[Solution]:
    """Links that tell a source from its neighbours: few values each, and neither the thing nor the source itself."""
    values: dict[Term, list[Solution]] = defaultdict(list)
    for row in rows:
        values[row["property"]].append(row)
    return [
        row
        for property, of in values.items()
        if len(of) <= _MOST_VALUES and property.value not in (TYPE, IN_DOCUMENT, STATED_IN)
        for row in of
        if row["value"] not in (thing, source) and not row["value"].value.startswith(f"{source.value}#")
    ]
