"""What workers do for the pages: descriptions found, written, and handed back as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import AnswerTooLarge, NotInThatSyntax, TooManyRows
from kg.i18n import message
from kg.linked_data.addresses import Addresses, is_iri
from kg.linked_data.clause_text import Texts, no_texts
from kg.linked_data.dataset_description import Profile, Site, dataset_triples
from kg.linked_data.nodes import Names
from kg.linked_data.prefixes import DESCRIBING
from kg.linked_data.resource import Found, find
from kg.linked_data.service_description import service_triples
from kg.linked_data.statistics import Statistics, statistics
from kg.server.pages import html as html_pages
from kg.server.pages.dataset_profile import profile
from kg.server.pages.templating import Setting, templates
from kg.workers import jobs
from kg.workers.data_source import opened

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.queries.lookup import Select

_ELEMENT = re.compile(r"[^\W\d][\w.·-]*$")
_STEPS_UP = 6


@dataclass(frozen=True)
class Asked:
    """What is asked of a page, as plain values that travel to a worker. `site` is the server's address, with a slash at its end."""

    site: str
    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    language: str = "zh"
    chosen: bool = False
    version: str | None = None


@dataclass(frozen=True)
class Listing:
    """A page of what points to a thing by the property `via`, of class `of` where one is named."""

    via: str
    of: str | None
    page: int


@dataclass(frozen=True)
class Known:
    """A thing that the graph knows, and whether it is an ontology."""

    found: Found
    is_ontology: bool


def known(iris: tuple[str, ...]) -> Known | None:
    """The first of `iris` that the graph knows."""
    found = find(_select(), iris)
    return Known(found, found.iri in _ontologies()) if found else None


def html(asked: Asked, found: Found, listing: Listing | None) -> bytes:
    """The page about a thing that the graph knows. Raises LimitReached."""
    from kg.linked_data.description import describe
    from kg.linked_data.incoming_links import incoming_page
    from kg.linked_data.named_graphs import named_graph
    from kg.linked_data.resource import resource

    select = _select()
    setting = _setting(asked)
    if listing:
        thing = describe(select, found.iri).thing
        return _within(html_pages.listing_page(setting, thing, incoming_page(select, found.iri, listing.via, listing.of, listing.page)))
    if found.role == "graph":
        return _within(html_pages.graph_page(setting, found.iri, named_graph(select, found.iri)))
    return _within(html_pages.thing_page(setting, found, resource(select, found.iri, _texts())))


def documentation(asked: Asked, iri: str, counts: Statistics) -> bytes:
    """The page about an ontology. Raises LimitReached."""
    from kg.linked_data.ontology_documentation import ontology

    return _within(html_pages.ontology_page(_setting(asked), ontology(_select(), iri, counts)))


def missing(asked: Asked, iris: tuple[str, ...], looked_for: str) -> bytes:
    """The page for what the graph does not know, with the nearest thing above it."""
    from pyoxigraph import NamedNode

    select = _select()
    above = (up for iri in iris[:2] for up in _above(iri))
    nearest = find(select, above)
    names = Names(select)
    names.look_up([NamedNode(nearest.iri)] if nearest else [])
    return _within(html_pages.missing_page(_setting(asked), looked_for, names.node(NamedNode(nearest.iri)) if nearest else None))


def rdf(asked: Asked, found: Found, syntax: str) -> bytes:
    """The description of a thing that the graph knows. Raises LimitReached, NotInThatSyntax."""
    from kg.linked_data.named_graphs import graph_triples
    from kg.linked_data.resource_triples import description_triples

    select = _select()
    document = asked.site.rstrip("/") + addresses().about(found.iri)
    site = _site(asked, {})
    triples = description_triples(select, found.iri, document, site.part("dataset"))
    if found.role == "graph":
        triples += graph_triples(select, found.iri, site.endpoint)
    return _written(triples, syntax)


def home(asked: Asked, counts: Statistics, dumps: Mapping[str, str]) -> bytes:
    """The page about the whole graph."""
    from kg.linked_data.overview import overview

    return _within(html_pages.home_page(_setting(asked), overview(_select(), counts, _profile(asked)), sorted(dumps)))


def problems(asked: Asked) -> bytes:
    """The page on the kinds of problems."""
    return _within(html_pages.problems_page(_setting(asked)))


def query_form(asked: Asked) -> bytes:
    """The page on which a query can be typed."""
    return _within(html_pages.query_page(_setting(asked), _profile(asked).questions))


def dataset(asked: Asked, counts: Statistics, dumps: Mapping[str, str], syntax: str) -> bytes:
    """VoID, DCAT and the service description together."""
    site = _site(asked, dumps)
    return _written([*dataset_triples(_profile(asked), site, counts), *service_triples(site, counts)], syntax)


def service(asked: Asked, counts: Statistics, syntax: str) -> bytes:
    """The service description alone."""
    return _written(service_triples(_site(asked, {}), counts), syntax)


def counts() -> Statistics:
    return statistics(_select())


@cache
def addresses() -> Addresses:
    from kg.rdf.namespaces import BASE, CANONICAL

    return Addresses((BASE, CANONICAL))


def warm_up() -> None:
    """Read and load what the first page or question would wait for."""
    jobs.warm_pages()
    templates()


@cache
def _ontologies() -> tuple[str, ...]:
    return tuple(row["node"].value for row in _select()("ontologies"))


def _select() -> Select:
    from kg.queries.lookup import select_from

    return select_from(opened().store)


def _texts() -> Texts:
    here = opened()
    return here.graph.clause if here.opening.kind == "version" else no_texts


def _setting(asked: Asked) -> Setting:
    return Setting(
        addresses=addresses(),
        language=asked.language,
        chosen=asked.chosen,
        version=asked.version,
        path=asked.path,
        parameters=asked.parameters,
        ontology=next(iter(_ontologies()), None),
        site=asked.site,
    )


def _ours() -> bool:
    return opened().opening.kind == "version"


def _profile(asked: Asked) -> Profile:
    return profile(asked.version, opened().graph.manifest) if _ours() else profile(None, {})


def _site(asked: Asked, dumps: Mapping[str, str]) -> Site:
    from kg.rdf.namespaces import BASE

    return Site(asked.site, (BASE if _ours() else asked.site) + "void", dumps)


def _above(iri: str) -> Iterable[str]:
    """Shorter and shorter beginnings of an IRI."""
    for _ in range(_STEPS_UP):
        iri = iri.rstrip("/").rpartition("/")[0]
        if iri.count("/") < 3:
            return
        if is_iri(iri):
            yield iri


def _within(page: str) -> bytes:
    limits = opened().limits
    content = page.encode()
    if len(content) > limits.answer_bytes:
        raise AnswerTooLarge(limits.answer_bytes)
    return content


def _written(triples: list[Triple], syntax: str) -> bytes:
    from kg.export.rdf import triples_bytes

    limits = opened().limits
    if len(triples) > limits.answer_rows:
        raise TooManyRows(limits.answer_rows)
    if syntax == "rdf":
        for predicate in {triple.predicate.value for triple in triples}:
            if not _ELEMENT.search(predicate):
                raise NotInThatSyntax(message("errors.not-acceptable.rdf_xml", predicate=predicate))
    content = triples_bytes(triples, syntax, DESCRIBING)
    if len(content) > limits.answer_bytes:
        raise AnswerTooLarge(limits.answer_bytes)
    return content
