"""What the tests in a real browser share: the viewer as a process, pages that may ask no other host, and words for what is awaited.

The browser is Debian's Chromium, or the program that ZHENGMAI_BROWSER names. Without one these tests are left out, which the end of the run
says loudly; where ZHENGMAI_NEEDS_BROWSER is set they fail instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from kg.build.pipeline import build
from tests import on_real_data
from tests.browser.hostile import hostile_data

home, graph, data = on_real_data.home, on_real_data.graph, on_real_data.data

STARTER = "import sys; from pathlib import Path; from viewer.start import run_viewer; run_viewer(Path(sys.argv[1]), 0)"
NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = os.environ.get("ZHENGMAI_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"]
PATIENCE = 60_000
"""Milliseconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests here need the browser. What is left out for want of one is told by `pytest_terminal_summary`."""
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    if PROGRAM is None and not os.environ.get("ZHENGMAI_NEEDS_BROWSER"):
        for item in here:
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    left_out = [report.nodeid for report in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(report.longrepr)]
    if left_out:
        terminalreporter.section("LEFT OUT: tests in a browser", sep="!", red=True, bold=True)
        for name in left_out:
            terminalreporter.line(name)
        terminalreporter.line(f"{len(left_out)} tests were NOT run: there is no Chromium. Install it (make browser) and run them again.")


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The viewer of `home` as a process of its own; gives its address."""
    viewer = subprocess.Popen([sys.executable, "-c", STARTER, str(home)], stdout=subprocess.PIPE, text=True)
    try:
        assert viewer.stdout is not None
        said = viewer.stdout.readline()
        assert said.startswith("viewer  http://"), said
        yield said.split()[1]
    finally:
        viewer.terminate()
        viewer.wait(30)


@pytest.fixture(scope="session")
def viewer(home: Path) -> Iterator[str]:
    """The address of the viewer of the real data."""
    with serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the viewer of a graph that is full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    build(hostile_data(folder), folder / "home")
    with serving(folder / "home") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: while Playwright is at work, no other test in the process can run an event loop."""
    assert PROGRAM, "these tests need Chromium: make browser, or ZHENGMAI_BROWSER=/path/to/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """What pages did that they may not do."""

    host: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and asked.netloc != self.host:
            self.foreign.append(request.url)

    def console(self, message: ConsoleMessage) -> None:
        probing = "/_stcore/" in message.location.get("url", "")  # Streamlit looks for its server below the page's address first
        if message.type == "error" and not probing:
            self.complaints.append(message.text)

    def error(self, error: Exception) -> None:
        self.complaints.append(str(error))


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, viewer: str) -> Iterator[Open]:
    """`open_page("graph", thing="program/jinyang-gongjiang", lang="en", theme="dark", width=390)`: that page, settled.

    Each call is another person: a browser context of its own. The test fails if any of the pages asks another host, or complains.
    """
    with opening(browser, viewer) as open_:
        yield open_


@pytest.fixture
def page(open_page: Open) -> Page:
    """The first page, in Chinese, on a light ground, 1440 pixels wide."""
    return open_page()


@contextmanager
def opening(browser: Browser, viewer: str) -> Iterator[Open]:
    """As the fixture `open_page`, for a viewer of another home."""
    watched = Watched(urlsplit(viewer).netloc)
    contexts = []

    def open_(
        path: str = "",
        *,
        lang: str = "zh",
        theme: str = "light",
        width: int = 1440,
        height: int = 900,
        wait: bool = True,
        **filters: str,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            locale="en-GB" if lang == "en" else "zh-CN",
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", watched.request)
        page = context.new_page()
        page.on("console", watched.console)
        page.on("pageerror", watched.error)
        page.goto(f"{viewer}/{path}{'?' + urlencode(filters) if filters else ''}")
        if wait:
            settled(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not watched.foreign, f"requests to other hosts: {watched.foreign}"
    assert not watched.complaints, watched.complaints


_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 30))))"


def settled(page: Page) -> None:
    """Wait until the script has run to its end and everything it drew is on the page. What was just clicked has begun its run by then."""
    page.wait_for_function(_TWO_FRAMES)
    page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]')
    page.wait_for_function('() => !document.querySelector(\'[data-stale="true"], [data-testid="stSkeleton"]\')')
    page.wait_for_function("() => document.querySelector('[data-testid=\"stMainBlockContainer\"]')?.innerText.trim().length > 0")


def no_fault(page: Page) -> None:
    """No exception box, none of our sentences of a fault, and nothing wider than the page."""
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.locator('div[role="alert"]').all_inner_texts() == []
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    inner = page.evaluate("() => { const m = document.querySelector('[data-testid=\"stMain\"]'); return m.scrollWidth - m.clientWidth }")
    assert (wide <= 0, inner <= 0) == (True, True), f"the page is {wide} px, its main part {inner} px too wide"
