"""What was asked and what came of it, one JSON object a line on standard error."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("kg.server.access")
_LONGEST = 2000
_UNSEEN = re.compile(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What would break a line, or show a reader of the log another text than the one that was sent."""


class JsonLines(logging.Formatter):
    """A record as one line; what stands in `extra={"told": {...}}` are its fields."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(told, ensure_ascii=False, default=str))


def log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
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
    """One line a request: how long it took, what it gave, how it came out, and the query or question itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        state = scope.setdefault("state", {})
        status, sent = 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            told = {
                "client": scope["client"][0] if scope.get("client") else None,
                "method": scope["method"],
                "path": scope["path"][:_LONGEST],
                "parameters": scope["query_string"].decode("latin-1")[:_LONGEST] or None,
                "status": status,
                "ms": round(1000 * (time.perf_counter() - begun), 1),
                "bytes": sent,
                "rows": state.get("rows"),
                "query": (state.get("query") or "")[:_LONGEST] or None,
                "outcome": state.get("outcome", "answered" if 0 < status < 400 else "refused" if status else "client gone"),
                "version": state.get("version"),
            }
            _LOG.info("request", extra={"told": {key: value for key, value in told.items() if value is not None}})
