"""The JSON API: one route for each question, full-text search, entities by name."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from kg.queries.catalog import Question, public_questions, unknown_question
from kg.queries.parameters import missing_value, on_day
from kg.server.api import schema, texts
from kg.server.api.common import PROBLEMS, Handler, json_response, reject_unknown_parameters, served_version, unique_parameters
from kg.server.api.drafts import drafts, drafts_model
from kg.server.api.matching import MatchedPerson, matching
from kg.server.protocol import negotiation
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.protocol.problem_details import Problem, problem_for
from kg.server.service import Service
from kg.store.versions import Version
from kg.workers import jobs

_FORMATS = {
    "application/json": "json",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_MEDIA_TYPES = {format: media_type for media_type, format in _FORMATS.items()}


def routes(service: Service) -> APIRouter:
    """All routes of the API."""
    router = APIRouter()
    router.add_api_route("/api", _catalog(service), tags=["questions"], summary="All questions", response_model=schema.Catalog)
    for question in public_questions():
        _add_question(router, service, question)
    router.add_api_route(
        "/api/match",
        matching(service),
        tags=["questions"],
        summary="Who gets what · 人才适配",
        response_model=MatchedPerson,
        responses=PROBLEMS,
    )
    router.add_api_route(
        "/api/drafts",
        drafts(service),
        tags=["texts"],
        summary="Drafts of a document, not reviewed · 草稿",
        response_model=drafts_model(),
        responses=PROBLEMS,
    )
    router.add_api_route("/api/{question}", _unknown_question, include_in_schema=False)
    router.add_api_route(
        "/search", _search(service), tags=["words"], summary="Places of words in the texts", response_model=schema.Hits, responses=PROBLEMS
    )
    router.add_api_route(
        "/things", _things(service), tags=["words"], summary="All about a name or id", response_model=schema.Things, responses=PROBLEMS
    )
    router.include_router(texts.routes(service))
    return router


def validation_problem(request: Request, errors: Sequence[Any]) -> Problem:
    """The problem for FastAPI's validation errors. For a missing parameter of a question it says what the question expects."""
    asked = {f"/api/{question.name}": question for question in public_questions()}.get(request.url.path)
    for error in errors:
        if error["type"] == "missing" and asked:
            return problem_for(missing_value(asked, str(error["loc"][-1])))
    detail = "; ".join(f"{'.'.join(map(str, error['loc'][1:]))}: {error['msg']}" for error in errors)
    return Problem(422, "unknown-value", detail)


def _add_question(router: APIRouter, service: Service, question: Question) -> None:
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


async def _unknown_question(question: str) -> Response:
    raise unknown_question(question)


def _catalog(service: Service) -> Handler:
    async def catalog(request: Request) -> Response:
        async def render(version: Version) -> bytes:
            questions = [schema.describe(question) for question in public_questions()]
            return schema.Catalog(version=version.id, manifest=version.manifest, questions=questions).model_dump_json().encode()

        return await json_response(request, service, render)

    return catalog


def _answer(service: Service, question: Question) -> Handler:
    parameters = schema.parameters_model(question)

    async def answer(request: Request, given: Annotated[parameters, Query()]) -> Response:  # type: ignore[valid-type]
        paging = schema.Paging.model_validate(given, from_attributes=True)
        format = paging.format or _FORMATS.get(negotiation.best_match(request, _FORMATS) or "", "json")
        version = served_version(service)
        request.state.query = question.name
        values = {name: value for name, value in unique_parameters(request).items() if name not in schema.Paging.model_fields}
        dated = on_day(question, values, date.today())
        variant = ".".join([format, *(str(value) for name, value in dated.items() if name not in values)])
        if unchanged := not_modified(request, version.id, variant):
            return unchanged
        limit = paging.limit or (schema.DEFAULT_PAGE_SIZE if format == "json" else None)
        content, total = await service.run_page(request, jobs.answer, question.name, dated, limit, paging.offset, format)
        request.state.rows = min(total - paging.offset, limit or total)
        if format == "json":
            assert limit is not None
            page = _page(request, version, limit, paging.offset, total)
            head = {"question": question.name, **page, "columns": question.columns}
            content = json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "rows": ' + content.strip() + b"}\n"
            headers = {"Link": f'<{page["next"]}>; rel="next"'} if page["next"] else {}
        else:
            headers = {"Content-Disposition": f'attachment; filename="{question.name}.{format}"'}
        return versioned_response(request, content, _MEDIA_TYPES[format], version.id, variant, headers)

    return answer


def _search(service: Service) -> Handler:
    async def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=200, description="words; places of each are found in clauses that hold them all")],
        city: Annotated[str | None, Query(description="name or GB/T 2260 code of a place")] = None,
        document: Annotated[str | None, Query(description="id, number or title of a document")] = None,
        limit: Annotated[int, Query(ge=1, le=schema.MAX_PAGE_SIZE)] = 50,
        offset: Annotated[int, Query(ge=0, le=2**31)] = 0,
    ) -> Response:
        async def render(version: Version) -> bytes:
            reject_unknown_parameters(request, {"q", "city", "document", "limit", "offset"})
            hits, total = await service.run_page(request, jobs.search, q, city, document, limit, offset)
            request.state.rows = len(hits)
            return json.dumps({**_page(request, version, limit, offset, total), "hits": hits}, ensure_ascii=False).encode()

        return await json_response(request, service, render, q)

    return search


def _things(service: Service) -> Handler:
    async def things(
        request: Request, name: Annotated[str, Query(min_length=1, max_length=200, description="an id, a name, an alias or a number")]
    ) -> Response:
        async def render(version: Version) -> bytes:
            reject_unknown_parameters(request, {"name"})
            found = await service.run_page(request, jobs.things, name)
            request.state.rows = len(found)
            return json.dumps({"version": version.id, "things": found}, ensure_ascii=False).encode()

        return await json_response(request, service, render, name)

    return things


def _page(request: Request, version: Version, limit: int, offset: int, total: int) -> dict[str, Any]:
    """The members that describe a page: version, total, limit, offset, and the address of the next page."""
    next_address = None
    if offset + limit < total:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("limit", "offset")]
        next_address = f"{request.url.path}?{urlencode([*kept, ('limit', limit), ('offset', offset + limit)])}"
    return {"version": version.id, "total": total, "limit": limit, "offset": offset, "next": next_address}
