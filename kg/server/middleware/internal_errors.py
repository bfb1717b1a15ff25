"""Internal errors: the client gets a problem with a reference number, the log gets the traceback."""

from __future__ import annotations

import logging
import secrets

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.protocol.problem_details import internal_error, problem_response

_LOG = logging.getLogger("kg.server")


class InternalErrors:
    """Answers 500 and keeps the connection open. Starlette's ServerErrorMiddleware raises the error again, which closes it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response_started = False

        async def send_and_note(message: Message) -> None:
            nonlocal response_started
            response_started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except TimeoutError:
            raise
        except Exception as error:
            number = secrets.token_hex(4)
            _LOG.error("fault", exc_info=error, extra={"fields": {"number": number, "path": scope.get("path")}})
            if response_started or scope["type"] != "http":
                raise
            await problem_response(Request(scope, receive), internal_error(number))(scope, receive, send)
