"""What the routes of the API share: the version in use, its parameters, answers in JSON, the problems that are documented."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UnknownValue
from kg.i18n import message
from kg.server.api import schema
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.protocol.problem_details import MEDIA_TYPE, Problem
from kg.server.service import Service
from kg.store.versions import Version

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": description, "content": {MEDIA_TYPE: {"schema": schema.ProblemDetails.model_json_schema()}}}
    for status, description in {
        404: "nothing of that name",
        422: "a parameter or its value is not known, or the answer is too large",
        429: "asked too often",
        503: "not in time",
    }.items()
}
Handler = Callable[..., Coroutine[Any, Any, Response]]
Result = TypeVar("Result")
_NAMED = ("document", "quote", "page")
"""Parameters that name something: what they name is found or not."""


async def json_response(
    request: Request, service: Service, render: Callable[[Version], Awaitable[bytes]], query: str | None = None
) -> Response:
    """What `render` gives for the version in use, with an ETag; 304 if the client has it already. `query` is for the access log."""
    version = served_version(service)
    if query is not None:
        request.state.query = query
    if unchanged := not_modified(request, version.id, "json"):
        return unchanged
    return versioned_response(request, await render(version), "application/json", version.id, "json")


async def or_not_found(result: Awaitable[Result]) -> Result:
    """The result. Raises Problem 404 where what the request names is not there."""
    try:
        return await result
    except UnknownValue as error:
        if error.parameter in _NAMED and error.value is not None:
            raise Problem(404, "not-found", "", {}, error) from None
        raise


def served_version(service: Service) -> Version:
    """The version in use. Raises Problem 404 for a bare store."""
    if service.version is None:
        raise Problem(404, "not-found", message("problems.detail.bare_store"))
    return service.version


def unique_parameters(request: Request) -> dict[str, str]:
    """The parameters of the query string. Raises Problem 422 if one is given twice."""
    values: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in values:
            raise Problem(422, "unknown-value", message("problems.detail.given_twice", name=name))
        values[name] = value
    return values


def reject_unknown_parameters(request: Request, known: set[str]) -> None:
    """Raises Problem 422 for a parameter that is not in `known`. Those of paging are always accepted."""
    for name in unique_parameters(request):
        if name not in known and name not in schema.Paging.model_fields:
            raise Problem(422, "unknown-parameter", message("problems.detail.parameter", found=name[:40], known=sorted(known)))
