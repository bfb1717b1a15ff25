"""Every page in both languages, both themes, wide and narrow: it draws, asks no other host, and nothing hangs over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import no_fault

PAGES = ["", "agencies", "questions"]
Open = Callable[..., Page]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_it_draws(path: str, lang: str, theme: str, width: int, open_page: Open) -> None:
    no_fault(open_page(path, lang=lang, theme=theme, width=width))
