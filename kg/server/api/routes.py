"""The JSON API: one route a question, search, things by name."""

import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from kg.i18n import message
from kg.queries.catalog import Question, find_question, public_questions, unknown_question
from kg.queries.parameters import missing_value
from kg.server.api import schema
from kg.server.protocol import negotiation
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.protocol.problem_details import MEDIA_TYPE, Problem, as_problem
from kg.server.service import Service
from kg.workers import jobs

_FORMATS = {
    "application/json": "json",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_MEDIA_TYPES = {format: media_type for media_type, format in _FORMATS.items()}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": what, "content": {MEDIA_TYPE: {"schema": schema.ProblemDetails.model_json_schema()}}}
    for status, what in {
        404: "nothing of that name",
        422: "a parameter or its value is not known, or the answer is too large",
        429: "asked too often",
        503: "not in time",
    }.items()
}
Handler = Callable[..., Coroutine[Any, Any, Response]]


def routes(service: Service) -> APIRouter:
    """Every route of the API."""
    router = APIRouter()
    router.add_api_route("/api", _catalogue(service), tags=["questions"], summary="All questions", response_model=schema.Catalogue)
    for question in public_questions():
        _add(router, service, question)
    router.add_api_route("/api/{question}", _no_question, include_in_schema=False)
    router.add_api_route(
        "/search", _search(service), tags=["words"], summary="Places of words in the texts", response_model=schema.Hits, responses=PROBLEMS
    )
    router.add_api_route(
        "/things", _things(service), tags=["words"], summary="All about a name or id", response_model=schema.Things, responses=PROBLEMS
    )
    return router


def as_invalid(request: Request, faults: Sequence[Any]) -> Problem:
    """The problem of parameters that do not fit, as FastAPI tells them. Of one that a question needs, the question says what it is."""
    for fault in faults:
        if fault["type"] == "missing" and request.url.path.startswith("/api/"):
            return as_problem(missing_value(find_question(request.url.path.removeprefix("/api/")), str(fault["loc"][-1])))
    told = "; ".join(f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in faults)
    return Problem(422, "unknown-value", told)


def _add(router: APIRouter, service: Service, question: Question) -> None:
    files = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in list(_FORMATS)[1:]}
    router.add_api_route(
        f"/api/{question.name}",
        _answer(service, question),
        tags=["questions"],
        operation_id=question.name,
        summary=" · ".join(question.title.values()),
        description=question.about,
        response_model=schema.page_model(question),
        responses={200: {"description": "rows", "content": files}, **PROBLEMS},
    )


async def _no_question(question: str) -> Response:
    raise unknown_question(question)


def _catalogue(service: Service) -> Handler:
    async def catalogue(request: Request) -> Response:
        version = _version(service)
        if unchanged := not_modified(request, version.id, "json"):
            return unchanged
        content = schema.Catalogue(
            version=version.id, manifest=version.manifest, questions=[schema.described(question) for question in public_questions()]
        )
        return versioned_response(request, content.model_dump_json().encode(), "application/json", version.id, "json")

    return catalogue


def _answer(service: Service, question: Question) -> Handler:
    parameters = schema.parameters_model(question)

    async def answer(request: Request, given: Annotated[parameters, Query()]) -> Response:  # type: ignore[valid-type]
        paging = schema.Paging.model_validate(given, from_attributes=True)
        format = paging.format or _FORMATS.get(negotiation.best_match(request, _FORMATS) or "", "json")
        version = _version(service)
        request.state.query = question.name
        if unchanged := not_modified(request, version.id, format):
            return unchanged
        asked = _once(request)
        limit = paging.limit or (schema.DEFAULT_PAGE if format == "json" else None)
        content, total = await service.run_page(request, jobs.answer, question.name, asked, limit, paging.offset, format)
        request.state.rows = min(total - paging.offset, limit or total)
        headers = {}
        if format == "json":
            assert limit is not None
            onward = _next(request, limit, paging.offset, total)
            headers = {"Link": f'<{onward}>; rel="next"'} if onward else {}
            head = {
                "question": question.name,
                "version": version.id,
                "total": total,
                "limit": limit,
                "offset": paging.offset,
                "next": onward,
                "columns": question.columns,
            }
            content = json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "rows": ' + content.strip() + b"}\n"
        else:
            headers = {"Content-Disposition": f'attachment; filename="{question.name}.{format}"'}
        return versioned_response(request, content, _MEDIA_TYPES[format], version.id, format, headers)

    return answer


def _search(service: Service) -> Handler:
    async def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=200, description="words; places of each are found in clauses that hold them all")],
        city: Annotated[str | None, Query(description="name or GB/T 2260 code of a place")] = None,
        document: Annotated[str | None, Query(description="id, number or title of a document")] = None,
        limit: Annotated[int, Query(ge=1, le=schema.LONGEST_PAGE)] = 50,
        offset: Annotated[int, Query(ge=0, le=2**31)] = 0,
    ) -> Response:
        version = _version(service)
        request.state.query = q
        if unchanged := not_modified(request, version.id, "json"):
            return unchanged
        _known(request, {"q", "city", "document", "limit", "offset"})
        hits, total = await service.run_page(request, jobs.search, q, city, document, limit, offset)
        request.state.rows = len(hits)
        content = {
            "version": version.id,
            "total": total,
            "limit": limit,
            "offset": offset,
            "next": _next(request, limit, offset, total),
            "hits": hits,
        }
        return versioned_response(request, json.dumps(content, ensure_ascii=False).encode(), "application/json", version.id, "json")

    return search


def _things(service: Service) -> Handler:
    async def things(
        request: Request, name: Annotated[str, Query(min_length=1, max_length=200, description="an id, a name, an alias or a number")]
    ) -> Response:
        version = _version(service)
        request.state.query = name
        if unchanged := not_modified(request, version.id, "json"):
            return unchanged
        _known(request, {"name"})
        found = await service.run_page(request, jobs.things, name)
        request.state.rows = len(found)
        content = json.dumps({"version": version.id, "things": found}, ensure_ascii=False)
        return versioned_response(request, content.encode(), "application/json", version.id, "json")

    return things


def _version(service: Service) -> Any:
    if service.version is None:
        raise Problem(404, "not-found", message("problems.detail.bare_store"))
    return service.version


def _once(request: Request) -> dict[str, str]:
    """The question's own parameters, each given once. Raises Problem."""
    values: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in values:
            raise Problem(422, "unknown-value", message("problems.detail.given_twice", name=name))
        values[name] = value
    return {name: value for name, value in values.items() if name not in schema.Paging.model_fields}


def _known(request: Request, known: set[str]) -> None:
    for name in _once(request):
        if name not in known:
            raise Problem(422, "unknown-parameter", message("problems.detail.parameter", found=name[:40], known=sorted(known)))


def _next(request: Request, limit: int, offset: int, total: int) -> str | None:
    """The address of the page after this one, if there is one."""
    if offset + limit >= total:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("limit", "offset")]
    return f"{request.url.path}?{urlencode([*kept, ('limit', limit), ('offset', offset + limit)])}"
