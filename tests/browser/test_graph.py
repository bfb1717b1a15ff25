"""The graph in a real browser: from a search to the words, by mouse and by keyboard, and back from an address."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from kg.build.pipeline import build
from tests.browser.conftest import PATIENCE, no_fault, opening, serving, settled

expect.set_options(timeout=PATIENCE)

AGENCY = "agency/640200-human-resources"
OFFICE = "agency/640200-talent-office"
PROGRAMME = "program/jinyang-gongjiang"
HOSTILE = "<img src=x onerror=alert(1)>"
Open = Callable[..., Page]


def drawn(page: Page) -> Page:
    page.wait_for_selector(".zm-graph[data-drawn]")
    settled(page)
    return page


def at(page: Page, id_: str) -> tuple[float, float]:
    """Where on the screen a thing is drawn."""
    x, y = page.locator(".zm-graph").evaluate("(root, id) => root.picture.onScreen(id)", id_)
    return float(x), float(y)


def address(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def panel(page: Page) -> str:
    return page.locator(".zm-panel-head").inner_text()


def row(page: Page, name: str) -> Any:
    return page.locator(".zm-graph tbody tr", has=page.locator("td:nth-child(2)", has_text=re.compile(f"^{re.escape(name)}$"))).first


def rows(page: Page) -> int:
    return page.locator(".zm-graph tbody tr").count()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_draws(lang: str, theme: str, width: int, open_page: Open) -> None:
    no_fault(open_page("graph", lang=lang, theme=theme, width=width))
    no_fault(drawn(open_page("graph", lang=lang, theme=theme, width=width, thing=AGENCY)))


def test_from_a_search_to_the_sentence(open_page: Open) -> None:
    page = open_page("graph")
    page.get_by_role("textbox").fill("晋阳工匠")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^晋阳工匠.*人才项目")).click()
    drawn(page)
    expect(page.locator(".zm-panel-head")).to_contain_text("晋阳工匠")
    x, y = at(page, "document/taiyuan-2018-2/a19/funding/10")
    page.mouse.click(x, y)
    expect(page.locator(".zm-panel-head")).to_contain_text("科研经费 5—10万元")
    expect(page.locator("mark").first).to_contain_text("一次性给予5—10万元的科研经费")
    assert address(page)["at"] == "document/taiyuan-2018-2/a19/funding/10"
    way = page.get_by_role("link", name="在原文中看").first
    if way.count():
        way.click()
        settled(page)
        assert urlsplit(page.url).path == "/source"
        assert address(page)["fact"] == "taiyuan-2018-2/a19/funding/10"


def test_a_click_a_double_click_and_back(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    before = rows(page)
    page.locator(".zm-graph").evaluate("(root) => (root.picture.first = true)")
    page.mouse.dblclick(*at(page, OFFICE))
    menu = page.locator(".zm-graph .menu")
    expect(menu).to_be_visible()
    choice = menu.get_by_role("menuitem", name=re.compile("牵头"))
    shown, count = map(int, choice.locator(".count").inner_text().split("/"))
    choice.click()
    expect(page.locator(".zm-graph tbody tr")).to_have_count(before + count - shown)
    expect(page.locator(".zm-said")).to_contain_text("展开了 1 次")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".zm-graph tbody tr")).to_have_count(before)
    page.get_by_role("button", name="重做").click()
    expect(page.locator(".zm-graph tbody tr")).to_have_count(before + count - shown)
    assert page.locator(".zm-graph").evaluate("(root) => root.picture.first")  # never drawn anew from nothing


def test_what_stands_stays_and_what_is_put_somewhere_stays_there(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    places = page.locator(".zm-graph").evaluate("(root) => root.picture.network.getPositions()")
    x, y = at(page, OFFICE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("steps=p"))
    expect(page.locator(".zm-said")).to_contain_text("固定了 1 个")
    _, id_, put_x, put_y = address(page)["steps"].split("~")
    assert id_ == OFFICE
    page.get_by_role("button", name=re.compile("牵头.*任务")).click()
    expect(page.locator(".zm-said")).to_contain_text("展开了 1 次")
    after = page.locator(".zm-graph").evaluate("(root) => root.picture.network.getPositions()")
    assert {id_: after[id_] for id_ in places if id_ != OFFICE} == {id_: places[id_] for id_ in places if id_ != OFFICE}
    assert after[OFFICE] == {"x": int(put_x), "y": int(put_y)}


def test_hide_and_the_filter_by_type(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY, at=OFFICE))
    before = rows(page)
    page.get_by_role("button", name="隐藏").click()
    expect(page.locator(".zm-graph tbody tr")).to_have_count(before - 1)
    tasks = page.locator('.zm-graph .legend [data-kind="Task"]')
    count = int(tasks.locator(".count").inner_text())
    tasks.click()
    expect(page.locator(".zm-graph tbody tr")).to_have_count(before - 1 - count)
    expect(page.locator('.zm-graph .legend [data-kind="Task"]')).to_have_attribute("aria-pressed", "false")
    assert address(page)["without"] == "Task"


def test_a_way_between_two_things(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY, steps=f"a~{PROGRAMME}", at=AGENCY))
    page.get_by_role("button", name="设为路径一端").click()
    page.wait_for_url(re.compile("mark="))
    row(page, "晋阳工匠").click()
    page.get_by_role("button", name=re.compile("找到“市人社局”的路径")).click()
    expect(page.locator(".zm-said")).to_contain_text("相隔")
    assert "!w~" in address(page)["steps"]


def test_an_address_is_the_same_view_for_another_reader(open_page: Open) -> None:
    steps = f"x~{OFFICE}~leads~out~Task~30!h~agency/640200-finance!p~place/640200~120~-40"
    pages = [drawn(open_page("graph", thing=AGENCY, steps=steps, at="place/640200", without="Deliverable")) for _ in range(2)]
    places = [page.locator(".zm-graph").evaluate("(root) => root.picture.network.getPositions()") for page in pages]
    assert places[0] == places[1]
    assert places[0]["place/640200"] == {"x": 120, "y": -40}
    assert "agency/640200-finance" not in places[0]
    assert "石嘴山市" in panel(pages[0])
    assert row(pages[0], "石嘴山市").get_attribute("aria-selected") == "true"


def test_by_keyboard_alone_through_the_table(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    row(page, "市人社局").focus()
    page.keyboard.press("Home")
    first = page.locator(".zm-graph tbody tr").first.locator("td").nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".zm-panel-head")).to_contain_text(first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    second = page.locator(".zm-graph tbody tr").nth(1).locator("td").nth(1).inner_text()
    expect(page.locator(".zm-panel-head")).to_contain_text(second)
    expect(page.locator('.zm-graph tbody tr[aria-selected="true"]')).to_have_count(1)
    before = rows(page)
    page.keyboard.press("Delete")
    expect(page.locator(".zm-graph tbody tr")).to_have_count(before - 1)


def test_by_keyboard_alone_in_the_picture(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    page.locator(".zm-graph .canvas").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("at="))
    assert address(page)["at"] != AGENCY
    page.keyboard.press("Enter")
    expect(page.locator(".zm-graph .menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".zm-graph .menu")).to_be_hidden()


def test_a_relation_is_chosen_in_its_table(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    page.locator(".zm-graph .tabs").get_by_role("tab", name=re.compile("关系")).click()
    page.locator(".zm-graph tbody tr").filter(has_text="牵头").first.click()
    expect(page.locator(".zm-panel-head")).to_contain_text("推论，非原文陈述")
    expect(page.locator("mark").first).to_contain_text("牵头")
    assert address(page)["at"].count("~") == 2


def saved(page: Page, press: Callable[[], None]) -> bytes:
    with page.expect_download() as waiting:
        press()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


def test_what_is_shown_can_be_taken_away(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    count = rows(page)
    picture = saved(page, lambda: page.locator(".zm-graph .tools").get_by_role("button", name="存为图片").click())
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000
    page.get_by_text("导出").click()
    made = {name: saved(page, lambda name=name: page.get_by_role("button", name=name).click()) for name in ("网页 HTML", "GEXF", "GraphML")}
    assert nx.read_gexf(io.BytesIO(made["GEXF"])).number_of_nodes() == count
    assert nx.read_graphml(io.BytesIO(made["GraphML"])).nodes[AGENCY]["label"] == "市人社局"
    table = saved(page, lambda: page.get_by_role("button", name="下载 CSV").first.click())
    assert table.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))) == count


def test_the_saved_page_draws_by_itself(open_page: Open, browser: Browser, tmp_path: Path) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    page.get_by_text("导出").click()
    file = tmp_path / "saved.html"
    file.write_bytes(saved(page, lambda: page.get_by_role("button", name="网页 HTML").click()))
    context = browser.new_context()
    alone = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: complaints.append(str(error)))
    alone.goto(file.as_uri())
    alone.wait_for_selector("#picture canvas")
    assert "从“市人社局”看起" in alone.inner_text("header")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    context.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A viewer of data whose names are markup."""
    from kg import paths

    folder = tmp_path_factory.mktemp("hostile")
    data = shutil.copytree(paths.DATA, folder / "data")
    for file, plain, spoiled in (
        ("agencies/640200.csv", ",市人社局,石嘴山市人力资源和社会保障局,,", f",{HOSTILE}市人社局,石嘴山市人力资源和社会保障局,市人社局,"),
        ("programs/140100.csv", ",晋阳工匠,“晋阳工匠”", f",{HOSTILE}晋阳工匠,晋阳工匠|“晋阳工匠”"),
    ):
        table = data / "registry" / file
        words = table.read_text(encoding="utf-8-sig")
        assert plain in words
        table.write_text(words.replace(plain, spoiled), encoding="utf-8")
    build(data, folder / "home")
    with serving(folder / "home") as address:
        yield address


def test_markup_in_names_shows_as_letters(hostile: str, browser: Browser) -> None:
    with opening(browser, hostile) as open_:
        page = drawn(open_("graph", thing=AGENCY))
        assert f"{HOSTILE}市人社局" in panel(page)
        expect(page.locator(".zm-said")).to_contain_text(HOSTILE)
        expect(row(page, f"{HOSTILE}市人社局")).to_be_visible()
        page.get_by_role("textbox").fill(HOSTILE)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile(re.escape(HOSTILE[:12]))).first).to_be_visible()
        assert page.locator('img[src="x"]').count() == 0
        page.get_by_text("导出").click()
        html = saved(page, lambda: page.get_by_role("button", name="网页 HTML").click()).decode()
        assert "<img src=x" not in html and "&lt;img src=x" in html and "\\u003cimg src=x" in html
        assert nx.read_gexf(io.BytesIO(saved(page, lambda: page.get_by_role("button", name="GEXF").click()))).nodes[AGENCY]["label"].startswith(HOSTILE)
