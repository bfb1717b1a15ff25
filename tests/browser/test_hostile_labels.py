"""Names and words that try to be markup show as letters, on every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Open, no_fault, opening, settled
from tests.browser.hostile import AGENCY, DOCUMENT, PROGRAM
from viewer.pages import VIEWS

SEEN = {
    "": {},
    "graph": {"thing": f"program/{PROGRAM}"},
    "agencies": {"city": "640200", "agency": AGENCY},
    "source": {"document": DOCUMENT, "fact": f"{DOCUMENT}/i6/tasks/1"},
    "questions": {"question": "tasks", "row": f"{DOCUMENT}/i6/tasks/1"},
    "questions ": {"question": "documents", "city": "640200"},
    "questions  ": {"question": "nonsense<img src=x onerror=alert(1)>"},
}


@pytest.fixture
def open_hostile(browser: Browser, hostile: str) -> Iterator[Open]:
    with opening(browser, hostile) as open_:
        yield open_


@pytest.mark.parametrize("path", SEEN)
def test_labels_are_letters(path: str, open_hostile: Open) -> None:
    if path and not (VIEWS / f"{path.strip()}.py").is_file():
        pytest.fail(f"there is no page {path}")
    page = open_hostile(path.strip(), wait=False, **SEEN[path])
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    settled(page)
    assert page.get_by_text("<img src=x onerror=alert(1)>").count()
    page.wait_for_timeout(300)
    assert page.locator("img[src='x'], [onerror], a[href^='javascript' i]").count() == 0
    assert not alerts
    if "nonsense" not in str(SEEN[path]):
        no_fault(page)
