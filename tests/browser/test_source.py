"""The page of source texts in a real browser: a fact's address shows its words, a click its card; filters, search, contradictions, faults."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from kg.graph import Graph
from tests.browser.conftest import PATIENCE, Open, settled

expect.set_options(timeout=PATIENCE)

DOCUMENT = "jincheng-2022-24"
FACT = "taiyuan-2018-2/a19/funding/1"
IN_VIEW = """node => {
  const pane = node.closest('.text').getBoundingClientRect(), own = node.getBoundingClientRect();
  return own.top >= pane.top && own.bottom <= pane.bottom && own.bottom <= innerHeight;
}"""


def address(page: Page) -> dict[str, str]:
    settled(page)
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def shown_words(marks: Locator) -> str:
    return "".join("".join(marks.all_text_contents()).split())


def card(page: Page) -> Locator:
    return page.locator(".panel")


def letters(words: str) -> str:
    return "".join(words.split())


def test_the_address_of_a_fact_stands_on_its_words(open_page: Open, graph: Graph) -> None:
    page = open_page("source", document="taiyuan-2018-2", fact=FACT)
    chosen = page.locator(".text .chosen")
    expect(chosen.first).to_be_visible()
    [row] = [row for row in graph.answer("funding", {"document": "taiyuan-2018-2"}).rows if row["id"] == FACT]
    assert shown_words(chosen) == letters(row["quote"])
    assert chosen.first.evaluate(IN_VIEW)
    expect(card(page)).to_contain_text("1,200万元")
    expect(card(page).locator("blockquote").first).to_contain_text("给予1200万元科研经费")


def test_a_click_on_a_mark_shows_its_card_and_address(open_page: Open) -> None:
    page = open_page("source", document="shizuishan-2020-32", kinds="responsibilities")
    mark = page.locator(".text span.fact", has_text=re.compile("^市人社局牵头负责$")).first
    mark.scroll_into_view_if_needed()
    mark.click()
    expect(card(page).locator("h3")).to_contain_text("牵头 · 市人社局")
    assert address(page)["fact"].startswith("shizuishan-2020-32/i2/responsibilities/")
    expect(page.locator(".text .chosen").first).to_have_text("市人社局牵头负责")
    assert "责任：牵头 · 市人社局" in str(mark.get_attribute("title"))
    page.reload()
    settled(page)
    expect(page.locator(".text .chosen").first).to_have_text("市人社局牵头负责")
    card(page).get_by_text("在图谱中查看").click()
    expect(page.locator(".zm-panel-head")).to_contain_text("市人社局 → 深化人力资源市场改革")
    expect(page.locator("mark").first).to_have_text("市人社局牵头负责")
    assert address(page)["at"] == "agency/640200-human-resources~leads~document/shizuishan-2020-32/i2/tasks/1"


def test_facts_on_the_same_words_lead_to_each_other(open_page: Open) -> None:
    page = open_page("source", fact=FACT)
    others = card(page).locator("li a")
    expect(others.first).to_be_visible()
    name = others.first.inner_text()
    others.first.click()
    expect(card(page).locator("h3")).to_contain_text(name)
    assert address(page)["fact"] != FACT
    page.go_back()
    settled(page)
    assert address(page)["fact"] == FACT


def test_kinds_are_filtered_and_kept_in_the_address(open_page: Open, graph: Graph) -> None:
    page = open_page("source", document="taiyuan-2018-2")
    chip = page.locator("button[data-kind=funding]")
    chip.click()
    page.wait_for_url("**kinds=funding*")
    expect(page.get_by_text("标出 资金")).to_be_visible()
    expect(page.locator("button[data-kind=measures]")).to_have_attribute("aria-pressed", "false")
    quotes = {letters(row["quote"]) for row in graph.answer("funding", {"document": "taiyuan-2018-2"}).rows}
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


def test_nothing_is_known_by_its_colour_alone(open_page: Open) -> None:
    page = open_page("source", fact=FACT)
    chips = page.locator(".legend button[data-kind]")
    looks = chips.evaluate_all("nodes => nodes.map(n => n.querySelector('.sign').textContent + n.querySelector('.sign').className)")
    assert len(set(looks)) == len(looks) == 11
    assert page.locator(".text i.start", has_text="资").count() > 0


def test_words_are_sought_and_walked_through(open_page: Open, graph: Graph) -> None:
    page = open_page("source", document=DOCUMENT)
    search = page.get_by_role("searchbox")
    search.fill("职业技能")
    search.press("Enter")
    count = len(graph.search("职业技能", document=DOCUMENT, limit=None))
    expect(page.locator(".hits")).to_have_text(f"1/{count} 处")
    assert page.locator(".text .here").evaluate(IN_VIEW)
    search.press("Enter")
    expect(page.locator(".hits")).to_have_text(f"2/{count} 处")
    assert address(page)["words"] == "职业技能"
    assert shown_words(page.locator(".text .found")).count("职业技能") == count
    search.fill("火星")
    search.press("Enter")
    expect(page.get_by_text("本文件没有“火星”")).to_be_visible()


def test_a_contradiction_leads_from_one_place_to_the_other(open_page: Open) -> None:
    page = open_page("source", document=DOCUMENT)
    finding = card(page).locator(".finding", has_text="全市从业人员持证率")
    expect(finding.locator(".side")).to_have_count(2)
    finding.locator(".side a").first.click()
    expect(page.locator(".text .chosen").first).to_be_visible()
    assert shown_words(page.locator(".text .chosen")) == "全市从业人员持证率达到55%以上"
    assert page.locator(".text .chosen").first.evaluate(IN_VIEW)
    page.locator(".finding .side:not(.chosen) a").first.click()
    page.wait_for_url("**t1-r18*")
    expect(page.locator(".text td .chosen").first).to_be_visible()
    assert shown_words(page.locator(".text td .chosen")) == "从业人员持证率%36.940预期性"
    assert page.locator(".text td .chosen").first.evaluate(IN_VIEW)
    assert page.locator(".text tr.lit i.clash").count() == 1


def test_a_fault_of_the_scan_is_folded_and_named(open_page: Open) -> None:
    page = open_page("source", document=DOCUMENT)
    folded = page.locator("details.fault")
    expect(folded.locator("summary")).to_contain_text("目录错乱：扫描错乱的目录")
    assert folded.evaluate("node => node.open") is False
    card(page).get_by_text("目录错乱").click()
    page.wait_for_url("**start=200*")
    expect(folded).to_have_attribute("open", "")
    expect(page.locator("i.warn", has_text="扫描重复")).to_have_count(1)


def test_outline_and_margin_lead_to_clauses(open_page: Open, graph: Graph) -> None:
    page = open_page("source", document="taiyuan-2018-2")
    entry = page.locator(".outline button", has_text="实施人才鼓励政策")
    entry.click()
    expect(card(page).locator("h3")).to_contain_text("实施人才鼓励政策")
    assert address(page)["clause"] == "taiyuan-2018-2/a19"
    expect(entry).to_have_attribute("aria-current", "")
    [row] = [row for row in graph.answer("clauses", {"document": "taiyuan-2018-2"}).rows if row["clause"] == "taiyuan-2018-2/a19"]
    expect(page.locator(".text .lit button.mark")).to_have_text(str(row["facts"]))
    page.locator(".text button.mark.empty").first.click()
    expect(card(page)).to_contain_text("已读，不载事实：")


def test_a_table_is_a_table(open_page: Open) -> None:
    page = open_page("source", clause="haicheng-2022-17/t1")
    head = page.locator(".text table").first.locator("th")
    assert head.all_inner_texts() == ["指标", "2015 年", "2020 年", "增长"]


def test_the_keyboard_is_enough(open_page: Open) -> None:
    page = open_page("source", document="taiyuan-2018-2", kinds="funding")
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


def test_the_walk_begins_where_the_reader_is(open_page: Open, graph: Graph) -> None:
    page = open_page("source", clause="taiyuan-2018-2/a20")
    expect(page.locator(".at")).to_have_text(re.compile("事实 –/"))
    page.locator(".text .lit").first.wait_for()
    page.locator(".text").evaluate("pane => pane.scrollTop = pane.querySelector('.lit').offsetTop")
    page.locator(".walk button").last.click()
    expect(page.locator(".text .chosen").first).to_be_visible()
    settled(page)
    assert address(page)["fact"].startswith("taiyuan-2018-2/a20/")


def test_on_a_telephone_the_card_stands_below_the_words(open_page: Open) -> None:
    page = open_page("source", document="shizuishan-2020-32", width=390, height=844, kinds="deliverables")
    page.locator(".text span.fact").first.dispatch_event("click")
    expect(card(page).locator("h3")).to_contain_text("拟出台文件")
    expect(card(page).locator("h3")).to_be_in_viewport()


def test_the_longest_document_is_drawn_in_well_under_a_second(open_page: Open, graph: Graph) -> None:
    page = open_page("source", document=DOCUMENT)
    took = page.evaluate(
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
