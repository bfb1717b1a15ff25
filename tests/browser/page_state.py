"""What can be told of a page from outside: that it is settled, that it has no fault, what its address says."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from viewer.palette import DARK, LIGHT

Theme = Literal["light", "dark"]
COLOURS = {theme: [colours["ground"], colours["text"]] for theme, colours in (("light", LIGHT), ("dark", DARK))}
_COLOURS = """() => {
  const channels = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor.match(/\\d+/g);
  const ground = channels.map((channel) => Number(channel).toString(16).padStart(2, "0")).join("");
  return [`#${ground}`, getComputedStyle(document.documentElement).getPropertyValue("--zm-text").trim()];
}"""

_SETTLED = """async () => {
  const components = () => [...document.querySelectorAll('[data-testid^="stBidiComponent"]')].map(({ shadowRoot }) => shadowRoot);
  const still = () => {
    const { testConnectionState: connection, testScriptState: script } = document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
    return connection === "CONNECTED" && script === "notRunning" && !zmRuns.asked && !zmRuns.running
      && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
      && components().every((root) => root?.querySelector("[class], [hidden]"))
      && components().some((root) => root.querySelector("[data-listening]"))
      && document.querySelector('[data-testid="stMainBlockContainer"]')?.innerText.trim().length > 0;
  };
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await new Promise((done) => setTimeout(done, 30));
  for (let calm = 0; calm < 2; calm = still() ? calm + 1 : 0) await frame();
  return true;
}"""


def settled(page: Page) -> None:
    """Wait until the script has run to its end and everything it drew is on the page, and hears the reader.

    A run that a gesture asks for within a few frames is waited for, however long the server takes to begin it.
    """
    page.wait_for_function(_SETTLED)


_WIDER = """() => {
  const parts = [document.documentElement, document.querySelector('[data-testid="stMain"]')];
  return parts.map((part) => part.scrollWidth - part.clientWidth);
}"""


def no_fault(page: Page) -> None:
    """No exception box, none of our sentences of a fault, and nothing wider than the page."""
    assert page.locator('[data-testid="stException"]').count() == 0
    alerts = page.locator('div[role="alert"]').all_inner_texts()
    assert not alerts, alerts
    try:
        page.wait_for_function(f"() => ({_WIDER})().every((pixels) => pixels <= 0)", timeout=5000)
    except PlaywrightTimeout:
        pytest.fail("the page and its main part are too wide, by pixels: {} and {}".format(*page.evaluate(_WIDER)))


def address(page: Page) -> dict[str, str]:
    """The parameters of the address, once the page is settled."""
    settled(page)
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def colours_of(page: Page) -> Any:
    """Of the ground, which Streamlit draws, and of the text, which is ours."""
    return page.evaluate(_COLOURS)


def turn(page: Page, theme: Theme) -> None:
    """The system of the reader changes its theme; the page follows."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"(expected) => String(({_COLOURS})()) === String(expected)", arg=COLOURS[theme])
