"""Pages of HTML about things. Whatever comes from the graph is escaped; nothing is loaded from another host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.linked_data.addresses import SUFFIXES
from kg.linked_data.description import TYPE, Description
from kg.linked_data.incoming_links import Page
from kg.linked_data.named_graphs import NamedGraph
from kg.linked_data.nodes import Node, Value
from kg.linked_data.ontology_documentation import Ontology, Term
from kg.linked_data.overview import Overview
from kg.linked_data.resource import Found, Resource
from kg.server.pages.templating import Setting, render
from kg.server.protocol.problem_details import TITLES

if TYPE_CHECKING:
    from kg.queries.catalog import Question

MEDIA_TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_FORMAT_NAMES = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every page: no script runs, nothing comes from elsewhere."""
EDITOR = Path(__file__).parents[1] / "browser" / "node_modules" / "@zazuko" / "yasgui" / "build"
EDITOR_PATH = "/editor"
EDITOR_SECURITY = SECURITY | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
"""Headers of the page with the query editor, which styles what it draws. Nothing comes from elsewhere."""


def thing_page(setting: Setting, found: Found, resource: Resource) -> str:
    described = resource.description
    iri = found.iri
    own = {part.node.blank or part.node.iri: part.anchor for part in described.parts}
    own |= {f"{iri}#{each.anchor}": each.anchor for each in described.evidence}
    return render(
        setting,
        "thing.html",
        thing=described.thing,
        description=described,
        outline=resource.outline,
        groups=resource.groups,
        segments=resource.segments,
        around=resource.around,
        role=found.role,
        formats=_formats(setting, iri),
        own_anchor=lambda value: own.get(value.blank or value.iri),
        said=[one for one in described.said if not all(_is_evidence(value, described) for value in one.values)],
        **_about(setting, described.thing, *_place(described)),
    )


def _place(described: Description) -> list[str | None]:
    source = described.source
    return [source.document.iri, source.clause.iri if source.clause else None] if source else []


def _is_evidence(value: Value, described: Description) -> bool:
    return isinstance(value, Node) and any(value.iri == f"{described.thing.iri}#{each.anchor}" for each in described.evidence)


def ontology_page(setting: Setting, model: Ontology) -> str:
    """Documentation of an ontology, each term with its anchor."""
    thing = model.description.thing

    def uses(term: Term) -> str:
        type_ = TYPE if term.kind == "class" else None
        return setting.addresses.about(term.node.iri or "", "html", via=type_)

    return render(
        setting,
        "ontology.html",
        thing=thing,
        description=model.description,
        ontology_model=model,
        formats=_formats(setting, thing.iri or ""),
        uses=uses,
        own_anchor=lambda value: None,
    )


def graph_page(setting: Setting, iri: str, graph: NamedGraph) -> str:
    """A named graph, of which nothing is said: what stands in it."""
    content = f"/sparql?{urlencode({'query': graph.query})}"
    values = {"graph": graph, "content": content, "formats": _formats(setting, iri)}
    return render(setting, "graph.html", thing=Node(iri), own_anchor=lambda value: None, **values)


def query_page(setting: Setting, questions: tuple[Question, ...]) -> str:
    """A form for those who try the endpoint in a browser; an editor in its place where one was installed."""
    editor = EDITOR_PATH if EDITOR.is_dir() else None
    return render(setting, "sparql.html", questions=questions, editor=editor, own_anchor=lambda value: None)


def problems_page(setting: Setting) -> str:
    """What each kind of problem means."""
    return render(setting, "problems.html", problems=TITLES.items(), own_anchor=lambda value: None)


def home_page(setting: Setting, view: Overview, dumps: list[str]) -> str:
    """The page about the whole graph. `dumps` are the paths of files of all of it."""

    def instances(class_: Node) -> str:
        return setting.addresses.about(class_.iri or "", "html", via=TYPE)

    return render(
        setting,
        "home.html",
        view=view,
        dumps=dumps,
        instances=instances,
        document_class=view.documents.of if view.documents else None,
        own_anchor=lambda value: None,
        here_already=set(),
    )


def listing_page(setting: Setting, thing: Node, page: Page) -> str:
    """One page of what points to a thing by one property."""
    return render(setting, "listing.html", thing=thing, page=page, own_anchor=lambda value: None, **_about(setting, thing))


def missing_page(setting: Setting, looked_for: str, nearest: Node | None) -> str:
    """For an IRI that the graph does not know."""
    return render(setting, "missing.html", looked_for=looked_for, nearest=nearest, own_anchor=lambda value: None)


def _about(setting: Setting, thing: Node, *already: str | None) -> dict[str, Any]:
    """For lists of sources: the address of a list, and the places that need not be named again."""

    def listing(predicate: Node, of: Node | None, number: int | None = None) -> str:
        language = setting.language if setting.chosen else None
        return setting.addresses.about(thing.iri or "", "html", via=predicate.iri, of=of.iri if of else None, page=number, lang=language)

    return {"listing": listing, "here_already": {thing.iri, *already}}


def _formats(setting: Setting, iri: str) -> list[tuple[str, str, str]]:
    """Name, media type and address of each format of a description."""
    return [(_FORMAT_NAMES[suffix], MEDIA_TYPES[suffix], setting.addresses.about(iri, suffix)) for suffix in SUFFIXES if suffix != "html"]
