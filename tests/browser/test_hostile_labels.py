"""Names and words that try to be markup show as letters, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hostile import AGENCY, CITY, DOCUMENT, IMAGE, LINK, PROGRAM
from tests.browser.page_state import no_fault, settled
from tests.browser.tabs import Open

NAME = f"{IMAGE}{LINK}"
TASK, OFFER = f"{DOCUMENT}/i1/tasks/1", f"{DOCUMENT}/i1/funding/1"
SEEN = {
    "overview": ("", {}, [("td.head a", NAME)]),
    "graph": ("graph", {"thing": f"program/{PROGRAM}"}, [(".zm-panel-head", NAME)]),
    "source": ("source", {"fact": OFFER}, [(".text", NAME), (".panel li", IMAGE), (".panel li", LINK)]),
    "doubts": ("source", {"document": DOCUMENT}, [(".doubts li", NAME), (".corrections li", NAME), ("button p", f"{NAME}.pdf")]),
    "words": ("questions", {"question": "tasks", "row": TASK}, [("mark", NAME)]),
    "rows": ("questions", {"question": "responsibilities", "agency": AGENCY}, [("p > strong", f"市人社局{NAME}"), (".zm-row", IMAGE)]),
    "facts": ("questions", {"question": "agencies", "agency": AGENCY}, [(".zm-statements", f"市人社局{NAME}")]),
    "document": ("questions", {"question": "documents", "city": CITY}, [(".zm-row", NAME)]),
    "fault": ("questions", {"question": f"nonsense{IMAGE}"}, [("[role=alert]", IMAGE)]),
    "city": ("agencies", {"view": "city", "city": CITY}, [(".bar-row", NAME)]),
    "agency": ("agencies", {"city": CITY, "agency": AGENCY}, [("td", NAME)]),
    "what_if": ("agencies", {"city": CITY, "view": "what_if", "changes": f"merge~{AGENCY}~910100-finance"}, [("td", NAME)]),
}
"""What is seen -> page, filters, and where its letters stand as they were written."""


@pytest.mark.parametrize("seen", SEEN)
def test_labels_are_letters(seen: str, visit_hostile: Open) -> None:
    path, filters, places = SEEN[seen]
    page = visit_hostile(path, **filters)
    for place, words in places:
        expect(page.locator(f"{place}:visible").filter(has_text=words).first).to_be_visible()
    letters_only(page)
    for tab in page.get_by_role("tab").all():
        tab.click()
        settled(page)
        letters_only(page)
    bars = page.locator('[aria-roledescription="bar"]:visible')
    if bars.count():
        bars.first.hover()
        page.locator("#vg-tooltip-element").wait_for()
        letters_only(page)
    if seen != "fault":
        no_fault(page)


def letters_only(page: Page) -> None:
    assert page.locator("img[src='x'], [onerror], a[href^='javascript' i]").count() == 0
