"""What the tests in a real browser share: the viewer as a process, pages that may ask no other host, and words for what is awaited.

The browser is Debian's Chromium, or the program that ZHENGMAI_BROWSER names. Without one these tests are left out, which the end of the run
says loudly; where ZHENGMAI_NEEDS_BROWSER is set they fail instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from kg.build.pipeline import build
from tests.browser.hostile import hostile_data
from tests.browser.tabs import Contexts, Open, Tabs, browser_contexts, tabs
from tests.datasets import made_once

STARTER = """import json, sys; from pathlib import Path; from viewer.start import run_viewer
run_viewer(Path(sys.argv[1]), 0, json.loads(sys.argv[2]))"""
NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = os.environ.get("ZHENGMAI_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
LEFT_OUT = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "HttpsUpgrades", "PaintHolding", "OptimizationHints", "NetworkTimeServiceQuerying")
"""Features of Chromium: the first two draw a process of the address bar for each page, the others are those that Playwright leaves out."""
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--font-render-hinting=none",
    f"--disable-features={','.join(LEFT_OUT)}",
]
LOGS: list[Path] = []
"""The standard error of each viewer that runs."""
PATIENCE = 60_000
"""Milliseconds."""
expect.set_options(timeout=PATIENCE)


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


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """A failure tells what the viewers wrote to standard error: tracebacks of their pages."""
    outcome = yield
    report = outcome.get_result()
    if report.failed and item.path.is_relative_to(Path(__file__).parent):
        report.sections += [("standard error of a viewer", written) for log in LOGS if (written := log.read_text(encoding="utf-8"))]


@contextmanager
def serving(home: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The viewer of `home` as a process of its own, with `environment` beside ours; gives its address."""
    with NamedTemporaryFile(suffix=".log") as log:
        viewer = subprocess.Popen(
            [sys.executable, "-c", STARTER, str(home), json.dumps(environment or {})], stdout=subprocess.PIPE, stderr=log, text=True
        )
        LOGS.append(Path(log.name))
        try:
            assert viewer.stdout is not None
            written = viewer.stdout.readline()
            assert written.startswith("viewer  http://"), (written, LOGS[-1].read_text(encoding="utf-8"))
            yield written.split()[1]
        finally:
            viewer.terminate()
            viewer.wait(30)
            LOGS.remove(Path(log.name))


@pytest.fixture(scope="package")
def viewer(home: Path) -> Iterator[str]:
    """The address of the viewer of the synthetic corpus."""
    with serving(home) as address:
        yield address


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the viewer of a graph that is full of markup."""
    folder = made_once(tmp_path_factory, "hostile", lambda folder: build(hostile_data(folder), folder / "home"))
    with serving(folder / "home") as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with this package: while Playwright is at work, no other test in the process can run an event loop."""
    assert PROGRAM, "these tests need Chromium: make browser, or ZHENGMAI_BROWSER=/path/to/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Contexts:
    return browser_contexts(browser, PATIENCE)


@pytest.fixture
def open_page(contexts: Contexts, viewer: str) -> Iterator[Open]:
    """`open_page("graph", thing="program/yunque", lang="en", theme="dark", width=390)`: that page, settled.

    Each call is another session, in a tab of its own. The test fails if any of the pages asks another host, or complains.
    """
    with tabs(contexts, viewer) as opened:
        yield opened.open


@pytest.fixture
def open_hostile(contexts: Contexts, hostile: str) -> Iterator[Open]:
    """As `open_page`, on the graph that is full of markup."""
    with tabs(contexts, hostile) as opened:
        yield opened.open


@pytest.fixture(scope="module")
def visited(contexts: Contexts, viewer: str) -> Iterator[Tabs]:
    with tabs(contexts, viewer) as opened:
        yield opened


@pytest.fixture
def visit(visited: Tabs) -> Iterator[Open]:
    """As `open_page`, in Chinese and on a light ground, for tests to which it is all one how the reader got there: a third of the time.

    All visits of a module are one session.
    """
    yield visited.visit
    visited.check()


@pytest.fixture(scope="module")
def visited_hostile(contexts: Contexts, hostile: str) -> Iterator[Tabs]:
    with tabs(contexts, hostile) as opened:
        yield opened


@pytest.fixture
def visit_hostile(visited_hostile: Tabs) -> Iterator[Open]:
    """As `visit`, on the graph that is full of markup."""
    yield visited_hostile.visit
    visited_hostile.check()
