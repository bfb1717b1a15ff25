"""Content negotiation by the Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.requests import Request

from kg.i18n import message
from kg.server.protocol.problem_details import Problem

RESULT_TYPES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media types of query results, rows or a boolean, with their syntax. The first is the default."""

RDF_TYPES = {
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
}
"""Media types of RDF, with their syntax. The first is the default."""


def best_match(request: Request, offers: Iterable[str]) -> str | None:
    """The media type of `offers` with the highest quality in the Accept header, the first of equals; None if none is acceptable.

    Media type parameters other than `q` are ignored.
    """
    from werkzeug.datastructures import MIMEAccept
    from werkzeug.http import parse_accept_header

    header = ",".join(request.headers.getlist("accept")) or "*/*"
    accepted = MIMEAccept([(item.split(";")[0].strip(), quality) for item, quality in parse_accept_header(header, MIMEAccept)])
    return accepted.best_match(offers)


def require_match(request: Request, offers: Mapping[str, str]) -> str:
    """As `best_match`, but raises Problem 406 if none is acceptable."""
    media_type = best_match(request, offers)
    if media_type is None:
        raise not_acceptable(offers)
    return media_type


def not_acceptable(offers: Iterable[str]) -> Problem:
    """Problem 406 that names the media types on offer."""
    return Problem(406, "not-acceptable", message("problems.detail.formats", known=list(offers)), {"Vary": "Accept"})


def with_charset(media_type: str) -> str:
    """The Content-Type of `media_type`: text types get the parameter `charset=utf-8`."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
