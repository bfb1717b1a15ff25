"""An analyst compares cities: a click on a cell opens its quotes, a view is sent by its address, the table is taken home."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from kg.graph import Graph
from tests.browser.page_state import address, no_fault, settled
from tests.browser.tabs import Open


def test_a_cell_opens_its_quotes_and_the_link_opens_them_again(open_page: Open, graph: Graph) -> None:
    page = open_page("compare")
    page.locator(".compared a", has_text="2").first.click()
    expect(page.locator(".quotes blockquote").first).to_be_visible()
    settled(page)
    item, _, side = address(page)["cell"].partition("~")
    [row] = [row for row in graph.answer("comparison").rows if (row["item"], row["city_code"]) == (item, side)]
    assert page.locator(".quotes blockquote").count() == len(row["fact_ids"])
    elsewhere = open_page(page.url.split("/", 3)[3])
    expect(elsewhere.locator(".quotes h4")).to_have_text(page.locator(".quotes h4").inner_text())
    page.locator(".quotes a").first.click()
    page.wait_for_url("**/source?**")


def test_places_are_chosen_by_province_and_views_by_name(open_page: Open) -> None:
    page = open_page("compare")
    page.get_by_role("button", name="按省选城市").click()
    page.locator(".province.held").click()
    page.get_by_text("请至少选择一个城市").wait_for()
    settled(page)
    page.locator(".province.held").click()
    page.locator(".compared").wait_for()
    settled(page)
    page.keyboard.press("Escape")
    page.get_by_text("谁的目标高").click()
    page.locator('[aria-roledescription="point"]').first.wait_for()
    settled(page)
    no_fault(page)
    assert address(page)["view"] == "goals"


def test_the_table_comes_home_as_read_and_as_published(open_page: Open, graph: Graph, tmp_path: Path) -> None:
    page = open_page("compare", view="gaps", city="910300")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Excel").click()
    download.value.save_as(tmp_path / "gaps.xlsx")
    words, columns = load_workbook(tmp_path / "gaps.xlsx").worksheets
    names = [cell.value for cell in next(columns.iter_rows(max_row=1))]
    rows = graph.answer("instrument_matrix").rows
    assert columns.max_row == words.max_row == len(rows) + 1 and {"instrument", "state", "used_by"} <= set(names)
    assert "政策工具" in [cell.value for cell in next(words.iter_rows(max_row=1))]
