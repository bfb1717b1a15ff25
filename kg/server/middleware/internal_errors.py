"""Faults of our own: told to the client as one plain problem, and to the log with their traceback."""

from __future__ import annotations

import logging
import secrets

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.protocol.problem_details import fault_problem, problem_response

_LOG = logging.getLogger("kg.server")


class Faults:
    """Answers 500 and keeps the connection. Starlette's own handler raises the error again, which closes it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except TimeoutError:
            raise
        except Exception as error:
            number = secrets.token_hex(4)
            _LOG.error("fault", exc_info=error, extra={"fields": {"number": number, "path": scope.get("path")}})
            if begun or scope["type"] != "http":
                raise
            await problem_response(Request(scope, receive), fault_problem(number))(scope, receive, send)
