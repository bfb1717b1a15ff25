"""Tabs of a browser on one viewer, and what they did that they may not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

from tests.browser.page_state import Theme, settled
from tests.browser.runs import WATCH_RUNS

Contexts = Callable[[str], BrowserContext]
Open = Callable[..., Page]
_FOLLOW = "(to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }"


def browser_contexts(browser: Browser, patience: float) -> Contexts:
    """The browser context of a language. Its pages share what the browser has loaded of Streamlit. `patience` in milliseconds."""
    locales = {"zh": "zh-CN", "en": "en-GB"}

    @cache
    def context(lang: str) -> BrowserContext:
        made = browser.new_context(locale=locales[lang])
        made.set_default_timeout(patience)
        made.add_init_script(WATCH_RUNS)
        return made

    return context


@dataclass
class Tabs:
    """`contexts` gives the browser context of a language, `viewer` is an address."""

    contexts: Contexts
    viewer: str
    pages: list[Page] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(
        self,
        path: str = "",
        *,
        lang: str = "zh",
        theme: Theme = "light",
        width: int = 1440,
        height: int = 900,
        **filters: str,
    ) -> Page:
        """A page in a tab and a session of its own, settled. `filters` are its query parameters, `lang` is the language of the browser."""
        page = self.contexts(lang).new_page()
        self.pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        page.on("request", self._watch_request)
        page.on("console", self._watch_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._watch_dialog)
        page.goto(f"{self.viewer}/{_address(path, filters)}", wait_until="commit")
        settled(page)
        return page

    def visit(self, path: str = "", *, width: int = 1440, height: int = 900, **filters: str) -> Page:
        """As `open`, in the one session that all visits share: from the overview, as by a link. So nothing is loaded anew."""
        page = self._visited
        for address in ("", _address(path, filters)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(_FOLLOW, f"{self.viewer}/{address}")
            settled(page)
        return page

    def check(self) -> None:
        """Fails if one of the pages asked another host, or complained."""
        assert not self.foreign, f"requests to other hosts: {self.foreign}"
        assert not self.complaints, self.complaints

    def close(self) -> None:
        for page in self.pages:
            page.evaluate("() => localStorage.clear()")
            page.close()

    @cached_property
    def _visited(self) -> Page:
        return self.open()

    def _watch_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and asked.netloc != urlsplit(self.viewer).netloc:
            self.foreign.append(request.url)

    def _watch_console(self, message: ConsoleMessage) -> None:
        probing = "/_stcore/" in message.location.get("url", "")  # Streamlit looks for its server below the page's address first
        if message.type == "error" and not probing:
            self.complaints.append(message.text)

    def _watch_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"a script ran: {dialog.message}")
        dialog.dismiss()


@contextmanager
def tabs(contexts: Contexts, viewer: str) -> Iterator[Tabs]:
    opened = Tabs(contexts, viewer)
    try:
        yield opened
    finally:
        opened.close()
    opened.check()


def _address(path: str, filters: dict[str, str]) -> str:
    return f"{path}?{urlencode(filters)}" if filters else path
