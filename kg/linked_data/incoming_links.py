"""Incoming links of a resource: counts by property, and their sources page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.linked_data.description import IN_DOCUMENT, STATED_IN, TYPE, PropertyValues, group_by_property, types_of
from kg.linked_data.nodes import NameLookup, Node, natural_sort_key
from kg.queries.graph_queries import select
from kg.rdf.terms import NamedNode

if TYPE_CHECKING:
    from kg.rdf.terms import Term
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

PAGE_SIZE = 50
PREVIEW_SIZE = 6
"""Number of sources of each property shown on the page of the resource."""
_MAX_PREVIEWS = 24
_MAX_VALUES = 2
_MAX_STATEMENTS = 4
_MAX_SORTED = 2000
_MAX_CLASSIFIED = 50_000
"""Number of incoming links up to which they are counted by class."""


@dataclass(frozen=True)
class LinkSource:
    """A resource that links to the described one, with a few statements that distinguish it from other sources."""

    node: Node
    types: tuple[Node, ...]
    statements: tuple[PropertyValues, ...]
    document: Node | None
    clause: Node | None

    def without(self, property: str) -> LinkSource:
        """The same source, without its statements by `property`."""
        left = tuple(statement for statement in self.statements if statement.predicate.iri != property)
        return replace(self, statements=left[:_MAX_STATEMENTS])


@dataclass(frozen=True)
class LinkGroup:
    """All incoming links by one property, with the first few sources.

    `classes` are the classes of the sources with their counts. They may overlap, and are empty in very large groups.
    """

    predicate: Node
    count: int
    classes: tuple[tuple[Node, int], ...]
    sources: tuple[LinkSource, ...]


@dataclass(frozen=True)
class LinkPage:
    """One page of a group of links, or of its sources of class `source_class`. `number` begins with 1."""

    predicate: Node
    source_class: Node | None
    count: int
    number: int
    sources: tuple[LinkSource, ...]

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.count // PAGE_SIZE))


def incoming_links(store: SparqlStore, iri: str, exclude: Collection[str] = ()) -> tuple[LinkGroup, ...]:
    """Incoming links by property, without the properties in `exclude`, in ascending order of their counts.

    Links from the resource's own nodes do not count. Raises ValueError if `iri` is not a valid IRI.
    """
    thing = NamedNode(iri)
    counted = select(store, "incoming_properties", {"thing": thing})
    counts = {row["property"]: int(row["count"].value) for row in counted if "property" in row}
    classes: dict[Term, list[tuple[Term, int]]] = defaultdict(list)
    for row in select(store, "incoming_classes", {"thing": thing}) if 0 < sum(counts.values()) <= _MAX_CLASSIFIED else []:
        if "class" in row:
            classes[row["property"]].append((row["class"], int(row["count"].value)))
    order = sorted((p for p in counts if p.value not in exclude), key=lambda property: (counts[property], property.value))
    first: dict[Term, list[Term]] = {}
    for property in order[:_MAX_PREVIEWS]:
        first[property], own = _window(store, {"thing": thing, "property": property}, counts[property], 0, PREVIEW_SIZE)
        if own:
            counts[property] -= own
            classes.pop(property, None)
    order = [property for property in order if counts[property]]
    names = NameLookup(store)
    all_sources = [source for sources in first.values() for source in sources]
    all_classes = [class_ for group in classes.values() for class_, _ in group]
    found = _sources(store, names, thing, all_sources, [*order, *all_classes])
    return tuple(
        LinkGroup(
            names.node(property),
            counts[property],
            tuple((names.node(c), n) for c, n in sorted(classes[property], key=lambda pair: (-pair[1], pair[0].value))),
            tuple(found[source].without(property.value) for source in first.get(property, [])),
        )
        for property in order
    )


def incoming_links_page(store: SparqlStore, iri: str, property: str, source_class: str | None, number: int) -> LinkPage:
    """Page `number` of the links to `iri` by `property`, from sources of `source_class` if one is given; empty beyond the last page.

    Raises ValueError if an argument is not a valid IRI.
    """
    thing, link, class_ = NamedNode(iri), NamedNode(property), NamedNode(source_class) if source_class else None
    parameters = {"thing": thing, "property": link} | ({"class": class_} if class_ else {})
    counted = select(store, "incoming_of_class_count" if class_ else "incoming_properties", parameters)
    count = next((int(row["count"].value) for row in counted if "property" in row), 0)
    sources, own = _window(store, parameters, count, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    names = NameLookup(store)
    found = _sources(store, names, thing, sources, [link, *([class_] if class_ else [])])
    return LinkPage(
        names.node(link),
        names.node(class_) if class_ else None,
        count - own,
        number,
        tuple(found[source].without(property) for source in sources),
    )


def _window(store: SparqlStore, parameters: Mapping[str, NamedNode], count: int, start: int, size: int) -> tuple[list[Term], int]:
    """`size` sources from number `start` on, in natural order, and how many own nodes of the resource were left out.

    More than _MAX_SORTED sources come in the order of the store, with own nodes.
    """
    query = "incoming_of_class" if "class" in parameters else "incoming"
    if count > _MAX_SORTED:
        return [row["source"] for row in select(store, query, parameters, limit=size, offset=start)], 0
    found = [row["source"] for row in select(store, query, parameters, limit=_MAX_SORTED)]
    own = f"{parameters['thing'].value}#"
    others = sorted((source for source in found if not source.value.startswith(own)), key=lambda source: natural_sort_key(source.value))
    return others[start : start + size], len(found) - len(others)


def _sources(store: SparqlStore, names: NameLookup, thing: NamedNode, sources: list[Term], others: list[Term]) -> dict[Term, LinkSource]:
    """Load the statements of `sources`, and the names of all that they need and of `others`."""
    rows = select(store, "statements_of", {"node": [source for source in sources if isinstance(source, NamedNode)]})
    about: dict[Term, list[Solution]] = defaultdict(list)
    for row in rows:
        if isinstance(row["value"], NamedNode):
            about[row["node"]].append(row)
    distinguishing = {source: _distinguishing(about[source], thing, source) for source in sources}
    places = {source: {row["property"].value: row["value"] for row in about[source]} for source in sources}
    wanted: list[Term] = [*sources, *others]
    wanted += [row[part] for links in distinguishing.values() for row in links for part in ("property", "value")]
    wanted += [row["value"] for links in about.values() for row in links if row["property"].value in (TYPE, IN_DOCUMENT, STATED_IN)]
    names.load(wanted)

    def node(source: Term, property: str) -> Node | None:
        return names.node(places[source][property]) if property in places[source] else None

    return {
        source: LinkSource(
            names.node(source),
            types_of(names, about[source]),
            group_by_property(names, distinguishing[source]),
            node(source, IN_DOCUMENT),
            node(source, STATED_IN),
        )
        for source in sources
    }


def _distinguishing(rows: list[Solution], thing: NamedNode, source: Term) -> list[Solution]:
    """Links by properties with at most _MAX_VALUES values, to other resources than `thing` and the source itself."""
    values: dict[Term, list[Solution]] = defaultdict(list)
    for row in rows:
        values[row["property"]].append(row)
    return [
        row
        for property, links in values.items()
        if len(links) <= _MAX_VALUES and property.value not in (TYPE, IN_DOCUMENT, STATED_IN)
        for row in links
        if row["value"] not in (thing, source) and not row["value"].value.startswith(f"{source.value}#")
    ]
