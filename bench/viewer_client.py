"""A person at the viewer without a browser: Streamlit's own protocol, a WebSocket with one message for each run of a page.

What it measures is the viewer's part: from the request until the run is over and all is sent. What a browser takes to draw comes on top
(bench/viewer.py).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_OVER = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}
SILENT = 120.0


@dataclass(frozen=True)
class Run:
    """A run of a page: seconds until something of the page was sent, and until all was; bytes; whether it broke."""

    first: float
    seconds: float
    size: int
    broken: bool


class Person:
    """A session. `address`: `http://127.0.0.1:8501`; `cookie`: what the viewer set."""

    def __init__(self, address: str, cookie: str = "") -> None:
        self._address, self._cookie = address, cookie
        self._line: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        address = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        headers = {"Cookie": self._cookie} if self._cookie else None
        self._line = await connect(
            address, subprotocols=["streamlit"], max_size=None, open_timeout=SILENT, ping_timeout=None, additional_headers=headers
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._line
        await self._line.close()

    async def opens(self, page: str, **filters: str) -> Run:
        """Open a page, or the same page with other filters in its address."""
        assert self._line
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(filters)
        asked.rerun_script.page_name = page
        asked.rerun_script.context_info.locale = "zh-CN"
        asked.rerun_script.context_info.timezone = "Asia/Shanghai"
        start = time.perf_counter()
        await self._line.send(asked.SerializeToString())
        first, size, broken = 0.0, 0, False
        while True:
            content = await asyncio.wait_for(self._line.recv(), SILENT)
            assert isinstance(content, bytes)
            size += len(content)
            said = ForwardMsg.FromString(content)
            kind = said.WhichOneof("type")
            if kind == "delta":
                first = first or time.perf_counter() - start
                broken |= said.delta.new_element.WhichOneof("type") == "exception"
            elif kind == "script_finished" and said.script_finished in _OVER:
                broken |= said.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
                return Run(first, time.perf_counter() - start, size, broken)
