"""The page jobs: functions that run in workers and return a page or an RDF description as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import NotInThatSyntax
from kg.i18n import Language, message
from kg.linked_data.addresses import Addresses
from kg.linked_data.clause_text import ClauseTextLookup, no_clause_texts
from kg.linked_data.dataset_description import Profile, Site, dataset_triples
from kg.linked_data.nodes import NameLookup
from kg.linked_data.prefixes import DESCRIPTION_PREFIXES
from kg.linked_data.resource import KnownIri, find_known
from kg.linked_data.service_description import service_triples
from kg.linked_data.statistics import Statistics, statistics
from kg.queries.graph_queries import select
from kg.rdf.terms import is_valid_iri
from kg.server.pages import html as html_pages
from kg.server.pages.dataset_profile import profile
from kg.server.pages.templating import PageContext, load_templates
from kg.workers import jobs
from kg.workers.data_source import worker_context

if TYPE_CHECKING:
    from kg.rdf.terms import Triple
    from kg.store.sparql import SparqlStore


_XML_LOCAL_NAME = re.compile(r"[^\W\d][\w.·-]*$")
_MAX_LEVELS_UP = 6


@dataclass(frozen=True)
class PageRequest:
    """A request for a page, as plain values that can be sent to a worker.

    `site` is the address of the server with a trailing slash. `parameters` are those of the query string without `lang`.
    `language_chosen` says whether `lang` was given.
    """

    site: str
    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    language: Language = "zh"
    language_chosen: bool = False
    version: str | None = None


@dataclass(frozen=True)
class PageListing:
    """A page of a list of links by the property `via`, from sources of class `of` if it is given. `page` begins with 1."""

    via: str
    of: str | None
    page: int


@dataclass(frozen=True)
class LookupResult:
    """An IRI in the graph, and whether it is an ontology."""

    known: KnownIri
    is_ontology: bool


def look_up(iris: tuple[str, ...]) -> LookupResult | None:
    """The first of `iris` that the graph knows."""
    known = find_known(_store(), iris)
    return LookupResult(known, known.iri in _ontologies()) if known else None


def html(page: PageRequest, known: KnownIri, listing: PageListing | None) -> bytes:
    """The page of a resource, or a page of the links to it. Raises LimitReached."""
    from kg.linked_data.description import describe
    from kg.linked_data.incoming_links import incoming_links_page
    from kg.linked_data.named_graphs import named_graph
    from kg.linked_data.resource import resource

    store = _store()
    context = _page_context(page)
    if listing:
        thing = describe(store, known.iri).thing
        links = incoming_links_page(store, known.iri, listing.via, listing.of, listing.page)
        return _encoded(html_pages.listing_page(context, thing, links))
    if known.role == "graph":
        return _encoded(html_pages.graph_page(context, known.iri, named_graph(store, known.iri)))
    return _encoded(html_pages.resource_page(context, known, resource(store, known.iri, _clause_texts())))


def ontology(page: PageRequest, iri: str, counts: Statistics) -> bytes:
    """The documentation of an ontology. Raises LimitReached."""
    from kg.linked_data.ontology_documentation import document_ontology

    return _encoded(html_pages.ontology_page(_page_context(page), document_ontology(_store(), iri, counts)))


def missing(page: PageRequest, iris: tuple[str, ...], looked_for: str) -> bytes:
    """The page for an unknown IRI, with a link to the nearest known IRI above it."""
    from kg.rdf.terms import NamedNode

    store = _store()
    nearest = find_known(store, (parent for iri in iris[:2] for parent in _parent_iris(iri)))
    names = NameLookup(store)
    names.load([NamedNode(nearest.iri)] if nearest else [])
    return _encoded(html_pages.missing_page(_page_context(page), looked_for, names.node(NamedNode(nearest.iri)) if nearest else None))


def rdf(page: PageRequest, known: KnownIri, syntax: str) -> bytes:
    """The description of a resource in an RDF syntax. Raises LimitReached, NotInThatSyntax."""
    from kg.linked_data.named_graphs import graph_triples
    from kg.linked_data.resource_triples import description_triples

    store = _store()
    document = page.site.rstrip("/") + addresses().description_address(known.iri)
    site = _site(page, {})
    triples = description_triples(store, known.iri, document, site.part("dataset"))
    if known.role == "graph":
        triples += graph_triples(store, known.iri, site.endpoint)
    return _serialized(triples, syntax)


def home(page: PageRequest, counts: Statistics, dumps: Mapping[str, str]) -> bytes:
    """The home page. `dumps` are the media types of the download files by path. Raises LimitReached."""
    from kg.linked_data.overview import overview

    return _encoded(html_pages.home_page(_page_context(page), overview(_store(), counts, _profile(page)), sorted(dumps)))


def problems(page: PageRequest) -> bytes:
    """The documentation of the problem types."""
    return _encoded(html_pages.problems_page(_page_context(page)))


def query_form(page: PageRequest) -> bytes:
    """The page of the SPARQL endpoint."""
    return _encoded(html_pages.query_page(_page_context(page), _profile(page).questions))


def dataset(page: PageRequest, counts: Statistics, dumps: Mapping[str, str], syntax: str) -> bytes:
    """VoID, DCAT and the service description in an RDF syntax. Raises LimitReached, NotInThatSyntax."""
    site = _site(page, dumps)
    return _serialized([*dataset_triples(_profile(page), site, counts), *service_triples(site, counts)], syntax)


def service_description(page: PageRequest, counts: Statistics, syntax: str) -> bytes:
    """The service description in an RDF syntax. Raises LimitReached, NotInThatSyntax."""
    return _serialized(service_triples(_site(page, {}), counts), syntax)


def counts() -> Statistics:
    """The statistics of the graph."""
    return statistics(_store())


@cache
def addresses() -> Addresses:
    """The addresses of the data's own IRIs on this server."""
    from kg.rdf.namespaces import BASE, CANONICAL

    return Addresses((BASE, CANONICAL))


