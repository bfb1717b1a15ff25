"""The search box: suggestions while typing, by keyboard, on every page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.page_state import settled
from tests.browser.tabs import Open


def test_first_letters_lead_to_an_agency_without_a_mouse(visit: Open) -> None:
    page = visit("questions", question="documents")
    box = page.get_by_role("combobox", name="搜索", exact=True)
    box.fill("")
    box.press_sequentially("srsj")
    expect(page.get_by_role("option").first).to_contain_text("市人社局")
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile(r"/agencies\?.*agency="))
    settled(page)
    expect(box).to_have_value("")


def test_words_of_a_text_lead_to_their_place_and_what_nobody_says_is_told(visit: Open) -> None:
    page = visit("")
    box = page.get_by_role("combobox", name="搜索", exact=True)
    box.fill("人才公寓")
    page.get_by_role("group", name="原文").get_by_role("option").first.click()
    page.wait_for_url("**/source?**")
    settled(page)
    box.fill("<b>qqzz</b>")
    expect(page.get_by_text("没有名称或原文含有这些字")).to_be_visible()
