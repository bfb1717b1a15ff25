"""Routes of source texts: the text of a document, where a quote stands, pictures of its pages, its original."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import FileResponse

from kg.i18n import message
from kg.server.api import text_schema as schema
from kg.server.api.common import PROBLEMS, Handler, json_response, or_not_found, reject_unknown_parameters, served_version
from kg.server.protocol import negotiation
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service
from kg.store.versions import Version
from kg.workers import text_jobs

_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
"""The original is a stranger's file: a browser saves it and runs nothing of it."""
_FORMATS = {"application/json": "json", "text/plain": "text"}
Document = Annotated[str, Path(max_length=200, description="id, number or title of a document")]


def routes(service: Service) -> APIRouter:
    router = APIRouter(prefix="/texts/{document}", tags=["texts"], responses=PROBLEMS)
    text = {"text/plain": {"schema": {"type": "string"}}}
    picture: dict[str, Any] = {"image/png": {}}
    file: dict[str, Any] = {"application/octet-stream": {}}
    router.add_api_route(
        "", _text(service), summary="The text of a document", response_model=schema.SourceTextModel, responses={200: {"content": text}}
    )
    router.add_api_route("/places", _places(service), summary="Where a quote stands", response_model=schema.Passages)
    router.add_api_route(
        "/pages/{page}", _page(service), summary="A page of the original", response_class=Response, responses={200: {"content": picture}}
    )
    router.add_api_route(
        "/original", _original(service), summary="The original file", response_class=Response, responses={200: {"content": file}}
    )
    return router


def _text(service: Service) -> Handler:
    async def text(
        request: Request,
        document: Document,
        format: Annotated[Literal["json", "text"] | None, Query(description="default: negotiated by Accept, else json")] = None,
    ) -> Response:
        version = served_version(service)
        reject_unknown_parameters(request, {"format"})
        request.state.query = document
        wanted = format or _FORMATS[negotiation.best_match(request, _FORMATS) or "application/json"]
        if unchanged := not_modified(request, version.id, wanted):
            return unchanged
        if wanted == "text":
            plain = await or_not_found(service.run_page(request, text_jobs.plain_text, document))
            return versioned_response(request, plain, "text/plain", version.id, wanted, _SAFE)
        content = await or_not_found(service.run_page(request, text_jobs.source_text, document, version.id))
        return versioned_response(request, content, "application/json", version.id, wanted)

    return text


def _places(service: Service) -> Handler:
    async def places(
        request: Request,
        document: Document,
        quote: Annotated[str | None, Query(min_length=1, max_length=5000, description="words of the text, white space aside")] = None,
        start: Annotated[int | None, Query(ge=0, le=2**31, description="offset of the first character")] = None,
        end: Annotated[int | None, Query(ge=0, le=2**31, description="offset behind the last character")] = None,
    ) -> Response:
        async def render(version: Version) -> bytes:
            reject_unknown_parameters(request, {"quote", "start", "end"})
            found, total = await or_not_found(service.run_page(request, text_jobs.passages, document, quote, start, end))
            request.state.rows = len(found)
            return json.dumps({"version": version.id, "total": total, "places": found}, ensure_ascii=False).encode()

        return await json_response(request, service, render, document)

    return places


def _page(service: Service) -> Handler:
    async def page(
        request: Request,
        document: Document,
        page: Annotated[int, Path(ge=1, le=2**31, description="counted from 1")],
        width: Annotated[int, Query(ge=100, le=2400, description="pixels; the picture may be wider")] = 1200,
    ) -> Response:
        version = served_version(service)
        reject_unknown_parameters(request, {"width"})
        variant = f"{page}-{width}.png"
        if unchanged := not_modified(request, version.id, variant):
            return unchanged
        picture = await or_not_found(service.run_page(request, text_jobs.page_picture, document, page, width))
        if picture is None:
            raise Problem(404, "not-found", message("problems.detail.no_picture", document=document, page=page))
        return versioned_response(request, picture, "image/png", version.id, variant, {"X-Content-Type-Options": "nosniff"})

    return page


def _original(service: Service) -> Handler:
    async def original(request: Request, document: Document) -> Response:
        version = served_version(service)
        reject_unknown_parameters(request, set())
        if unchanged := not_modified(request, version.id, "original"):
            return unchanged
        found = await or_not_found(service.run_page(request, text_jobs.original, document))
        if found is None:
            raise Problem(404, "not-found", message("problems.detail.no_original", document=document))
        path, name, media_type = found
        headers = {**_SAFE, "ETag": f'"{version.id}.original"', "Cache-Control": "no-cache", "Content-Type": media_type}
        return FileResponse(path, headers=headers, filename=name)

    return original
