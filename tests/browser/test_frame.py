"""The frame in a browser: languages, links that stay in the session, two people apart, keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.page_state import settled
from tests.browser.tabs import Open


def test_the_language_is_switched_for_everything_and_stays(open_page: Open) -> None:
    page = open_page("questions", question="funding")
    expect(page.get_by_role("heading", name="问答")).to_be_visible()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Questions")).to_be_visible()
    settled(page)
    assert "lang=en" in page.url
    assert "question=funding" in page.url
    assert page.evaluate("() => document.documentElement.lang") == "en"
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    settled(page)
    assert "lang=en" in page.url


def test_a_number_of_the_overview_leads_to_its_rows_without_loading_anew(visit: Open) -> None:
    page = visit()
    page.evaluate("() => { window.stays = true }")
    page.locator("a.tile", has_text="处矛盾").click()
    expect(page.get_by_role("heading", name="问答")).to_be_visible()
    settled(page)
    assert "question=findings" in page.url
    assert "severity=contradiction" in page.url
    assert page.evaluate("() => window.stays") is True
    expect(page.get_by_text("程度为“矛盾”")).to_be_visible()


def test_going_back_restores_what_was_seen(visit: Open) -> None:
    page = visit("questions", question="funding", city="云泽市")
    page.get_by_role("combobox", name="城市").click()
    page.get_by_role("option", name="雾岭市").click()
    expect(page.get_by_text("城市为“云泽市、雾岭市”")).to_be_visible()
    settled(page)
    assert "%E9%9B%BE" in page.url
    page.go_back()
    expect(page.get_by_text("城市为“云泽市”")).to_be_visible()


FACT = "wuling-2021-2025/t1-r2/targets/1"


def test_one_step_back_is_where_the_reader_was_before(open_page: Open) -> None:
    """Over a card, the navigation, a link under a table, a number: between them is no page with the parameters of another."""
    page = open_page("source", document="wuling-2021-2025", fact=FACT)
    seen = []
    for link, place in (
        (page.get_by_text("在图谱中查看"), "**/graph?*"),
        (page.get_by_role("link", name="问答"), "**/questions?*"),
        (page.get_by_role("link", name="在原文中查看"), "**/source?*fact=*"),
        (page.get_by_role("link", name="总览"), re.compile("/$")),
        (page.locator("a.tile", has_text="处缺口"), "**severity=gap*"),
    ):
        seen.append((page.url, page.get_by_role("heading", level=2).inner_text()))
        link.click()
        page.wait_for_url(place)
        settled(page)
    for url, heading in reversed(seen):
        page.go_back()
        expect(page.get_by_role("heading", name=heading, exact=True, level=2)).to_be_visible()
        settled(page)
        assert page.url == url
    expect(page.locator(".panel h3")).to_contain_text("人才资源总量")


def test_the_address_restores_the_view_for_somebody_else(open_page: Open) -> None:
    page = open_page("questions", question="funding", city="云泽市")
    page.get_by_role("textbox", name="字词").fill("租金")
    page.keyboard.press("Enter")
    expect(page.get_by_text("字词含“租金”")).to_be_visible()
    settled(page)
    other = open_page(page.url.split("/", 3)[3])
    expect(other.get_by_text("城市为“云泽市”，字词含“租金”")).to_be_visible()


def test_two_people_do_not_see_each_others_filters(open_page: Open) -> None:
    one, other = open_page("questions", question="funding"), open_page("questions", question="funding")
    one.get_by_role("textbox", name="字词").fill("租金")
    one.keyboard.press("Enter")
    expect(one.get_by_text("字词含“租金”")).to_be_visible()
    assert open_page("questions", question="funding").get_by_role("textbox", name="字词").input_value() == ""
    choose_english(other)
    other.reload()
    settled(other)
    assert "“租金”" not in other.locator("body").inner_text()
    assert other.get_by_role("textbox", name="Words").input_value() == ""
    expect(one.get_by_role("heading", name="问答")).to_be_visible()


def test_the_keyboard_leads_to_a_page_and_back(visit: Open) -> None:
    page = visit()
    page.locator("a.tile").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="问答")).to_be_visible()


def choose_english(page: Page) -> None:
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Questions")).to_be_visible()
    settled(page)


def test_the_link_of_a_view_is_copied_where_the_browser_lets_pages_copy_and_shown_where_not(open_page: Open) -> None:
    page = open_page("questions", question="measures", city="云泽市")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_text("已复制本页链接")).to_be_visible()
    assert page.evaluate("window.copied") == page.url and "measures" in page.url
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("textbox", name="复制链接")).to_have_value(page.url)
