"""The original beside the text in a real browser: the words of a fact on the picture of their page; pages, doubts, the file to save."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_state import address, settled
from tests.browser.tabs import Open
from tests.datasets import CORPUS

DOCUMENT = "yunze-2021-5"
FACT = f"{DOCUMENT}/i1/funding/1"
INK = """([image, box]) => {
  const canvas = document.createElement('canvas'), at = box.getBoundingClientRect(), whole = image.getBoundingClientRect();
  const scale = image.naturalWidth / whole.width;
  canvas.width = at.width * scale; canvas.height = at.height * scale;
  const context = canvas.getContext('2d');
  context.drawImage(image, (whole.left - at.left) * scale, (whole.top - at.top) * scale);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((dark, value, i) => dark + (i % 4 === 0 && value < 128), 0) / (data.length / 4);
}"""
"""The share of dark dots of the picture below a box."""


def ink(page: Page, box: str) -> float:
    image = page.locator(".zm-page img")
    expect(image).to_have_attribute("src", re.compile("^data:image/png"))
    image.evaluate("image => image.decode()")
    found: float = page.evaluate(INK, [image.element_handle(), page.locator(box).first.element_handle()])
    return found


def test_the_words_of_a_fact_are_marked_on_the_picture_of_their_page(visit: Open) -> None:
    page = visit("source", fact=FACT)
    expect(page.locator(".zm-page output")).to_have_text("第 2/3 页")
    expect(page.locator(".zm-page .mark")).to_have_count(2)
    assert ink(page, ".zm-page .mark") > 0.05
    for mark in page.locator(".zm-page .mark").all():
        assert mark.evaluate(
            "n => { const p = n.closest('.pane').getBoundingClientRect(), o = n.getBoundingClientRect(); return o.top >= p.top && o.bottom <= p.bottom }"
        )
    page.locator(".zm-page .zoom").click()
    assert page.locator(".zm-page .sheet").evaluate("n => n.clientWidth / n.parentElement.clientWidth") == pytest.approx(2, abs=0.01)


def test_the_picture_follows_the_selection_and_the_pages_are_turned(visit: Open) -> None:
    page = visit("source", document=DOCUMENT)
    at = page.locator(".zm-page output")
    expect(at).to_have_text("第 1/3 页")
    page.locator(".outline button", has_text="改进人才评价").click()
    expect(at).to_have_text("第 3/3 页")
    page.get_by_role("button", name="上一页").click()
    expect(at).to_have_text("第 2/3 页")
    page.wait_for_url("**sheet=2*")
    page.reload()
    settled(page)
    expect(at).to_have_text("第 2/3 页")
    page.locator(".text span.fact", has_text="申请人年龄不超过55周岁").first.click()
    expect(page.locator(".zm-page .mark")).not_to_have_count(0)
    assert "sheet" not in address(page)


def test_words_that_are_sought_are_marked_on_their_pages(visit: Open) -> None:
    page = visit("source", document=DOCUMENT)
    search = page.get_by_role("searchbox")
    search.fill("高技能人才")
    search.press("Enter")
    expect(page.locator(".zm-page .mark")).to_have_count(1)
    expect(page.locator(".zm-page output")).to_have_text("第 1/3 页")
    assert ink(page, ".zm-page .mark") > 0.05
    search.press("Enter")
    expect(page.locator(".hits")).to_have_text("2/2 处")
    expect(page.locator(".zm-page output")).to_have_text("第 3/3 页")
    expect(page.locator(".zm-page .mark")).to_have_count(1)
    page.get_by_role("button", name="也在第 1 页").click()
    expect(page.locator(".zm-page output")).to_have_text("第 1/3 页")
    expect(page.locator(".zm-page .context")).to_have_count(1)


def test_doubts_have_a_mark_of_their_own_a_list_and_a_place_on_the_page(visit: Open) -> None:
    page = visit("source", document=DOCUMENT)
    expect(page.locator(".text .doubt")).to_have_text("1.5万元")
    page.locator(".panel .doubts a", has_text="两次识读不同").click()
    expect(page.locator(".zm-page output")).to_have_text("第 3/3 页")
    expect(page.locator(".zm-page .doubt")).to_have_attribute("title", "两次识读不同：15万元")
    expect(page.locator(".zm-page .gap")).to_have_count(1)
    assert ink(page, ".zm-page .doubt") > 0.05
    page.locator(".legend button.doubts").click()
    page.wait_for_url("**doubts=off*")
    expect(page.locator(".zm-page .doubt")).to_have_count(0)
    expect(page.locator(".text .query").first).to_be_hidden()
    page.locator(".text .edited").click()
    page.wait_for_url("**start=574*")
    expect(page.locator(".text .corrected")).to_have_text("住")
    assert "识读为“往”，原件为“住”" in str(page.locator(".text .corrected").get_attribute("title"))


def test_the_original_is_saved_to_the_byte(visit: Open) -> None:
    page = visit("source", document=DOCUMENT)
    with page.expect_download() as saving:
        page.get_by_role("button", name="下载原件").click()
    assert saving.value.suggested_filename == "云泽市引才聚才若干意见（扫描件）.pdf"
    assert saving.value.path().read_bytes() == (CORPUS / "documents" / DOCUMENT / "original.pdf").read_bytes()


@pytest.mark.parametrize(
    "look", [{"width": 390, "height": 844, "lang": "en"}, {"theme": "dark", "lang": "en"}, {"width": 390, "theme": "dark"}]
)
def test_it_fits_every_screen_in_both_themes_and_languages(open_page: Open, look: dict[str, Any]) -> None:
    page = open_page("source", fact=FACT, **look)
    expect(page.locator(".zm-page .mark")).to_have_count(2)
    assert ink(page, ".zm-page .mark") > 0.05
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".zm-page").evaluate("n => n.getBoundingClientRect().right <= innerWidth")


def test_a_document_without_an_original_is_as_before(visit: Open) -> None:
    page = visit("source", document="wuling-2021-2025")
    expect(page.locator(".text .fact").first).to_be_visible()
    expect(page.locator(".zm-page")).to_have_count(0)
    expect(page.locator(".legend button.doubts")).to_have_count(0)
