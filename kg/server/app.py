"""The application: routes, middleware and exception handlers."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import __version__
from kg.errors import ZhengmaiError
from kg.i18n import message
from kg.server.api import routes, schema
from kg.server.api.common import PROBLEMS
from kg.server.api.downloads import FORMATS, Downloads
from kg.server.middleware.access_log import AccessLog
from kg.server.middleware.head_method import HeadMethod
from kg.server.middleware.header_limits import HeaderLimits
from kg.server.middleware.internal_errors import InternalErrors
from kg.server.middleware.rate_limit import RateLimit
from kg.server.middleware.slow_clients import SlowClientTimeouts
from kg.server.pages import linked_data
from kg.server.pages.dataset import DatasetPages
from kg.server.protocol import sparql
from kg.server.protocol.problem_details import Problem, problem_for, problem_response
from kg.server.service import ClientDisconnected, Service
from kg.server.settings import Settings

_METHODS = ["GET", "HEAD", "POST", "QUERY", "OPTIONS"]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_HANDLED_ERRORS: tuple[type[Exception], ...] = (Problem, ZhengmaiError, HTTPException)


def create_app(settings: Settings) -> FastAPI:
    """The application for `settings`. Its lifespan starts and stops the workers."""
    service = Service(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    app = FastAPIOffline(
        redoc_url=None,
        title="政脉 Zhengmai",
        version=__version__,
        description="中国城市人才政策的可核验知识图谱 · a verifiable knowledge graph of Chinese city talent policy",
        lifespan=lifespan,
        middleware=_middleware(settings),
        separate_input_output_schemas=False,
    )
    app.state.service = service
    dataset_pages = DatasetPages(service)
    for error_class in _HANDLED_ERRORS:
        app.add_exception_handler(error_class, _handle_error)
    app.add_exception_handler(RequestValidationError, _handle_validation_error)
    app.add_exception_handler(ClientDisconnected, _handle_disconnect)
    app.router.routes.append(Route("/sparql", _sparql(service, dataset_pages), methods=sparql.METHODS, include_in_schema=False))
    app.add_api_route("/health", _health(service), tags=["health"], summary="Live, ready, graph version", response_model=schema.Health)
    app.include_router(routes.routes(service))
    app.add_api_route(
        "/dump.{format}",
        _dump(Downloads(service)),
        tags=["downloads"],
        summary="The whole graph as a file",
        response_class=Response,
        responses={
            200: {"content": {media_type: {} for media_type in set(FORMATS.values())}},
            **PROBLEMS,
        },
    )
    app.router.routes.extend(linked_data.routes(service, dataset_pages))
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    """The middleware, the outermost first."""
    stack = [
        Middleware(AccessLog),
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=_METHODS, allow_headers=["*"], expose_headers=["*"], max_age=86400),
        Middleware(HeaderLimits),
        Middleware(SlowClientTimeouts, seconds=settings.slow_client_timeout, unread=4 * settings.limits.answer_bytes),
        Middleware(HeadMethod),
    ]
    if settings.requests_per_minute:
        stack.append(Middleware(RateLimit, per_minute=settings.requests_per_minute))
    return [*stack, Middleware(InternalErrors)]


def _sparql(service: Service, dataset_pages: DatasetPages) -> Handler:
    async def endpoint(request: Request) -> Response:
        operation = await sparql.read_operation(request, service.settings.limits)
        if operation is None:
            if page := await dataset_pages.sparql_endpoint(request):
                return page
            raise Problem(400, "malformed-request", message("problems.detail.no_query"))
        return await sparql.answer_query(request, service, operation)

    return endpoint


def _health(service: Service) -> Callable[[], Coroutine[Any, Any, schema.Health]]:
    async def health() -> schema.Health:
        service.check_whole()
        if not service.ready:
            raise Problem(503, "interrupted", message("problems.detail.no_workers"), {"Retry-After": "5"})
        version = service.version.id if service.version else None
        return schema.Health(
            status="ready", kind=service.kind, version=version, fault=service.update_error, network_wall=service.network_isolated
        )

    return health


def _dump(downloads: Downloads) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def dump(request: Request, format: Literal["nq", "trig", "ttl", "jsonld", "xlsx", "graphml", "gexf"]) -> Response:
        return await downloads.response(request, format)

    return dump


async def _handle_error(request: Request, error: Exception) -> Response:
    return problem_response(request, problem_for(error))


async def _handle_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(request, routes.validation_problem(request, error.errors()))


async def _handle_disconnect(request: Request, error: Exception) -> Response:
    request.state.outcome = "client gone"
    return Response(status_code=499)
