"""Every page in both languages, both themes, wide and narrow: it draws, can be read, asks no other host, and nothing hangs over."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, no_fault, settled
from tests.browser.contrast import faint_words
from viewer.navigation import ICONS

SEEN = {
    "overview": {},
    "graph": {"thing": "program/jinyang-gongjiang"},
    "agencies": {"city": "石嘴山市", "agency": "640200-human-resources"},
    "source": {"document": "taiyuan-2018-2"},
    "questions": {"question": "funding", "city": "太原市"},
}
"""A page with something on it."""


def test_every_page_is_seen() -> None:
    assert SEEN.keys() == ICONS.keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ICONS)
def test_it_draws(path: str, lang: str, theme: str, open_page: Open) -> None:
    page = open_page("" if path == "overview" else path, lang=lang, theme=theme, **SEEN[path])
    no_fault(page)
    ground = page.evaluate("() => getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 26, 31)"}[theme]
    assert faint_words(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    page.wait_for_timeout(200)
    no_fault(page)


@pytest.mark.parametrize("path", ICONS)
def test_it_opens_on_a_telephone(path: str, open_page: Open) -> None:
    no_fault(open_page("" if path == "overview" else path, width=390, height=844, **SEEN[path]))
