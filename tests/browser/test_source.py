"""The page of source texts in a real browser: a fact's address shows its words, a click its card; filters, search, contradictions, faults."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from kg.graph import Graph
from tests.browser.conftest import serving
from tests.browser.page_state import address, settled
from tests.browser.tabs import Contexts, Open, tabs

OPINIONS, PLAN = "yunze-2021-5", "wuling-2021-2025"
FACT = "yunze-2021-5/i1/funding/1"
IN_VIEW = """node => {
  const pane = node.closest('.text').getBoundingClientRect(), own = node.getBoundingClientRect();
  return own.top >= pane.top && own.bottom <= pane.bottom && own.bottom <= innerHeight;
}"""


def shown_words(marks: Locator) -> str:
    return "".join("".join(marks.all_text_contents()).split())


def card(page: Page) -> Locator:
    return page.locator(".panel")


def letters(words: str) -> str:
    return "".join(words.split())


def test_the_address_of_a_fact_stands_on_its_words(visit: Open, graph: Graph) -> None:
    page = visit("source", document=OPINIONS, fact=FACT)
    chosen = page.locator(".text .chosen")
    expect(chosen.first).to_be_visible()
    [row] = [row for row in graph.answer("funding", {"document": OPINIONS}).rows if row["id"] == FACT]
    assert shown_words(chosen) == letters(row["quote"])
    assert chosen.first.evaluate(IN_VIEW)
    expect(card(page)).to_contain_text("100万元")
    expect(card(page).locator("blockquote").first).to_contain_text("分别给予100万元、50万元安家补贴")


def test_a_click_on_a_mark_shows_its_card_and_address(visit: Open) -> None:
    page = visit("source", document=OPINIONS, kinds="responsibilities")
    mark = page.locator(".text span.fact", has_text=re.compile("^市委组织部牵头$")).first
    mark.scroll_into_view_if_needed()
    mark.click()
    expect(card(page).locator("h3")).to_contain_text("牵头 · 市委组织部")
    assert address(page)["fact"].startswith(f"{OPINIONS}/i1/responsibilities/")
    expect(page.locator(".text .chosen").first).to_have_text("市委组织部牵头")
    assert "责任：牵头 · 市委组织部" in str(mark.get_attribute("title"))
    page.reload()
    settled(page)
    expect(page.locator(".text .chosen").first).to_have_text("市委组织部牵头")
    card(page).get_by_text("在图谱中查看").click()
    expect(page.locator(".zm-panel-head")).to_contain_text("市委组织部 → 实施云雀计划")
    expect(page.locator("mark").first).to_have_text("市委组织部牵头")
    assert address(page)["at"] == f"agency/910100-organization~leads~document/{OPINIONS}/i1/tasks/1"


def test_facts_on_the_same_words_lead_to_each_other(visit: Open) -> None:
    page = visit("source", fact=FACT)
    others = card(page).locator("li a")
    expect(others.first).to_be_visible()
    name = others.first.inner_text()
    others.first.click()
    expect(card(page).locator("h3")).to_contain_text(name)
    assert address(page)["fact"] != FACT
    page.go_back()
    settled(page)
    assert address(page)["fact"] == FACT


def test_kinds_are_filtered_and_kept_in_the_address(visit: Open, graph: Graph) -> None:
    page = visit("source", document=OPINIONS)
    chip = page.locator("button[data-kind=funding]")
    chip.click()
    page.wait_for_url("**kinds=funding*")
    expect(page.get_by_text("标出 资金")).to_be_visible()
    expect(page.locator("button[data-kind=measures]")).to_have_attribute("aria-pressed", "false")
    quotes = {letters(row["quote"]) for row in graph.answer("funding", {"document": OPINIONS}).rows}
    marked = page.locator(".text span.fact").evaluate_all("nodes => nodes.map(node => [node.textContent, node.title])")
    assert marked
    assert all("资金：" in title and any(letters(words) in quote for quote in quotes) for words, title in marked)
    assert all("措施：" not in title for _, title in marked)
    page.locator("button[data-kind=conditions]").click()
    page.wait_for_url("**kinds=funding%2Cconditions*")
    page.reload()
    settled(page)
    expect(page.locator("button[data-kind=conditions]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("button[data-kind=tasks]")).to_have_attribute("aria-pressed", "false")
    page.locator(".legend .all").click()
    expect(page.get_by_text("标出全部")).to_be_visible()
    assert "kinds" not in address(page)


def test_nothing_is_known_by_its_colour_alone(visit: Open) -> None:
    page = visit("source", fact=FACT)
    chips = page.locator(".legend button[data-kind]")
    looks = chips.evaluate_all("nodes => nodes.map(n => n.querySelector('.sign').textContent + n.querySelector('.sign').className)")
    assert len(set(looks)) == len(looks) == 11
    assert page.locator(".text i.start", has_text="资").count() > 0


def test_words_are_sought_and_walked_through(visit: Open, graph: Graph) -> None:
    page = visit("source", document=PLAN)
    search = page.get_by_role("searchbox")
    search.fill("人才")
    search.press("Enter")
    count = len(graph.search("人才", document=PLAN, limit=None))
    expect(page.locator(".hits")).to_have_text(f"1/{count} 处")
    assert page.locator(".text .here").evaluate(IN_VIEW)
    search.press("Enter")
    expect(page.locator(".hits")).to_have_text(f"2/{count} 处")
    assert address(page)["words"] == "人才"
    assert shown_words(page.locator(".text .found")).count("人才") == count
    search.fill("火星")
    search.press("Enter")
    expect(page.get_by_text("本文件没有“火星”")).to_be_visible()


def test_a_contradiction_leads_from_one_place_to_the_other(visit: Open) -> None:
    page = visit("source", document=PLAN)
    finding = card(page).locator(".finding", has_text="10万人，11万人")
    expect(finding.locator(".side")).to_have_count(2)
    finding.locator(".side a").first.click()
    settled(page)
    expect(page.locator(".text .chosen").first).to_be_visible()
    assert shown_words(page.locator(".text .chosen")) == "到2025年，人才资源总量达到10万人"
    assert page.locator(".text .chosen").first.evaluate(IN_VIEW)
    page.locator(".finding .side:not(.chosen) a").first.click()
    page.wait_for_url("**t1-r2*")
    expect(page.locator(".text td .chosen").first).to_be_visible()
    assert shown_words(page.locator(".text td .chosen")) == "人才资源总量万人8.211预期性"
    assert page.locator(".text td .chosen").first.evaluate(IN_VIEW)
    assert page.locator(".text tr.lit i.clash").count() == 1


def test_a_fault_of_the_scan_is_folded_and_named(visit: Open) -> None:
    page = visit("source", document=PLAN)
    folded = page.locator("details.fault")
    expect(folded.locator("summary")).to_contain_text("目录错乱：table of contents")
    assert folded.evaluate("node => node.open") is False
    card(page).get_by_text("目录错乱").click()
    page.wait_for_url("**start=41*")
    expect(folded).to_have_attribute("open", "")
    expect(page.locator("i.warn", has_text="扫描重复")).to_have_count(1)


def test_outline_and_margin_lead_to_clauses(visit: Open, graph: Graph) -> None:
    page = visit("source", document=OPINIONS)
    entry = page.locator(".outline button", has_text="实施云雀计划")
    entry.click()
    expect(card(page).locator("h3")).to_contain_text("实施云雀计划")
    assert address(page)["clause"] == f"{OPINIONS}/i1"
    expect(entry).to_have_attribute("aria-current", "")
    [row] = [row for row in graph.answer("clauses", {"document": OPINIONS}).rows if row["clause"] == f"{OPINIONS}/i1"]
    expect(page.locator(".text .lit button.mark")).to_have_text(str(row["facts"]))
    page.locator(".text button.mark.empty").first.click()
    expect(card(page)).to_contain_text("已读，不载事实：")


def test_a_table_is_a_table(visit: Open) -> None:
    page = visit("source", clause="weitang-2022-3/t1")
    head = page.locator(".text table").first.locator("th")
    assert head.all_inner_texts() == ["指标", "2021年", "2025年", "增长"]


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit("source", document=OPINIONS, kinds="funding")
    page.locator(".walk button").last.focus()
    page.keyboard.press("Enter")
    expect(card(page).locator("h3")).to_contain_text("资金")
    expect(page.locator(".at")).to_have_text(re.compile(r"事实 1/\d+"))
    first = address(page)["fact"]
    page.keyboard.press("Enter")
    expect(page.locator(".at")).to_have_text(re.compile(r"事实 2/\d+"))
    page.wait_for_function(
        "first => !decodeURIComponent(location.search).includes(first + '&') && !decodeURIComponent(location.search).endsWith(first)",
        arg=first,
    )


def test_the_walk_begins_where_the_reader_is(visit: Open, graph: Graph) -> None:
    page = visit("source", clause=f"{OPINIONS}/i2")
    expect(page.locator(".at")).to_have_text(re.compile("事实 –/"))
    page.locator(".text .lit").first.wait_for()
    page.locator(".text").evaluate("pane => pane.scrollTop = pane.querySelector('.lit').offsetTop")
    page.locator(".walk button").last.click()
    expect(page.locator(".text .chosen").first).to_be_visible()
    settled(page)
    assert address(page)["fact"].startswith(f"{OPINIONS}/i2/")


def test_on_a_telephone_the_card_stands_below_the_words(visit: Open) -> None:
    page = visit("source", document=OPINIONS, width=390, height=844, kinds="deliverables")
    page.locator(".text span.fact").first.dispatch_event("click")
    expect(card(page).locator("h3")).to_contain_text("拟出台文件")
    expect(card(page).locator("h3")).to_be_in_viewport()


def test_the_longest_document_is_drawn_in_well_under_a_second(contexts: Contexts, real_home: Path, real_graph: Graph) -> None:
    longest = max(real_graph.answer("documents").rows, key=lambda row: row["facts"])
    with serving(real_home) as real_viewer, tabs(contexts, real_viewer) as opened:
        took = opened.open("source", document=longest["document"]).evaluate(
            """() => {
              const host = [...document.querySelectorAll('*')].find(node => node.shadowRoot?.querySelector('.zm-source'));
              const chip = host.shadowRoot.querySelector('[data-kind="tasks"]');
              const begun = performance.now();
              chip.click();
              host.getBoundingClientRect();
              return performance.now() - begun;
            }"""
        )
    assert took < 500
