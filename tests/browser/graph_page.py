"""The page of the graph in a browser: what is drawn, chosen and listed there."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

from tests.browser.page_state import settled

AGENCY = "agency/910100-organization"
"""市委组织部: it shares tasks with 市人社局, whose other tasks are not shown with it."""
PARTNER = "agency/910100-human-resources"
PROGRAMME = "program/yunque"
OFFER = "document/yunze-2021-5/i1/funding/1"


def drawn(page: Page) -> Page:
    page.wait_for_selector(".zm-graph[data-drawn]")
    settled(page)
    return page


def at(page: Page, id_: str) -> tuple[float, float]:
    """Where on the screen a thing is drawn."""
    x, y = page.locator(".zm-graph").evaluate("(root, id) => root.picture.onScreen(id)", id_)
    return float(x), float(y)


def places(page: Page) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = page.locator(".zm-graph").evaluate("(root) => root.picture.network.getPositions()")
    return found


def steps_of(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("steps", [""])[0]


def panel(page: Page) -> Locator:
    return page.locator(".zm-panel-head")


def rows(page: Page) -> Locator:
    return page.locator(".zm-graph tbody tr")


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has=page.locator("td:nth-child(2)", has_text=re.compile(f"^{re.escape(name)}$"))).first


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name)
