"""An office brings its ledger back on the page: what is in it is said before anything is written, then one button takes it in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from kg import paths
from kg.graph import Graph
from tests.browser.conftest import serving
from tests.browser.tabs import Contexts, tabs
from tests.progress.filled import Form

DOCUMENT = "yunze-2021-5"
CLOUD, RATING = f"{DOCUMENT}/i1/tasks/1", f"{DOCUMENT}/i3/tasks/1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_ledger_is_taken_in(contexts: Contexts, data: Path, own_home: Path, graph: Graph) -> None:
    content = Form(graph, DOCUMENT).fill(CLOUD, 责任人="王五", 完成时限="2026-09-31").fill(RATING, 状态="已完成").bytes()
    entries = data / "progress" / f"{DOCUMENT}.csv"
    before = entries.read_bytes()
    with serving(own_home, {paths.REVIEWED: str(data), paths.REVIEWER: "市人社局"}) as address, tabs(contexts, address) as opened:
        page = opened.open("progress", document=DOCUMENT)
        page.get_by_text("收回台账").click()
        page.locator('input[type="file"]').set_input_files({"name": "台账.xlsx", "mimeType": XLSX, "buffer": content})
        expect(page.get_by_text("2026-09-31").first).to_be_visible()
        assert entries.read_bytes() == before, "nothing is written before the button"
        page.get_by_role("button", name="收下 2 条").click()
        expect(page.get_by_text("已收下 2 条")).to_be_visible()
        added = entries.read_text(encoding="utf-8-sig")[len(before.decode("utf-8-sig")) :]
        assert "王五" in added and "市人社局" in added and added.count("\n") == 2
    [rating] = Graph(own_home).answer("progress", {"task": RATING}).rows
    assert (rating["state"], rating["last_by"]) == ("done", "市人社局"), "it is published"
