"""The graph in a real browser: from a search to the words, by mouse and by keyboard, and back from an address."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import networkx as nx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.conftest import PATIENCE, Open, no_fault, opening, settled

expect.set_options(timeout=PATIENCE)

AGENCY = "agency/640200-human-resources"
OFFICE = "agency/640200-talent-office"
PROGRAMME = "program/jinyang-gongjiang"
OFFER = "document/taiyuan-2018-2/a19/funding/10"
HOSTILE = "市人社局<img src=x onerror=alert(1)>[x](javascript:alert(1))"


def drawn(page: Page) -> Page:
    page.wait_for_selector(".zm-graph[data-drawn]")
    settled(page)
    return page


def at(page: Page, id_: str) -> tuple[float, float]:
    """Where on the screen a thing is drawn."""
    x, y = page.locator(".zm-graph").evaluate("(root, id) => root.picture.onScreen(id)", id_)
    return float(x), float(y)


def places(page: Page) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = page.locator(".zm-graph").evaluate("(root) => root.picture.network.getPositions()")
    return found


def address(page: Page) -> dict[str, str]:
    settled(page)
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def steps_of(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("steps", [""])[0]


def panel(page: Page) -> Locator:
    return page.locator(".zm-panel-head")


def rows(page: Page) -> Locator:
    return page.locator(".zm-graph tbody tr")


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has=page.locator("td:nth-child(2)", has_text=re.compile(f"^{re.escape(name)}$"))).first


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name)


def undone_and_done_again(page: Page, before: int, after: int) -> None:
    """The last step taken back and taken again: as many things as before, as many as after, and the same address."""
    expect(rows(page)).to_have_count(after)
    settled(page)
    steps = address(page)["steps"]
    for press, then, count in (("撤销", "!".join(steps.split("!")[:-1]), before), ("重做", steps, after)):
        button(page, press).click()
        page.wait_for_url(lambda url, then=then: steps_of(url) == then)
        expect(rows(page)).to_have_count(count)
        settled(page)
        assert steps_of(page.url) == then
    expect(button(page, "重做")).to_be_disabled()


def test_from_a_search_to_the_sentence(open_page: Open) -> None:
    page = open_page("graph")
    page.get_by_role("textbox").fill("晋阳工匠")
    page.keyboard.press("Enter")
    button(page, re.compile("^晋阳工匠.*人才项目")).click()
    drawn(page)
    expect(panel(page)).to_contain_text("晋阳工匠")
    page.mouse.click(*at(page, OFFER))
    expect(panel(page)).to_contain_text("科研经费 5—10万元")
    expect(page.locator("mark").first).to_contain_text("一次性给予5—10万元的科研经费")
    assert address(page)["at"] == OFFER
    page.get_by_role("link", name="在原文中看").first.click()
    chosen = page.locator(".zm-source .text .chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "一次性给予5—10万元的科研经费" in "".join("".join(chosen.all_text_contents()).split())
    assert chosen.first.evaluate("(mark) => getComputedStyle(mark).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert urlsplit(page.url).path == "/source"
    assert address(page)["fact"] == OFFER.removeprefix("document/")


def test_expand_and_pin_and_back(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    page.locator(".zm-graph").evaluate("(root) => (root.picture.first = true)")
    before, stood = rows(page).count(), places(page)
    page.mouse.dblclick(*at(page, OFFICE))
    menu = page.get_by_role("menu", name="展开")
    expect(menu).to_be_visible()
    choice = menu.get_by_role("menuitem", name=re.compile("牵头"))
    shown, count = map(int, choice.locator(".count").inner_text().split("/"))
    choice.click()
    expect(page.locator(".zm-summary")).to_contain_text("展开了 1 次")
    undone_and_done_again(page, before, before + count - shown)
    x, y = at(page, OFFICE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25, steps=4)
    page.mouse.up()
    expect(page.locator(".zm-summary")).to_contain_text("固定了 1 个")
    undone_and_done_again(page, before + count - shown, before + count - shown)
    _, id_, put_x, put_y = address(page)["steps"].split("!")[-1].split("~")
    after = places(page)
    assert (id_, after[OFFICE]) == (OFFICE, {"x": int(put_x), "y": int(put_y)})
    assert after[OFFICE] != stood[OFFICE]
    assert {id_: after[id_] for id_ in stood if id_ != OFFICE} == {id_: stood[id_] for id_ in stood if id_ != OFFICE}
    assert page.locator(".zm-graph").evaluate("(root) => root.picture.first")  # never drawn anew from nothing


def test_hide_add_a_way_and_leave_out_a_type(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY, at=OFFICE))
    before = rows(page).count()
    button(page, "隐藏").click()
    undone_and_done_again(page, before, before - 1)
    page.get_by_role("textbox").fill("晋阳工匠")
    page.keyboard.press("Enter")
    button(page, "加入").first.click()
    undone_and_done_again(page, before - 1, before)
    row(page, "市人社局").click()
    expect(panel(page)).to_contain_text("市人社局")
    button(page, "设为路径一端").click()
    page.wait_for_url(re.compile("mark="))
    row(page, "晋阳工匠").click()
    button(page, re.compile("找到“市人社局”的路径")).click()
    expect(page.locator(".zm-summary")).to_contain_text("相隔")
    settled(page)
    with_way = rows(page).count()
    assert address(page)["steps"].split("!")[-1] == f"w~{AGENCY}~{PROGRAMME}"
    undone_and_done_again(page, before, with_way)
    tasks = page.locator('.zm-graph .legend [data-kind="Task"]')
    count = int(tasks.locator(".count").inner_text())
    tasks.click()
    expect(rows(page)).to_have_count(with_way - count)
    expect(tasks).to_have_attribute("aria-pressed", "false")
    assert address(page)["without"] == "Task"


def test_an_address_is_the_same_view_for_another_reader_who_goes_another_way(open_page: Open) -> None:
    steps = f"x~{OFFICE}~leads~out~Task~30!h~agency/640200-finance!p~place/640200~120~-40"
    one, other = (drawn(open_page("graph", thing=AGENCY, steps=steps, at="place/640200", without="Deliverable")) for _ in range(2))
    assert places(one) == places(other)
    assert places(one)["place/640200"] == {"x": 120, "y": -40}
    assert "agency/640200-finance" not in places(one)
    expect(panel(one)).to_contain_text("石嘴山市")
    expect(row(one, "石嘴山市")).to_have_attribute("aria-selected", "true")
    before = rows(other).count()
    button(one, "撤销").click()
    one.wait_for_url(lambda url: "p~place" not in unquote(url))
    row(one, "市人社局").click()
    expect(panel(one)).to_contain_text("市人社局")
    row(other, "石嘴山市").press("Delete")
    expect(rows(other)).to_have_count(before - 1)
    settled(other)
    assert address(one)["steps"] == steps.rpartition("!")[0]
    assert address(other)["steps"] == f"{steps}!h~place/640200"
    expect(button(other, "重做")).to_be_disabled()


def test_by_keyboard_alone_and_as_it_is_heard(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    row(page, "市人社局").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text(rows(page).first.locator("td").nth(1).inner_text())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text(rows(page).nth(1).locator("td").nth(1).inner_text())
    expect(page.locator('.zm-graph tbody tr[aria-selected="true"]')).to_have_count(1)
    before = rows(page).count()
    page.keyboard.press("Delete")
    expect(rows(page)).to_have_count(before - 1)
    settled(page)

    canvas = page.get_by_role("application", name=re.compile("关系图.*方向键"))
    canvas.focus()
    page.keyboard.press("ArrowRight")
    heard = page.locator(".zm-graph").get_by_role("status")
    expect(heard).not_to_contain_text("市人社局")
    expect(panel(page)).to_contain_text(str(heard.text_content()).split("\n")[0])
    settled(page)
    assert address(page)["at"] != AGENCY
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu", name="展开")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(canvas).to_be_focused()

    tabs = page.get_by_role("tablist", name="同样内容的表")
    tabs.get_by_role("tab", name=re.compile("事物"), selected=True).press("ArrowRight")
    expect(tabs.get_by_role("tab", name=re.compile("关系"), selected=True)).to_be_focused()
    grid = page.get_by_role("tabpanel", name=re.compile("关系")).get_by_role("grid", name=re.compile("关系.*上下键"))
    assert grid.get_by_role("columnheader").all_inner_texts() == ["从", "关系", "到"]
    expect(page.get_by_role("group", name="图例与类型筛选").get_by_role("button", name=re.compile("任务"))).to_be_visible()
    expect(page.get_by_role("toolbar", name="图上的工具").get_by_role("button", name="适应窗口")).to_be_visible()


COVERING = """(root) => {
  const { names, network, nodes } = root.picture;
  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const boxes = names.placed.map(({ box }) => box);
  const signs = nodes.getIds().map((id) => network.getBoundingBox(id));
  return boxes.filter((box, place) => signs.some((sign) => meet(box, sign)) || boxes.slice(place + 1).some((other) => meet(box, other))).length;
}"""


def test_a_relation_is_chosen_and_names_of_lines_cover_nothing(open_page: Open) -> None:
    page = drawn(open_page("graph", thing=PROGRAMME, at="document/taiyuan-2018-2/a19"))
    picture = page.locator(".zm-graph")
    page.wait_for_function(
        "() => [...document.querySelectorAll('*')].some((e) => e.shadowRoot?.querySelector('.zm-graph')?.picture.names.placed.length)"
    )
    named = picture.evaluate("(root) => root.picture.names.placed.map(({ name }) => name)")
    assert "项目提及" in named or "表述于" in named or len(named) > 0
    assert picture.evaluate(COVERING) == 0
    tabs = page.get_by_role("tablist", name="同样内容的表")
    tabs.get_by_role("tab", name=re.compile("关系")).click()
    rows(page).filter(has_text="给予").first.click()
    expect(panel(page)).to_contain_text("由下面的事实推出")
    expect(page.locator("mark").first).to_contain_text("给予")
    assert address(page)["at"].count("~") == 2
    assert picture.evaluate("(root) => root.picture.names.placed.map(({ name }) => name)") == ["给予"]


def test_on_a_telephone_the_panel_is_below_the_picture(open_page: Open) -> None:
    page = drawn(open_page("graph", width=390, height=844, theme="dark", lang="en", thing=PROGRAMME))
    no_fault(page)
    canvas = page.locator(".zm-graph .canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] <= 0.7 * 844
    page.mouse.click(*at(page, OFFER))
    expect(panel(page)).to_contain_text("科研经费 5—10万元")
    head = panel(page).bounding_box()
    assert head and head["y"] > box["y"] + box["height"]
    assert panel(page).evaluate("(head) => getComputedStyle(head).color") == "rgb(232, 230, 225)"


def saved(page: Page, press: Locator) -> bytes:
    with page.expect_download() as waiting:
        press.click()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


def expand(page: Page, title: str) -> None:
    settled(page)
    section = page.locator('[data-testid="stExpander"]').filter(has_text=title)
    section.locator("summary").click()
    expect(section.locator("details")).to_have_attribute("open", "")


def test_what_is_shown_can_be_taken_away(open_page: Open, browser: Browser, tmp_path: Path) -> None:
    page = drawn(open_page("graph", thing=AGENCY))
    count = rows(page).count()
    picture = saved(page, page.locator(".zm-graph .tools").get_by_role("button", name="存为图片"))
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000
    expand(page, "导出")
    assert nx.read_gexf(io.BytesIO(saved(page, button(page, "GEXF")))).number_of_nodes() == count
    assert nx.read_graphml(io.BytesIO(saved(page, button(page, "GraphML")))).nodes[AGENCY]["label"] == "市人社局"
    table = saved(page, button(page, "下载 CSV").first)
    assert table.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))) == count

    file = tmp_path / "saved.html"
    file.write_bytes(saved(page, button(page, "网页 HTML")))
    asked: list[str] = []
    alone = opened_alone(browser, file, asked)
    assert "从“市人社局”看起" in alone.inner_text("header")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    alone.context.close()


def opened_alone(browser: Browser, file: Path, asked: list[str]) -> Page:
    """A file in a window of its own, without an error; what it asks for is added to `asked`."""
    alone = browser.new_context().new_page()
    complaints: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: complaints.append(str(error)))
    alone.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    alone.goto(file.as_uri())
    alone.wait_for_selector("#picture canvas")
    assert complaints == []
    return alone


@pytest.fixture
def open_hostile(browser: Browser, hostile: str) -> Iterator[Open]:
    with opening(browser, hostile) as open_:
        yield open_


def test_markup_in_names_stays_letters_on_the_page_and_in_every_export(open_hostile: Open, browser: Browser, tmp_path: Path) -> None:
    page = drawn(open_hostile("graph", thing=AGENCY))
    expect(panel(page)).to_contain_text(HOSTILE)
    expect(page.locator(".zm-summary")).to_contain_text(HOSTILE)
    expect(row(page, HOSTILE)).to_be_visible()
    page.get_by_role("textbox").fill("市人社局<img src=x")
    page.keyboard.press("Enter")
    expect(button(page, re.compile(re.escape("市人社局<img src=x"))).first).to_be_visible()
    expand(page, "导出")
    for read, ending in ((nx.read_gexf, "GEXF"), (nx.read_graphml, "GraphML")):
        assert read(io.BytesIO(saved(page, button(page, ending)))).nodes[AGENCY]["label"] == HOSTILE
    things = csv.DictReader(io.StringIO(saved(page, button(page, "下载 CSV").first).decode("utf-8-sig")))
    assert HOSTILE in {thing["name"] for thing in things}
    sheet = load_workbook(io.BytesIO(saved(page, button(page, "下载 Excel").first))).worksheets[0]
    cells: list[Any] = [cell for cells in sheet.iter_rows() for cell in cells]
    assert HOSTILE in {cell.value for cell in cells}
    assert not any(cell.hyperlink or cell.data_type == "f" for cell in cells)
    file = tmp_path / "hostile.html"
    file.write_bytes(saved(page, button(page, "网页 HTML")))
    alone = opened_alone(browser, file, [])
    assert HOSTILE in alone.inner_text("header")
    for seen in (page, alone):
        assert seen.locator("img[src='x'], [onerror], a[href^='javascript' i]").count() == 0
    alone.context.close()
