"""The health check in a browser: from a number to its findings, from a passage to its words in the source, and back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.page_state import settled
from tests.browser.tabs import Open


def test_a_number_leads_to_its_findings_and_a_passage_to_the_source(visit: Open) -> None:
    page = visit("health", city="雾岭市")
    card = page.locator("article.found", has_text="6.1万人 > 5.5万人，多出6000人")
    expect(card.locator("mark")).to_have_count(2)
    page.get_by_role("row", name=re.compile("资金无出资方")).get_by_role("link").first.click()
    page.wait_for_url("**rule=funding_without_payer**")
    settled(page)
    cards = page.locator("article.found")
    expect(cards.first).to_contain_text("没有写明由谁出资")
    cards.first.get_by_role("link", name="看原文").click()
    page.wait_for_url("**/source?**fact=**")
    settled(page)
    page.go_back()
    page.wait_for_url("**rule=funding_without_payer**")
    expect(page.locator("article.found").first).to_contain_text("没有写明由谁出资")
