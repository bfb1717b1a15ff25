"""Downloads of the whole graph. Each file is written on first use and kept while its version is served."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kg.i18n import message
from kg.server.protocol.conditional_requests import not_modified
from kg.server.protocol.negotiation import with_charset
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service
from kg.workers import jobs

FORMATS = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/xml",
    "gexf": "application/xml",
}
_DEADLINE = 600.0
"""Seconds that writing a file may take."""


class Downloads:
    """Files in a temporary folder. One is written at a time, so that downloads never occupy more than one worker."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._folder = tempfile.TemporaryDirectory(prefix="zhengmai-")
        self._lock = asyncio.Lock()

    async def response(self, request: Request, format: str) -> Response:
        """The file of the version in use, or a range of it (RFC 9110, section 14). Raises Problem 404."""
        version = self._service.version
        if version is None or format not in FORMATS:
            raise Problem(404, "not-found", message("problems.detail.dumps", known=[f"/dump.{name}" for name in FORMATS]))
        if unchanged := not_modified(request, version.id, format):
            return unchanged
        path = Path(self._folder.name) / f"{version.id}.{format}"
        async with self._lock:
            if not path.is_file():
                part = path.with_suffix(".part")
                await self._service.run_long(request, _DEADLINE, jobs.dump, format, str(part))
                for old in Path(self._folder.name).iterdir():
                    if old != part and not old.name.startswith(version.id):
                        old.unlink()
                part.replace(path)
        return FileResponse(
            path,
            headers={"ETag": f'"{version.id}.{format}"', "Cache-Control": "no-cache", "Content-Type": with_charset(FORMATS[format])},
            filename=f"zhengmai-{version.id}.{format}",
        )
