"""A page on paper: the content alone, as wide as the sheet, nothing cut off."""

from __future__ import annotations

import pytest

from tests.browser.page_state import settled
from tests.browser.tabs import Open

SEEN = {
    "": {},
    "agencies": {"city": "云泽市"},
    "questions": {"question": "programs"},
    "match": {"city": "910100,910200", "degree": "doctor"},
    "source": {"document": "yunze-2021-5"},
    "graph": {"thing": "agency/910100-human-resources"},
}
CUT = """() => {
  const within = (root) => [...root.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
  return within(document.querySelector('.stMain'))
    .filter((e) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 8)
    .filter((e) => e.matches('.scroll, .reading, .text, .zm-grid, .zm-statements') || e.matches('.stMain, .stMain > *'))
    .map((e) => e.className);
}"""


@pytest.mark.parametrize("path", SEEN)
def test_a_printed_page_has_no_side_bar_and_is_whole(path: str, visit: Open) -> None:
    page = visit(path, **SEEN[path])
    page.emulate_media(media="print")
    settled(page)
    try:
        assert not page.locator('[data-testid="stSidebar"]').is_visible()
        assert page.evaluate(CUT) == []
        columns = page.locator('.stMain [data-testid="stHorizontalBlock"] > [data-testid="stColumn"]:visible')
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 1441 for box in (c.bounding_box() for c in columns.all()) if box)
    finally:
        page.emulate_media(media="screen")
