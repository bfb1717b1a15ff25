"""Names and words that try to be markup show as letters, on every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, no_fault, opening, settled
from tests.browser.hostile import AGENCY, DOCUMENT, IMAGE, LINK, PROGRAM

NAME = f"{IMAGE}{LINK}"
SEEN = {
    "overview": ("", {}, "td.head a", NAME),
    "graph": ("graph", {"thing": f"program/{PROGRAM}"}, ".zm-panel-head", NAME),
    "agencies": ("agencies", {"city": "640200", "agency": AGENCY}, "td", NAME),
    "source": ("source", {"document": DOCUMENT, "fact": f"{DOCUMENT}/i6/tasks/1"}, ".text", NAME),
    "card": ("source", {"fact": f"{DOCUMENT}/i6/tasks/1"}, ".panel li", NAME),
    "words": ("questions", {"question": "tasks", "row": f"{DOCUMENT}/i6/tasks/1"}, "mark", NAME),
    "sentence": ("questions", {"question": "responsibilities", "agency": AGENCY}, "p > strong", f"市人社局{NAME}"),
    "row": ("questions", {"question": "responsibilities", "agency": AGENCY}, ".zm-row", IMAGE),
    "facts": ("questions", {"question": "agencies", "agency": AGENCY}, ".zm-statements", f"市人社局{NAME}"),
    "document": ("questions", {"question": "documents", "city": "640200"}, ".zm-row", NAME),
    "fault": ("questions", {"question": f"nonsense{IMAGE}"}, "[role=alert]", IMAGE),
}
"""What is seen -> page, filters, and where its letters stand as they were written."""


@pytest.fixture
def open_hostile(browser: Browser, hostile: str) -> Iterator[Open]:
    with opening(browser, hostile) as open_:
        yield open_


@pytest.mark.parametrize("seen", SEEN)
def test_labels_are_letters(seen: str, open_hostile: Open) -> None:
    path, filters, place, words = SEEN[seen]
    page = open_hostile(path, wait=False, **filters)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    settled(page)
    expect(page.locator(f"{place}:visible").filter(has_text=words).first).to_be_visible()
    page.wait_for_timeout(300)
    assert page.locator("img[src='x'], [onerror], a[href^='javascript' i]").count() == 0
    assert not alerts
    if seen != "fault":
        no_fault(page)