def warm_up() -> None:
    """Load what the first page or question would wait for. Runs once in each worker."""
    jobs.warm_up_pages()
    load_templates()


@cache
def _ontologies() -> tuple[str, ...]:
    return tuple(row["node"].value for row in select(_store(), "ontologies"))


def _store() -> SparqlStore:
    return worker_context().store


def _clause_texts() -> ClauseTextLookup:
    worker = worker_context()
    return worker.graph.clause if worker.is_version else no_clause_texts


def _page_context(page: PageRequest) -> PageContext:
    return PageContext(
        addresses=addresses(),
        language=page.language,
        language_chosen=page.language_chosen,
        version=page.version,
        path=page.path,
        parameters=page.parameters,
        ontology=next(iter(_ontologies()), None),
        site=page.site,
    )


def _profile(page: PageRequest) -> Profile:
    return profile(page.version, worker_context().graph.manifest) if worker_context().is_version else profile(None, {})


def _site(page: PageRequest, dumps: Mapping[str, str]) -> Site:
    from kg.rdf.namespaces import BASE

    return Site(page.site, (BASE if worker_context().is_version else page.site) + "void", dumps)


def _parent_iris(iri: str) -> Iterable[str]:
    """The IRI without its last path segment, without its last two, and so on."""
    for _ in range(_MAX_LEVELS_UP):
        iri = iri.rstrip("/").rpartition("/")[0]
        if iri.count("/") < 3:
            return
        if is_valid_iri(iri):
            yield iri


def _encoded(page: str) -> bytes:
    return worker_context().limits.check_size(page.encode())


def _serialized(triples: list[Triple], syntax: str) -> bytes:
    from kg.export.rdf import triples_bytes

    limits = worker_context().limits
    limits.check_rows(len(triples))
    if syntax == "rdf":
        for predicate in {triple.predicate.value for triple in triples}:
            if not _XML_LOCAL_NAME.search(predicate):
                raise NotInThatSyntax(message("errors.not-acceptable.rdf_xml", predicate=predicate))
    return limits.check_size(triples_bytes(triples, syntax, DESCRIPTION_PREFIXES))
