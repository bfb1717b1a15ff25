"""The page of the graph in a real browser: pictures of 300 and of 2,000 things drawn, a click answered, a pan, and what travels.

    python bench/viewer_graph.py [--home FOLDER] [--clicks 40] [--sizes 300 2000] [--browser /usr/bin/chromium]

Needs Playwright; builds the real data where there is no published version. Prints milliseconds (median, 95th percentile) as the
reader's browser measures them, and kilobytes received: on a first visit, and for a click. `drawn` begins when the picture's data
are there and ends with the first drawing; `click` ends when the panel shows the thing's name; `frame` is the time from one frame
to the next while the picture is pushed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from homes import published
from large_view import large_view
from playwright.sync_api import Browser, Page, sync_playwright

from kg import paths
from kg.graph import Graph

STARTER = "import sys; from pathlib import Path; from viewer.start import run_viewer; run_viewer(Path(sys.argv[1]), 0)"
VISITS = 6
READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
FILLED = """(name) => new Promise((done) => {
  const begun = performance.getEntriesByName("zm-chosen").at(-1).startTime;
  const look = () => [...document.querySelectorAll(".zm-panel-head")].some((head) => head.innerText.includes(name))
    ? done(performance.now() - begun) : requestAnimationFrame(look);
  look();
})"""
FRAMES = """() => {
  globalThis.frames_seen = [];
  let last = performance.now();
  const look = (now) => { globalThis.frames_seen.push(now - last); last = now; if (globalThis.frames_seen) requestAnimationFrame(look); };
  requestAnimationFrame(look);
}"""
SEEN = "() => { const seen = globalThis.frames_seen; globalThis.frames_seen = null; return seen; }"


def told(name: str, values: list[float], bound: float | None = None) -> None:
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    sign = "" if bound is None or late <= bound else f"   over the bound of {bound:.0f} ms"
    print(f"{name:<46} {statistics.median(ordered):6.0f} ms median  {late:6.0f} ms p95   n={len(ordered)}{sign}", flush=True)


def opened(page: Page, address: str) -> float:
    """Milliseconds from the data to the first drawing."""
    page.goto(address)
    page.wait_for_selector(READY)
    page.wait_for_selector(".zm-graph[data-drawn]")
    page.wait_for_timeout(500)
    return float(page.locator(".zm-graph").get_attribute("data-drawn") or 0)


def clicked(page: Page, place: int) -> float:
    """Milliseconds from the choice of a row, which is a click in the picture too, to the panel that is about it."""
    row = page.locator(".zm-graph tbody tr").nth(place)
    name = row.locator("td").nth(1).inner_text()[:10]
    row.evaluate("(row) => row.click()")
    took = float(page.evaluate(FILLED, name))
    page.wait_for_selector(READY)
    page.wait_for_timeout(250)
    return took


def pushed(page: Page) -> list[float]:
    """Milliseconds of each frame while the picture is pushed to and fro, from a place where there is no sign."""
    box = page.locator(".zm-graph .canvas").bounding_box()
    assert box
    x, y = box["x"] + 4, box["y"] + 4
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for turn in range(2):
        page.mouse.move(x + (200 if turn == 0 else 0), y + (120 if turn == 0 else 0), steps=20)
    frames: list[float] = page.evaluate(SEEN)
    page.mouse.up()
    return frames[1:]


def measure(browser: Browser, address: str, clicks: int, small: bool) -> None:
    received: list[int] = []
    drawn: list[float] = []
    for _ in range(VISITS):
        page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN").new_page()
        page.set_default_timeout(300_000)
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
        drawn.append(opened(page, address))
    first = sum(received) / VISITS
    received.clear()
    count = page.locator(".zm-graph tbody tr").count()
    took = [clicked(page, (7 * place + 3) % count) for place in range(clicks + 1)][1:]
    told(f"{count:,} things: drawn", drawn[1:], 500 if small else None)
    told(f"{count:,} things: click", took, 200 if small else None)
    travelled = f"{first / 1000:.0f} kB on a first visit, {sum(received) / (clicks + 1) / 1000:.0f} kB for a click"
    print(f"{f'{count:,} things: received':<46} {travelled}", flush=True)
    told(f"{count:,} things: frame of a pan", pushed(page))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--clicks", type=int, default=40)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 2000])
    parser.add_argument("--browser", default=shutil.which("chromium"))
    given = parser.parse_args()
    if given.browser is None:
        raise SystemExit("there is no Chromium: make browser, or --browser /path/to/chromium")
    with tempfile.TemporaryDirectory() as folder:
        home = published(paths.home(given.home), Path(folder))
        viewer = subprocess.Popen([sys.executable, "-c", STARTER, str(home)], stdout=subprocess.PIPE, text=True)
        try:
            assert viewer.stdout is not None
            address = viewer.stdout.readline().split()[1]
            asked = Graph(home).neighbourhood
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=given.browser, args=["--no-sandbox", "--disable-gpu"])
                for size in given.sizes:
                    measure(browser, f"{address}/graph?{large_view(asked, size)[1]}", given.clicks, size <= 300)
                browser.close()
        finally:
            viewer.terminate()
            viewer.wait(30)


if __name__ == "__main__":
    main()
