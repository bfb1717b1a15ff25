"""HTML pages. Values from the graph are escaped by the templates; no page loads anything from another host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.linked_data.addresses import SUFFIXES
from kg.linked_data.description import TYPE, Description
from kg.linked_data.incoming_links import LinkPage
from kg.linked_data.named_graphs import NamedGraph
from kg.linked_data.nodes import Node, Value
from kg.linked_data.ontology_documentation import Ontology, Term
from kg.linked_data.overview import Overview
from kg.linked_data.resource import KnownIri, Resource
from kg.server.pages.templating import PageContext, render
from kg.server.protocol.problem_details import titles

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
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every page: no scripts, and no content from other hosts."""
EDITOR = Path(__file__).parents[1] / "browser" / "node_modules" / "@zazuko" / "yasgui" / "build"
EDITOR_PATH = "/editor"
EDITOR_SECURITY_HEADERS = SECURITY_HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
"""Headers of the page with the query editor, which needs scripts and inline styles. No content from other hosts."""


def resource_page(context: PageContext, known: KnownIri, resource: Resource) -> str:
    """The page of one resource."""
    description = resource.description
    iri = known.iri
    anchors = {part.node.blank or part.node.iri: part.anchor for part in description.parts}
    anchors |= {f"{iri}#{evidence.anchor}": evidence.anchor for evidence in description.evidence}
    return render(
        context,
        "thing.html",
        thing=description.thing,
        description=description,
        hierarchy=resource.hierarchy,
        links=resource.links,
        segments=resource.segments,
        quote_contexts=resource.quote_contexts,
        role=known.role,
        formats=_formats(context, iri),
        own_anchor=lambda value: anchors.get(value.blank or value.iri),
        statements=[group for group in description.statements if not all(_is_evidence(value, description) for value in group.values)],
        **_link_lists(context, description.thing, *_source_iris(description)),
    )


def _source_iris(description: Description) -> list[str | None]:
    source = description.source
    return [source.document.iri, source.clause.iri if source.clause else None] if source else []


def _is_evidence(value: Value, description: Description) -> bool:
    anchors = (evidence.anchor for evidence in description.evidence)
    return isinstance(value, Node) and any(value.iri == f"{description.thing.iri}#{anchor}" for anchor in anchors)


def ontology_page(context: PageContext, model: Ontology) -> str:
    """The documentation of an ontology. Each term has an anchor."""
    thing = model.description.thing

    def uses(term: Term) -> str:
        type_ = TYPE if term.kind == "class" else None
        return context.addresses.description_address(term.node.iri or "", "html", via=type_)

    return render(
        context,
        "ontology.html",
        thing=thing,
        description=model.description,
        ontology_model=model,
        formats=_formats(context, thing.iri or ""),
        uses=uses,
    )


def graph_page(context: PageContext, iri: str, graph: NamedGraph) -> str:
    """The page of a named graph that is not described in the data: its size, its classes and a query for its content."""
    content = f"/sparql?{urlencode({'query': graph.query})}"
    return render(context, "graph.html", thing=Node(iri), graph=graph, content=content, formats=_formats(context, iri))


def query_page(context: PageContext, questions: tuple[Question, ...]) -> str:
    """The page of the SPARQL endpoint: the query editor if it is installed, else a plain form."""
    return render(context, "sparql.html", questions=questions, editor=EDITOR_PATH if EDITOR.is_dir() else None)


def problems_page(context: PageContext) -> str:
    """The documentation of the problem types."""
    return render(context, "problems.html", problems=titles(context.language).items())


def home_page(context: PageContext, view: Overview, dumps: list[str]) -> str:
    """The home page. `dumps` are the paths of the download files."""

    def instances(class_: Node) -> str:
        return context.addresses.description_address(class_.iri or "", "html", via=TYPE)

    document_class = view.documents.source_class if view.documents else None
    return render(context, "home.html", view=view, dumps=dumps, instances=instances, document_class=document_class, already_shown=set())


def listing_page(context: PageContext, thing: Node, page: LinkPage) -> str:
    """One page of the links to a resource by one property."""
    return render(context, "listing.html", thing=thing, page=page, **_link_lists(context, thing))


def missing_page(context: PageContext, looked_for: str, nearest: Node | None) -> str:
    """The page for an IRI that the graph does not know. `nearest` is a known IRI above it."""
    return render(context, "missing.html", looked_for=looked_for, nearest=nearest)


def _link_lists(context: PageContext, thing: Node, *already_shown: str | None) -> dict[str, Any]:
    """Template values for lists of links: a function for the address of a list, and the IRIs not to repeat in each row."""

    def listing(predicate: Node, source_class: Node | None, number: int | None = None) -> str:
        language = context.language if context.language_chosen else None
        of = source_class.iri if source_class else None
        return context.addresses.description_address(thing.iri or "", "html", via=predicate.iri, of=of, page=number, lang=language)

    return {"listing": listing, "already_shown": {thing.iri, *already_shown}}


def _formats(context: PageContext, iri: str) -> list[tuple[str, str, str]]:
    """Name, media type and address of each RDF format of a description."""
    address = context.addresses.description_address
    return [(_FORMAT_NAMES[suffix], MEDIA_TYPES[suffix], address(iri, suffix)) for suffix in SUFFIXES if suffix != "html"]
