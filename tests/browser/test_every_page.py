"""Every page in both languages, both themes, wide and narrow: it draws, can be read, asks no other host, and nothing hangs over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.contrast import faint_words
from tests.browser.page_state import COLOURS, Theme, colours_of, no_fault, settled, turn
from tests.browser.tabs import Open
from viewer.navigation import EDITING, ICONS

SEEN = {
    "overview": {},
    "cities": {"city": "云泽市"},
    "graph": {"thing": "program/wuling-long-word"},
    "agencies": {"city": "云泽市", "agency": "910100-human-resources"},
    "compare": {"cell": "housing~910200"},
    "source": {"document": "wuling-2019-8"},
    "questions": {"question": "programs", "city": "雾岭市"},
    "match": {"city": "910100,910200", "degree": "doctor", "age": "40"},
    "brief": {"city": "910200"},
    "health": {"city": "雾岭市"},
    "progress": {"city": "910200"},
}
"""A page with something on it; where there is a choice, with words that are as wide as a telephone."""


PAGES = [name for name in ICONS if name not in EDITING]
"""Those that change data have tests of their own."""


def test_every_page_is_seen() -> None:
    assert SEEN.keys() == set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_it_draws(path: str, open_page: Open) -> None:
    page = open_page("" if path == "overview" else path, **SEEN[path])
    draws_wide_and_narrow(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("radio", name="English").click()
    page.wait_for_url("**lang=en*")
    draws_wide_and_narrow(page)


@pytest.mark.parametrize("path", PAGES)
def test_it_opens_on_an_english_telephone_in_the_dark(path: str, open_page: Open) -> None:
    draws(open_page("" if path == "overview" else path, lang="en", theme="dark", width=390, height=844, **SEEN[path]), "dark")


def draws_wide_and_narrow(page: Page) -> None:
    draws(page, "light")
    turn(page, "dark")
    draws(page, "dark")
    page.set_viewport_size({"width": 390, "height": 844})
    draws(page, "dark")
    turn(page, "light")
    draws(page, "light")


def draws(page: Page, theme: Theme) -> None:
    settled(page)
    no_fault(page)
    assert colours_of(page) == COLOURS[theme]
    assert faint_words(page) == []
