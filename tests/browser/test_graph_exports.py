"""What the graph shows is taken away: as a picture, as tables, as files for other programs, as a page of its own."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import networkx as nx
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.graph_page import AGENCY, button, drawn, panel, row, rows
from tests.browser.hostile import IMAGE, LINK
from tests.browser.page_state import settled
from tests.browser.tabs import Open

HOSTILE = f"市委组织部{IMAGE}{LINK}"


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
    assert nx.read_graphml(io.BytesIO(saved(page, button(page, "GraphML")))).nodes[AGENCY]["label"] == "市委组织部"
    table = saved(page, button(page, "下载 CSV").first)
    assert table.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))) == count

    file = tmp_path / "saved.html"
    file.write_bytes(saved(page, button(page, "网页 HTML")))
    asked: list[str] = []
    alone = opened_alone(browser, file, asked)
    assert "从“市委组织部”看起" in alone.inner_text("header")
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


def test_markup_in_names_stays_letters_on_the_page_and_in_every_export(open_hostile: Open, browser: Browser, tmp_path: Path) -> None:
    page = drawn(open_hostile("graph", thing=AGENCY))
    expect(panel(page)).to_contain_text(HOSTILE)
    expect(page.locator(".zm-summary")).to_contain_text(HOSTILE)
    expect(row(page, HOSTILE)).to_be_visible()
    page.get_by_role("textbox").fill("市委组织部<img src=x")
    page.keyboard.press("Enter")
    expect(button(page, re.compile(re.escape("市委组织部<img src=x"))).first).to_be_visible()
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
