"""The page of the graph in a real browser: a picture of 300 things drawn, a click answered by the panel, and what travels.

    python bench/viewer_graph.py [--home FOLDER] [--clicks 40] [--browser /usr/bin/chromium]

Needs a published version and Playwright. Prints milliseconds (median, 95th percentile) as the reader's browser measures them, and kilobytes
received: on the first visit, and for a click.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from kg import paths
from kg.graph import Graph
from kg.neighbourhood import Neighbourhood
from viewer.graph.steps import Expand, View

STARTER = "import sys; from pathlib import Path; from viewer.start import run_viewer; run_viewer(Path(sys.argv[1]), 0)"
WANTED = 300
READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
FILLED = """(name) => new Promise((done) => {
  const begun = performance.getEntriesByName("zm-chosen").at(-1).startTime;
  const look = () => [...document.querySelectorAll(".zm-panel-head")].some((head) => head.innerText.includes(name))
    ? done(performance.now() - begun) : requestAnimationFrame(look);
  look();
})"""


def large_view(asked: Neighbourhood) -> View:
    """A picture of about WANTED things: a place, what it is linked to, and so on from there."""
    view = View(thing="place/140000", at="place/140000")
    shown = {"place/140000"}
    waiting = ["place/140000"]
    while waiting and len(shown) < WANTED:
        id_ = waiting.pop(0)
        around = asked.around(id_)
        for group in around.counts:
            room = WANTED - len(shown)
            ids = around.of(group, max(room, 0) + sum(other in shown for other in around.of(group)))
            if room <= 0 or not ids:
                continue
            view = view.then(Expand(id_, group, len(ids)), at=view.thing)
            waiting += [other for other in ids if other not in shown]
            shown |= set(ids)
    return view


def told(name: str, values: list[float]) -> None:
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    print(f"{name:<58} {statistics.median(ordered):6.0f} ms median  {late:6.0f} ms p95   n={len(ordered)}")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY)
    page.wait_for_selector(".zm-graph[data-drawn]")
    page.wait_for_timeout(500)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    given = parser.parse_args()
    home = paths.home(given.home)
    view = large_view(Graph(home).neighbourhood)
    query = urlencode({name: value for name, value in view.address().items() if value})
    viewer = subprocess.Popen([sys.executable, "-c", STARTER, str(home)], stdout=subprocess.PIPE, text=True)
    try:
        assert viewer.stdout is not None
        address = viewer.stdout.readline().split()[1]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox", "--disable-gpu"])
            drawn, clicks, received = [], [], [0]
            for _ in range(6):
                page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN").new_page()
                page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
                opened(page, f"{address}/graph?{query}")
                drawn.append(float(page.locator(".zm-graph").get_attribute("data-drawn") or 0))
            first = sum(received[1:]) / 6
            rows = page.locator(".zm-graph tbody tr")
            count = rows.count()
            received.clear()
            for place in range(given.clicks):
                row = rows.nth((7 * place + 3) % count)
                name = row.locator("td").nth(1).inner_text()[:10]
                row.evaluate("(row) => row.click()")
                clicks.append(page.evaluate(FILLED, name))
                page.wait_for_timeout(250)
            print(f"{count} things")
            told("from the data to the first drawing, in the browser", drawn[1:])
            told("from the click to the filled panel", clicks[1:])
            print(f"{'received on a first visit':<58} {first / 1000:6.0f} kB")
            print(f"{'received for a click':<58} {sum(received) / given.clicks / 1000:6.0f} kB")
            browser.close()
    finally:
        viewer.terminate()
        viewer.wait(30)


if __name__ == "__main__":
    main()
