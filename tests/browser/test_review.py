"""The page of review in a real browser: by the keyboard, on disk at once, nothing lost."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kg import paths
from tests.browser.conftest import serving
from tests.browser.tabs import Contexts, Open, tabs
from tests.review.reviewing import DOCUMENT, FIRST, make_data


@dataclass
class Desk:
    """A review in the browser, and its files."""

    data: Path
    open: Open

    def page(self, clause: str = FIRST, **options: str) -> Page:
        page = self.open("review", document=DOCUMENT, clause=clause, **options)
        page.locator(".zm-review .text").wait_for()
        return page

    def rows(self, kind: str) -> list[dict[str, str]]:
        path = self.data / "documents" / DOCUMENT / f"{kind}.csv"
        return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))

    def actions(self) -> list[str]:
        path = self.data / "documents" / DOCUMENT / "decisions.jsonl"
        return [json.loads(line)["action"] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Iterator[tuple[Path, str]]:
    """A document of its own under review, and the viewer of it; the graph around it is that of the corpus."""
    data = make_data(tmp_path_factory.mktemp("review"))
    shutil.copytree(data, data.with_name("untouched"))
    with serving(home, {paths.REVIEWED: str(data), paths.REVIEWER: "甲"}) as address:
        yield data, address


@pytest.fixture
def desk(served: tuple[Path, str], contexts: Contexts) -> Iterator[Desk]:
    """The document as it was before anybody decided."""
    data, address = served
    shutil.rmtree(data)
    shutil.copytree(data.with_name("untouched"), data)
    with tabs(contexts, address) as opened:
        yield Desk(data, opened.open)


def saved(page: Page) -> None:
    """What was decided is on disk."""
    expect(page.locator(".zm-review .state")).to_have_text("已写入文件")


def items(page: Page, status: str, reading: str) -> Locator:
    """The drafts of a status that read so."""
    return page.locator(f".item.{status}").filter(has=page.locator(".reading", has_text=reading))


def choose(page: Page, reading: str) -> None:
    page.locator(".item .reading", has_text=reading).first.click()


def select(page: Page, words: str) -> None:
    page.locator(".zm-review .text").evaluate(
        """(text, words) => {
      const span = [...text.children].find((node) => node.textContent.includes(words));
      const at = span.textContent.indexOf(words);
      const range = document.createRange();
      range.setStart(span.firstChild, at);
      range.setEnd(span.firstChild, at + words.length);
      const selection = text.getRootNode().getSelection?.() ?? document.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      text.closest('.zm-review').focus({ preventScroll: true });
    }""",
        words,
    )


def test_a_document_is_reviewed_by_the_keyboard_alone(desk: Desk) -> None:
    page = desk.page()
    count = page.locator(".item.open").count()
    assert count > 3
    for _ in range(count):
        page.keyboard.press("Space")
    expect(page.locator(".item.open")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".left h3")).not_to_contain_text("支持企业引才")
    saved(page)
    assert [row["amount_min"] for row in desk.rows("funding")] == ["200000"]
    assert "read" in desk.actions()


def test_the_words_that_name_an_entry_are_marked(desk: Desk) -> None:
    page = desk.page()
    choose(page, "市海洋局")
    expect(page.locator(".zm-review .text .context").first).to_be_visible()


def test_a_draft_is_rejected_and_taken_back(desk: Desk) -> None:
    page = desk.page()
    choose(page, "补贴 20万元")
    page.keyboard.press("x")
    expect(items(page, "rejected", "20万元")).to_be_visible()
    page.keyboard.press("z")
    expect(items(page, "open", "补贴 20万元")).to_be_visible()
    saved(page)
    assert desk.actions() == ["reject", "undo"]


def test_a_field_is_edited_and_held_against_the_words_while_it_is_typed(desk: Desk) -> None:
    page = desk.page()
    choose(page, "补贴 20万元")
    page.keyboard.press("e")
    most = page.get_by_label("至多（元）")
    most.fill("300000")
    expect(page.locator(".faults")).to_contain_text("300000")
    page.keyboard.press("Enter")
    expect(page.locator(".message")).not_to_be_empty()
    choose(page, "补贴 20万元")
    page.keyboard.press("e")
    page.get_by_label("类型").select_option("reward")
    expect(page.locator(".faults")).to_contain_text("原文可以证明")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".item.edited, .item.waiting", has_text="奖励 20万元")).to_be_visible()
    saved(page)
    assert desk.actions() == ["edit"]


def test_a_form_that_is_saved_unchanged_accepts(desk: Desk) -> None:
    page = desk.page()
    choose(page, "补贴 20万元")
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    expect(page.locator(".item.accepted, .item.waiting", has_text="补贴 20万元")).to_be_visible()
    saved(page)
    assert desk.actions() == ["accept"]


def test_a_refused_decision_is_told_on_its_draft_while_others_are_decided(desk: Desk) -> None:
    page = desk.page()
    choose(page, "补贴 20万元")
    page.keyboard.press("e")
    page.get_by_label("至多（元）").fill("300000")
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Space")
    saved(page)
    expect(items(page, "open", "补贴 20万元").locator(".failed")).to_contain_text("应为")


def test_the_facts_of_the_clause_are_offered_for_a_condition_that_is_added(desk: Desk) -> None:
    page = desk.page()
    while page.locator(".item.open").count():
        page.keyboard.press("Space")
    saved(page)
    select(page, "新引进")
    page.keyboard.press("a")
    page.get_by_label("事实种类").select_option("conditions")
    expect(page.locator("#zm-field-offer-list option")).to_have_count(1)
    expect(page.locator("#zm-field-offer-list option")).to_contain_text("补贴 20万元")


def test_words_that_are_selected_become_a_fact_that_was_missed(desk: Desk) -> None:
    page = desk.page()
    select(page, "支持企业引才")
    page.keyboard.press("a")
    page.get_by_label("事实种类").select_option("measures")
    page.get_by_label("政策工具").select_option("recruitment")
    page.get_by_label("内容", exact=True).fill("支持企业引才")
    expect(page.locator(".faults")).to_contain_text("原文可以证明")
    page.get_by_role("button", name="保存").click()
    saved(page)
    assert [row["quote"] for row in desk.rows("measures")] == ["支持企业引才"]


def test_what_the_server_did_not_acknowledge_is_sent_again(desk: Desk) -> None:
    """A server that ends, or a browser that is closed, before an answer came loses no decision."""
    page = desk.page()
    choose(page, "补贴 20万元")
    page.context.set_offline(True)
    page.keyboard.press("x")
    kept = page.evaluate("() => Object.entries(localStorage).filter(([key]) => key.startsWith('zm-review-')).map(([, acts]) => acts)")
    assert [act["do"] for acts in kept for act in json.loads(acts)] == ["reject"]
    page.context.set_offline(False)
    page.reload()
    page.locator(".zm-review .text").wait_for()
    expect(items(page, "rejected", "20万元")).to_be_visible()
    assert desk.actions() == ["reject"]


@pytest.mark.parametrize(("theme", "width"), [("dark", "1440"), ("light", "390")])
def test_it_fits_the_screen(desk: Desk, theme: str, width: str) -> None:
    page = desk.page(theme=theme, width=int(width), lang="en")  # type: ignore[arg-type]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".item.open .buttons button").first).to_have_text("Accept")


def test_bodies_of_one_bracket_are_accepted_at_one_look_with_what_they_wait_for(desk: Desk) -> None:
    page = desk.page()
    choose(page, "市财政局")
    page.keyboard.press("s")
    expect(page.locator(".item.open .reading", has_text="市财政局")).to_have_count(0)
    saved(page)
    assert desk.actions() == ["accept"]
    page.keyboard.press("z")
    expect(page.locator(".item.open .reading", has_text="市海洋局：")).to_be_visible()
    choose(page, "市海洋局：")
    page.keyboard.press("w")
    expect(page.locator(".item.open .reading", has_text="市海洋局")).to_have_count(0)
    saved(page)
    assert desk.actions() == ["accept", "undo", "accept_entry", "accept"]
    assert [row["agency"] for row in desk.rows("responsibilities")] == ["市海洋局"]


def test_what_the_address_asks_for_and_is_not_there_is_told(desk: Desk) -> None:
    page = desk.page(clause="c9-s9")
    expect(page.get_by_text("本文件没有条款“c9-s9”")).to_be_visible()
    page = desk.open("review", document="nosuch-2020-1")
    expect(page.get_by_text("没有文件“nosuch-2020-1”")).to_be_visible()
