"""Which format an answer takes (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.requests import Request

from kg.server.protocol.problem_details import Problem

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media type -> syntax of rows and of yes or no. The first is given to who takes anything."""

TRIPLES = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
}
"""Media type -> syntax of RDF."""


def best(request: Request, offers: Iterable[str]) -> str | None:
    """The one of `offers` that the client likes best; the first of those that it likes alike. Parameters other than q are not weighed."""
    from werkzeug.datastructures import MIMEAccept
    from werkzeug.http import parse_accept_header

    given = ",".join(request.headers.getlist("accept")) or "*/*"
    wanted = MIMEAccept([(item.split(";")[0].strip(), quality) for item, quality in parse_accept_header(given, MIMEAccept)])
    return wanted.best_match(offers)


def best_of(request: Request, offers: Mapping[str, str]) -> str:
    """The media type of `offers` that the client likes best. Raises Problem 406 where none will do."""
    found = best(request, offers)
    if found is None:
        raise not_acceptable(offers)
    return found


def not_acceptable(offers: Iterable[str]) -> Problem:
    return Problem(406, "not-acceptable", f"given here: {', '.join(offers)}", {"Vary": "Accept"})


def with_charset(media_type: str) -> str:
    """Text says that it is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
