"""The JSON API of a Zhengmai server, as a client asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.entities import UnknownThing
from kg.model.problems import Unanswerable, retold
from kg.queries.name_resolution import UnknownValue
from kg.queries.runner import UnknownParameter, UnknownQuestion
from kg.queries.sql_tables import Row
from kg.store.endpoint import Endpoint
from kg.store.http_client import HttpClient, RemoteError, Reply

_PAGE = 10_000
"""Rows in one page: as many as a server gives."""
_ATTEMPTS = 5
_ERRORS: dict[str, type[Unanswerable]] = {
    "unknown-question": UnknownQuestion,
    "unknown-parameter": UnknownParameter,
    "unknown-value": UnknownValue,
    "unknown-thing": UnknownThing,
}
"""Kind of problem, the end of its type's address -> the error that a graph on this disk raises."""


class NotFound(RemoteError):
    """The server has nothing at that path."""


class _Changed(Exception):
    """Another version was published between two pages."""


class Api(HttpClient):
    """Answers as JSON objects; problems as the errors that a graph on this disk raises, in the same words."""

    def object(self, path: str, parameters: Mapping[str, str] | None = None, *, members: Iterable[str] = ()) -> dict[str, Any]:
        """The answer, which has `members`. Raises Unanswerable of the kind that the server names, ServerLimit, RemoteError."""
        reply = self.get(path, parameters)
        if kind := _ERRORS.get(reply.problem_kind):
            raise retold(kind, reply.words)
        if reply.status == 404:
            raise NotFound(f"{self.name} has nothing at {path}")
        self.refuse(reply)
        if not set(members) <= reply.json.keys():
            raise RemoteError(f"{self.name}: the answer to {path} is broken off, or is not of a Zhengmai server")
        return reply.json

    def all_pages(
        self, path: str, parameters: Mapping[str, str], items: str, limit: int | None, offset: int
    ) -> tuple[dict[str, Any], list[Row]]:
        """The first page, and what all pages of the same version list under `items`: at most `limit` of them from `offset` on."""
        for _ in range(_ATTEMPTS):
            try:
                return self._pages(path, parameters, items, limit, offset)
            except _Changed:
                continue
        raise RemoteError(f"{self.name} publishes new versions faster than the pages of one answer can be fetched; try again")

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
                raise _Changed
            if not page[items]:
                raise RemoteError(f"{self.name}: {path} ends after {len(found)} of {wanted}")
            found += page[items]
        return first, found[:wanted]

    def _page(self, path: str, parameters: Mapping[str, str], items: str, limit: int, offset: int) -> dict[str, Any]:
        page = {"limit": str(min(max(limit, 1), _PAGE)), "offset": str(offset)}
        return self.object(path, {**parameters, **page}, members=("version", "total", items))


class ApiEndpoint(Endpoint):
    """The SPARQL endpoint of a Zhengmai server. It knows the project's prefixes, and says of a malformed query what this program says."""

    def _standing_alone(self, query: str) -> str:
        return query

    def _malformed(self, reply: Reply) -> SyntaxError:
        return SyntaxError(reply.words) if reply.problem_kind == "malformed-query" else super()._malformed(reply)
