"""A coordinator opens 石嘴山, sees who carries most, moves a task, takes the ledger home; nothing asks another host."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from kg import paths
from kg.build.pipeline import build
from kg.graph import Graph
from tests.browser.conftest import no_fault, opening, serving, settled

Open = Callable[..., Page]
CITY, AGENCY = "640200", "640200-human-resources"
HOSTILE = "<img src=x onerror=alert(1)>"
LINK = "[点此](javascript:alert(1))"


def figures(page: Page) -> str:
    return re.sub(r"\s+", " ", page.locator(".zm-figures").first.inner_text())


def choose(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=words).first.click()
    settled(page)


def test_who_carries_most_is_seen_at_once(open_page: Open, graph: Graph) -> None:
    page = open_page("agencies")
    first = graph.answer("agency_load", {"city": CITY}).rows[0]
    assert f"任务量最大 {first['name']} 任务量 {first['load']:g}" in figures(page)
    expect(page.locator(".bar-row").first).to_have_text(f"{first['name']}{first['load']:g}")


def test_a_task_is_moved_shared_by_its_link_and_taken_back(open_page: Open) -> None:
    page = open_page("agencies", city=CITY)
    page.get_by_text("假设调整").click()
    expect(page.locator(".zm-figures").first).to_contain_text("没有变化")
    settled(page)
    before = figures(page)
    choose(page, "哪项任务", "牵头 · 实施技能人才")
    choose(page, "交给哪个机构", "市人才办")
    page.get_by_role("button", name="假设移交").click()
    page.get_by_text("已作的假设（1）").wait_for()
    settled(page)
    after = figures(page)
    assert "0.551 →" in after and after != before
    assert "changes=move" in page.url
    page.wait_for_selector('[aria-roledescription="bar"]')
    elsewhere = open_page(page.url.split("/", 3)[3])
    assert figures(elsewhere) == after
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已作的假设（0）").wait_for()
    settled(page)
    assert figures(page) == before and "changes=" not in page.url


def test_a_click_on_a_bar_shows_the_agency_and_back_leads_back(open_page: Open) -> None:
    page = open_page("agencies", city=CITY, view="city", w_support="2")
    page.locator(".track").first.click()
    page.get_by_text("石嘴山市人力资源和社会保障局").first.wait_for()
    settled(page)
    assert f"agency={AGENCY}" in page.url and "w_support=2" in page.url
    page.go_back()
    page.get_by_text("显示石嘴山市各机构").wait_for()
    settled(page)
    assert "view=city" in page.url


def test_the_words_of_a_task_follow_the_chosen_row_and_the_link(open_page: Open, graph: Graph) -> None:
    page = open_page("agencies", city=CITY, agency=AGENCY)
    [row] = [row for row in graph.answer("responsibilities", {"agency": AGENCY}).rows if row["clause"].endswith("/i3")]
    page.get_by_role("link", name=row["task_title"]).click()
    page.wait_for_url(re.compile("fact=.*i3"))
    settled(page)
    for shown in (page, open_page(page.url.split("/", 3)[3])):
        expect(shown.locator("mark").first).to_have_text(row["quote"].replace("\n", "↵"))
        expect(shown.locator("tr.chosen")).to_contain_text(row["task_title"])


def test_a_broker_is_one_click_from_its_tasks_and_a_task_from_its_words(open_page: Open) -> None:
    page = open_page("agencies", city=CITY)
    page.get_by_role("link", name="市财政局").first.click()
    page.get_by_text("石嘴山市财政局").first.wait_for()
    settled(page)
    assert "agency=640200-finance" in page.url
    page.get_by_role("link", name="看原文").first.click()
    page.wait_for_url(re.compile("/source.*fact="))


@pytest.mark.parametrize(("cell", "place"), [("td a", "/source"), ("th.zm-row a", "/source"), ("thead a", "/agencies")])
def test_a_sign_of_the_heat_map_leads_on_in_the_same_session_and_back(cell: str, place: str, open_page: Open) -> None:
    page = open_page("agencies", city=CITY, tab="heat_map", view="city")
    before = page.url
    page.evaluate("window.same = true")
    link = page.locator(f".zm-grid {cell}").first
    address = urlsplit(urljoin(before, str(link.get_attribute("href"))))
    link.click()
    page.wait_for_url(lambda url: urlsplit(url).path == place and parse_qs(urlsplit(url).query).items() >= parse_qs(address.query).items())
    settled(page)
    no_fault(page)
    assert page.evaluate("window.same")
    page.go_back()
    page.locator(".zm-grid").first.wait_for()
    settled(page)
    assert page.url == before


def test_the_ledger_is_taken_home(open_page: Open, graph: Graph, tmp_path: Path) -> None:
    page = open_page("agencies", city=CITY, agency=AGENCY)
    with page.expect_download() as download:
        page.get_by_role("button", name="任务台账 Excel").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    cells = {str(cell) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row if cell}
    titles = {row["task_title"] for row in graph.answer("responsibilities", {"agency": AGENCY}).rows}
    assert "市人社局" in path.name and titles <= cells


@pytest.mark.parametrize(
    ("view", "lang", "theme", "width"),
    [
        ("city", "zh", "light", 390),
        ("city", "en", "dark", 1440),
        ("agency", "en", "light", 390),
        ("agency", "zh", "dark", 1440),
        ("what_if", "zh", "dark", 390),
        ("what_if", "en", "light", 1440),
    ],
)
def test_each_part_draws(view: str, lang: str, theme: str, width: int, open_page: Open) -> None:
    page = open_page(
        "agencies", city=CITY, view=view, lang=lang, theme=theme, width=width, changes="merge~640200-publicity~640200-talent-office"
    )
    for tab in page.get_by_role("tab").all():
        tab.click()
        settled(page)
        no_fault(page)
    no_fault(page)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The viewer of a graph whose agencies have names that would be markup."""
    folder = tmp_path_factory.mktemp("hostile")
    data = shutil.copytree(paths.DATA, folder / "data")
    for document in (data / "documents").iterdir():
        if document.name != "shizuishan-2020-32":
            shutil.rmtree(document)
    registry = data / "registry" / "agencies" / "640200.csv"
    lines = registry.read_text(encoding="utf-8-sig").splitlines()
    for name, wicked in (("市人社局", HOSTILE), ("市人才办", LINK)):
        [at] = [number for number, line in enumerate(lines) if f",{name}," in line]
        id_, place, _, full, aliases, *rest = lines[at].split(",")
        lines[at] = ",".join([id_, place, wicked, full, "|".join(filter(None, [aliases, name])), *rest])
    registry.write_text("\n".join(lines) + "\n", encoding="utf-8")
    build(data, folder / "home")
    with serving(folder / "home") as address:
        yield address


@pytest.mark.parametrize(
    "asked", [{"view": "city"}, {"agency": AGENCY}, {"view": "what_if", "changes": f"merge~{AGENCY}~640200-talent-office"}]
)
def test_hostile_names_are_letters(asked: dict[str, str], hostile: str, browser: Browser) -> None:
    with opening(browser, hostile) as open_:
        page = open_("agencies", city=CITY, **asked)
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        for tab in page.get_by_role("tab").all():
            tab.click()
            settled(page)
        assert HOSTILE in page.locator('[data-testid="stMain"]').inner_text()
        for bar in page.locator('[aria-roledescription="bar"]').all()[:1]:
            bar.scroll_into_view_if_needed()
            bar.hover()
            page.locator("#vg-tooltip-element").wait_for()
        assert page.locator("img[src=x]").count() == 0
        assert page.locator('a[href^="javascript:"]').count() == 0
        no_fault(page)
