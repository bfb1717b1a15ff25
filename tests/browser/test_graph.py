"""The graph in a real browser: from a search to the words, by mouse and by keyboard, and back from an address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.graph_page import AGENCY, OFFER, PARTNER, PROGRAMME, at, button, drawn, panel, places, row, rows, steps_of
from tests.browser.page_state import address, no_fault, settled
from tests.browser.tabs import Open


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
    page.get_by_role("textbox").fill("云雀")
    page.keyboard.press("Enter")
    settled(page)
    button(page, re.compile("^云雀计划.*人才项目")).click()
    drawn(page)
    expect(panel(page)).to_contain_text("云雀计划")
    page.mouse.click(*at(page, OFFER))
    expect(panel(page)).to_contain_text("安家补贴 100万元")
    expect(page.locator("mark").first).to_contain_text("分别给予100万元、50万元安家补贴")
    assert address(page)["at"] == OFFER
    page.get_by_role("link", name="在原文中看").first.click()
    chosen = page.locator(".zm-source .text .chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "分别给予100万元、50万元安家补贴" in "".join("".join(chosen.all_text_contents()).split())
    assert chosen.first.evaluate("(mark) => getComputedStyle(mark).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert urlsplit(page.url).path == "/source"
    assert address(page)["fact"] == OFFER.removeprefix("document/")


def test_expand_and_pin_and_back(visit: Open) -> None:
    page = drawn(visit("graph", thing=AGENCY))
    page.locator(".zm-graph").evaluate("(root) => (root.picture.first = true)")
    before, stood = rows(page).count(), places(page)
    page.mouse.dblclick(*at(page, PARTNER))
    menu = page.get_by_role("menu", name="展开")
    expect(menu).to_be_visible()
    choice = menu.get_by_role("menuitem", name=re.compile("牵头"))
    shown, count = map(int, choice.locator(".count").inner_text().split("/"))
    choice.click()
    expect(page.locator(".zm-summary")).to_contain_text("展开了 1 次")
    undone_and_done_again(page, before, before + count - shown)
    x, y = at(page, PARTNER)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25, steps=4)
    page.mouse.up()
    expect(page.locator(".zm-summary")).to_contain_text("固定了 1 个")
    undone_and_done_again(page, before + count - shown, before + count - shown)
    _, id_, put_x, put_y = address(page)["steps"].split("!")[-1].split("~")
    after = places(page)
    assert (id_, after[PARTNER]) == (PARTNER, {"x": int(put_x), "y": int(put_y)})
    assert after[PARTNER] != stood[PARTNER]
    assert {id_: after[id_] for id_ in stood if id_ != PARTNER} == {id_: stood[id_] for id_ in stood if id_ != PARTNER}
    assert page.locator(".zm-graph").evaluate("(root) => root.picture.first")  # never drawn anew from nothing


def test_hide_add_a_way_and_leave_out_a_type(visit: Open) -> None:
    page = drawn(visit("graph", thing=AGENCY, at=PARTNER))
    before = rows(page).count()
    button(page, "隐藏").click()
    undone_and_done_again(page, before, before - 1)
    page.get_by_role("textbox").fill("云雀")
    page.keyboard.press("Enter")
    settled(page)
    button(page, "加入").first.click()
    undone_and_done_again(page, before - 1, before)
    row(page, "市委组织部").click()
    expect(panel(page)).to_contain_text("市委组织部")
    settled(page)
    button(page, "设为路径一端").click()
    page.wait_for_url(re.compile("mark="))
    settled(page)
    row(page, "云雀计划").click()
    settled(page)
    button(page, re.compile("找到“市委组织部”的路径")).click()
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
    steps = f"x~{PARTNER}~leads~out~Task~30!h~agency/910100-finance!p~{PARTNER}~120~-40"
    one, other = (drawn(open_page("graph", thing=AGENCY, steps=steps, at=PARTNER, without="Place")) for _ in range(2))
    assert places(one) == places(other)
    assert places(one)[PARTNER] == {"x": 120, "y": -40}
    assert "document/yunze-2021-5/i2/tasks/1" in places(one)
    assert not {"agency/910100-finance", "place/910100"} & places(one).keys()
    expect(panel(one)).to_contain_text("市人社局")
    expect(row(one, "市人社局")).to_have_attribute("aria-selected", "true")
    before = rows(other).count()
    button(one, "撤销").click()
    row(one, "市委组织部").click()
    expect(panel(one)).to_contain_text("市委组织部")
    row(other, "市人社局").press("Delete")
    expect(rows(other)).to_have_count(before - 1)
    settled(other)
    assert address(one)["steps"] == steps.rpartition("!")[0]
    assert address(other)["steps"] == f"{steps}!h~{PARTNER}"
    expect(button(other, "重做")).to_be_disabled()


def test_by_keyboard_alone_and_as_it_is_heard(visit: Open) -> None:
    page = drawn(visit("graph", thing=AGENCY))
    row(page, "市委组织部").focus()
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
    expect(heard).not_to_contain_text("市委组织部")
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


def test_a_relation_is_chosen_and_names_of_lines_cover_nothing(visit: Open) -> None:
    page = drawn(visit("graph", thing=PROGRAMME, at="document/yunze-2021-5/i1"))
    picture = page.locator(".zm-graph")
    page.wait_for_function(
        "() => [...document.querySelectorAll('*')].some((e) => e.shadowRoot?.querySelector('.zm-graph')?.picture.names.placed.length)"
    )
    named = picture.evaluate("(root) => root.picture.names.placed.map(({ name }) => name)")
    assert named
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
    expect(panel(page)).to_contain_text("安家补贴 100万元")
    head = panel(page).bounding_box()
    assert head and head["y"] > box["y"] + box["height"]
    assert panel(page).evaluate("(head) => getComputedStyle(head).color") == "rgb(232, 230, 225)"
