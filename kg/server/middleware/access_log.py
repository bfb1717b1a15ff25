"""The access log: one JSON object for each request, on standard error."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("kg.server.access")
_MAX_LENGTH = 2000
_INVISIBLE = re.compile(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""Control and formatting characters that would break a line, or display as other text than what was sent."""


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON. `extra={"fields": {...}}` adds fields."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(fields, ensure_ascii=False, default=str))


def log_to_stderr() -> None:
    """Send the logs of the server, its workers, uvicorn and asyncio to standard error as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    for name, level in {
        "kg.server": logging.INFO,
        "kg.workers": logging.INFO,
        "uvicorn": logging.WARNING,
        "asyncio": logging.ERROR,
    }.items():
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False


class AccessLog:
    """Logs each request: client, address, query, status, duration, size and outcome. Endpoints add to it by `request.state`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        state = scope.setdefault("state", {})
        status, sent = 0, 0

        async def count_bytes(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, count_bytes)
        finally:
            fields = {
                "client": scope["client"][0] if scope.get("client") else None,
                "method": scope["method"],
                "path": scope["path"][:_MAX_LENGTH],
                "parameters": scope["query_string"].decode("latin-1")[:_MAX_LENGTH] or None,
                "status": status,
                "ms": round(1000 * (time.perf_counter() - started), 1),
                "bytes": sent,
                "rows": state.get("rows"),
                "query": (state.get("query") or "")[:_MAX_LENGTH] or None,
                "outcome": state.get("outcome", "answered" if 0 < status < 400 else "refused" if status else "client gone"),
                "version": state.get("version"),
            }
            _LOG.info("request", extra={"fields": {key: value for key, value in fields.items() if value is not None}})
