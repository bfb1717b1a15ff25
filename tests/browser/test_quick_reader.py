"""A reader who is quicker than the server: what is done before the page knows of the last step takes nothing back."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import PATIENCE
from tests.browser.graph_page import AGENCY, PARTNER, button, drawn, row
from tests.browser.page_state import address
from tests.browser.runs import WATCH_RUNS
from tests.browser.tabs import Tabs, tabs


@dataclass
class SlowLine:
    """What the server sends stays on its way for as long as `held` says so."""

    held: bool = False
    waiting: list[bytes] = field(default_factory=list)
    line: WebSocketRoute | None = None

    def connect(self, line: WebSocketRoute) -> None:
        self.line = line
        line.connect_to_server().on_message(self._pass)

    def _pass(self, message: str | bytes) -> None:
        assert self.line is not None and isinstance(message, bytes)
        if self.held:
            self.waiting.append(message)
        else:
            self.line.send(message)

    def wait_for_runs(self, page: Page, count: int) -> None:
        """Until the server has ended so many runs whose messages are held."""
        end = time.monotonic() + PATIENCE / 1000
        while sum(ForwardMsg.FromString(message).HasField("script_finished") for message in self.waiting) < count:
            assert time.monotonic() < end, "the server did not run the script"
            page.wait_for_timeout(20)

    def release(self) -> None:
        self.held = False
        assert self.line is not None
        for message in self.waiting:
            self.line.send(message)


@pytest.fixture
def line() -> SlowLine:
    return SlowLine()


@pytest.fixture
def slow_tabs(browser: Browser, viewer: str, line: SlowLine) -> Iterator[Tabs]:
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    context.route_web_socket(re.compile("/_stcore/stream"), line.connect)
    context.add_init_script(WATCH_RUNS)
    with tabs(lambda _: context, viewer) as opened:
        yield opened
    context.close()


def test_a_step_taken_back_stays_so_when_a_row_is_clicked_at_once(slow_tabs: Tabs, line: SlowLine) -> None:
    page = drawn(slow_tabs.open("graph", thing=AGENCY, steps="h~agency/910100-finance"))
    line.held = True
    button(page, "撤销").click()
    line.wait_for_runs(page, 1)
    row(page, "市人社局").click()
    line.wait_for_runs(page, 2)
    line.release()
    assert address(page) == {"thing": AGENCY, "at": PARTNER}
