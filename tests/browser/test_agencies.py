"""A coordinator opens 云泽, sees who carries most, moves a task, takes the ledger home; nothing asks another host."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from kg.graph import Graph
from kg.text.quotes import as_read
from tests.browser.page_state import no_fault, settled, turn
from tests.browser.tabs import Open

CITY, AGENCY = "910100", "910100-human-resources"


def figures(page: Page) -> str:
    return re.sub(r"\s+", " ", page.locator(".zm-figures").first.inner_text())


def choose(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=words).first.click()
    settled(page)


def test_who_carries_most_is_seen_at_once(open_page: Open, graph: Graph) -> None:
    page = open_page("agencies")
    [city] = re.findall("显示(.+)各机构", page.locator('[data-testid="stMain"]').inner_text())
    first, *others = graph.answer("agency_load", {"city": city}).rows
    alike = 1 + sum(row["rank"] == 1 for row in others)
    assert f"任务量最大 {first['name']}{f'等 {alike} 个' if alike > 1 else ''} 任务量 {first['load']:g}" in figures(page)
    expect(page.locator(".bar-row").first).to_have_text(f"{first['name']}{first['load']:g}")


def test_a_task_is_moved_shared_by_its_link_and_taken_back(open_page: Open) -> None:
    page = open_page("agencies", city=CITY)
    page.get_by_text("假设调整").click()
    expect(page.locator(".zm-figures").first).to_contain_text("没有变化")
    settled(page)
    before = figures(page)
    choose(page, "哪项任务", "牵头 · 建设人才公寓")
    choose(page, "交给哪个机构", "市财政局")
    page.get_by_role("button", name="假设移交").click()
    page.get_by_text("已作的假设（1）").wait_for()
    settled(page)
    after = figures(page)
    [gini] = re.findall(r"基尼系数 ([\d.]+)", before)
    assert f"基尼系数 {gini} →" in after
    assert "changes=move" in page.url
    page.wait_for_selector('[aria-roledescription="bar"]')
    elsewhere = open_page(page.url.split("/", 3)[3])
    assert figures(elsewhere) == after
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已作的假设（0）").wait_for()
    settled(page)
    assert figures(page) == before and "changes=" not in page.url


def test_a_click_on_a_bar_shows_the_agency_and_back_leads_back(visit: Open) -> None:
    page = visit("agencies", city=CITY, view="city", w_support="2")
    page.locator(".track").first.click()
    page.get_by_text("云泽市人力资源和社会保障局").first.wait_for()
    settled(page)
    assert f"agency={AGENCY}" in page.url and "w_support=2" in page.url
    page.go_back()
    page.get_by_text("显示云泽市各机构").wait_for()
    settled(page)
    assert "view=city" in page.url


def test_the_words_of_a_task_follow_the_chosen_row_and_the_link(visit: Open, open_page: Open, graph: Graph) -> None:
    page = visit("agencies", city=CITY, agency=AGENCY)
    [row] = [row for row in graph.answer("responsibilities", {"agency": AGENCY}).rows if row["clause"].endswith("/i4")]
    page.get_by_role("link", name=row["task_title"]).click()
    page.wait_for_url(re.compile("fact=.*i4"))
    settled(page)
    for shown in (page, open_page(page.url.split("/", 3)[3])):
        expect(shown.locator("mark").first).to_have_text(as_read(row["quote"]))
        expect(shown.locator("tr.chosen")).to_contain_text(row["task_title"])


def test_a_broker_is_one_click_from_its_tasks_and_a_task_from_its_words(visit: Open) -> None:
    page = visit("agencies", city=CITY)
    page.locator("tr:has(.bar)").get_by_role("link", name="市人社局", exact=True).click()
    page.get_by_text("云泽市人力资源和社会保障局").first.wait_for()
    settled(page)
    assert f"agency={AGENCY}" in page.url
    page.get_by_role("link", name="看原文").first.click()
    page.wait_for_url(re.compile("/source.*fact="))


def test_the_signs_of_the_heat_map_lead_on_in_the_same_session_and_back(visit: Open) -> None:
    page = visit("agencies", city=CITY, tab="heat_map", view="city")
    before = page.url
    page.evaluate("window.same = true")
    for cell, place in (("td a", "/source"), ("th.zm-row a", "/source"), ("thead a", "/agencies")):
        link = page.locator(f".zm-grid {cell}").first
        address = urlsplit(urljoin(before, str(link.get_attribute("href"))))
        link.click()
        page.wait_for_url(leading_to(place, address.query))
        settled(page)
        no_fault(page)
        assert page.evaluate("window.same")
        page.go_back()
        page.locator(".zm-grid").first.wait_for()
        settled(page)
        assert page.url == before


def leading_to(place: str, query: str) -> Callable[[str], bool]:
    """Whether an address is that of a page with these parameters, among others."""
    return lambda url: urlsplit(url).path == place and parse_qs(urlsplit(url).query).items() >= parse_qs(query).items()


def test_the_ledger_is_taken_home(visit: Open, graph: Graph, tmp_path: Path) -> None:
    page = visit("agencies", city=CITY, agency=AGENCY)
    with page.expect_download() as download:
        page.get_by_role("button", name="任务台账 Excel").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    cells = {str(cell) for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    titles = {row["task_title"] for row in graph.answer("responsibilities", {"agency": AGENCY}).rows}
    assert "市人社局" in path.name and titles <= cells


@pytest.mark.parametrize("view", ["city", "agency", "what_if"])
def test_each_part_draws(view: str, open_page: Open) -> None:
    page = open_page("agencies", city=CITY, view=view, changes="merge~910100-housing~910100-finance")
    every_tab_draws(page)
    page.get_by_role("radio", name="English").click()
    page.wait_for_url("**lang=en*")
    turn(page, "dark")
    page.set_viewport_size({"width": 390, "height": 844})
    every_tab_draws(page)


def every_tab_draws(page: Page) -> None:
    settled(page)
    no_fault(page)
    for tab in page.get_by_role("tab").all():
        tab.click()
        settled(page)
        no_fault(page)
