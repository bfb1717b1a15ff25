"""One language a page: the words of Streamlit itself are in that of the page too."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.page_state import settled
from tests.browser.tabs import Open


def test_a_chinese_page_has_no_english_words_of_the_frame(visit: Open) -> None:
    page = visit("questions", question="funding")
    assert page.get_by_label("“城市”的说明").count() == 1
    assert page.locator('[aria-label^="Help"]').count() == 0
    page.get_by_label("城市", exact=True).first.fill("zzzz")
    expect(page.get_by_text("没有匹配的选项")).to_be_visible()
    page.keyboard.press("Escape")


def test_an_english_page_keeps_them(open_page: Open) -> None:
    page = open_page("questions", question="funding", lang="en")
    settled(page)
    assert page.get_by_label("Help for City").count() == 1
