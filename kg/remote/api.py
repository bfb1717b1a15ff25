"""A client of the JSON API of a Zhengmai server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import (
    MalformedQuery,
    RemoteError,
    RemoteNotFound,
    Unanswerable,
    error_classes,
    rebuilt,
)
from kg.i18n import message
from kg.queries.sql_tables import Row
from kg.store.endpoint import Endpoint
from kg.store.http_client import HttpClient, Reply

_PAGE = 10_000
"""Rows of a page: the maximum that a server gives."""
_ATTEMPTS = 5
_UNANSWERABLE = error_classes(Unanswerable)
"""Error code -> the exception that a local graph raises."""


class _VersionChanged(Exception):
    """Another version was published between two pages."""


class ApiClient(HttpClient):
    """Returns JSON objects. Errors are raised as those of a local graph, with the same messages."""

    def get_object(self, path: str, parameters: Mapping[str, str] | None = None, *, members: Iterable[str] = ()) -> dict[str, Any]:
        """The answer, which has `members`. Raises Unanswerable of the kind that the server names, ServerLimit, RemoteError."""
        reply = self.get(path, parameters)
        if kind := _UNANSWERABLE.get(reply.code):
            raise rebuilt(kind, reply.error_parameters, reply.error_message)
        if reply.status == 404:
            raise RemoteNotFound(message("errors.upstream-not-found.nothing", host=self.name, path=path))
        self.raise_for_status(reply)
        if not set(members) <= reply.json.keys():
            raise RemoteError(message("errors.upstream.not_zhengmai", host=self.name, path=path))
        return reply.json

    def all_pages(
        self, path: str, parameters: Mapping[str, str], items: str, limit: int | None, offset: int
    ) -> tuple[dict[str, Any], list[Row]]:
        """The first page, and what all pages of the same version list under `items`: at most `limit` of them from `offset` on."""
        for _ in range(_ATTEMPTS):
            try:
                return self._pages(path, parameters, items, limit, offset)
            except _VersionChanged:
                continue
        raise RemoteError(message("errors.upstream.new_versions", host=self.name))

    def _pages(
        self, path: str, parameters: Mapping[str, str], items: str, limit: int | None, offset: int
    ) -> tuple[dict[str, Any], list[Row]]:
        first = self._page(path, parameters, items, _PAGE if limit is None else limit, offset)
        found: list[Row] = first[items]
        wanted = max(0, first["total"] - offset)
        wanted = wanted if limit is None else min(limit, wanted)
        while len(found) < wanted:
            page = self._page(path, parameters, items, wanted - len(found), offset + len(found))
            if page["version"] != first["version"]:
                raise _VersionChanged
            if not page[items]:
                raise RemoteError(message("errors.upstream.ends", host=self.name, path=path, count=len(found), wanted=wanted))
            found += page[items]
        return first, found[:wanted]

    def _page(self, path: str, parameters: Mapping[str, str], items: str, limit: int, offset: int) -> dict[str, Any]:
        page = {"limit": str(min(max(limit, 1), _PAGE)), "offset": str(offset)}
        return self.get_object(path, {**parameters, **page}, members=("version", "total", items))


class ApiEndpoint(Endpoint):
    """The SPARQL endpoint of a Zhengmai server. It knows the project's prefixes; its messages about malformed queries are passed on."""

    def _with_prefixes(self, query: str) -> str:
        return query

    def _malformed(self, reply: Reply) -> MalformedQuery:
        return MalformedQuery(reply.error_message) if reply.code == MalformedQuery.code else super()._malformed(reply)
