"""The viewer in a real browser: how long until a page that is opened says something, and until a changed filter is answered.

    python bench/viewer.py [--home FOLDER] [--runs 20] [--browser /usr/bin/chromium]

Needs Playwright; builds the real data where there is no published version. The viewer is warm: each page was opened once before, as by a
colleague. `opened` begins with the navigation of a new visitor whose browser has the scripts already; `clicked` with a click on the page's
name in the side bar. Both end with the first frame that shows what the page is for. `filter` begins with the choice of another value and
ends with the frame that shows its rows. Times are the browser's own.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from homes import published
from playwright.sync_api import Page, sync_playwright

from kg import paths

STARTER = "import sys; from pathlib import Path; from viewer.start import run_viewer; run_viewer(Path(sys.argv[1]), 0)"
READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
PAGES = {
    "overview": ("", {}, "总览", "份文件"),
    "graph": ("graph", {"thing": "program/jinyang-gongjiang"}, "图谱", "晋阳工匠"),
    "agencies": ("agencies", {"city": "石嘴山市", "agency": "640200-human-resources"}, "部门职责", "市人社局"),
    "source": ("source", {"document": "taiyuan-2018-2"}, "原文", "转变政府人才管理职能"),
    "questions": ("questions", {"question": "funding", "city": "太原市"}, "问答", "城市为“太原市”"),
}
"""Page -> address, filters, name in the side bar, words that show that it says what it is for."""
SHOWN = """(words) => new Promise((done) => {
  const main = () => document.querySelector('[data-testid="stMain"]');
  const look = () => main() && within(main()) ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  const within = (root) => root.textContent.includes(words)
    || [...root.querySelectorAll("*")].some((element) => element.shadowRoot && element.shadowRoot.textContent.includes(words));
  look();
})"""
CLICKED = "() => { addEventListener('click', () => { window.begun = performance.now() }, { capture: true }) }"
FILTERS = ("石嘴山市", "太原市")


def told(name: str, values: list[float], bound: float) -> None:
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    sign = "" if late <= bound else f"   over the bound of {bound:.0f} ms"
    print(f"{name:<28} {statistics.median(ordered):6.0f} ms median  {late:6.0f} ms p95   n={len(ordered)}{sign}", flush=True)


def opened(page: Page, viewer: str, name: str) -> float:
    path, filters, _, words = PAGES[name]
    page.goto("about:blank")
    page.goto(f"{viewer}/{path}?{urlencode(filters)}", wait_until="commit")
    shown = float(page.evaluate(SHOWN, words))
    page.wait_for_selector(READY)
    return shown


def clicked(page: Page, viewer: str, name: str) -> float:
    """To the page that was seen before, from another."""
    *_, title, words = PAGES[name]
    other = PAGES["questions" if name != "questions" else "overview"]
    opened(page, viewer, name)
    page.get_by_role("link", name=other[2], exact=True).click()
    page.evaluate(SHOWN, other[3] if name == "questions" else "没有条件")
    page.wait_for_selector(READY)
    page.evaluate(CLICKED)
    page.get_by_role("link", name=title, exact=True).click()
    shown = float(page.evaluate(SHOWN, words))
    return shown - float(page.evaluate("() => window.begun"))


def filtered(page: Page, turn: int) -> float:
    city = FILTERS[turn % 2]
    box = page.get_by_role("combobox", name="城市")
    box.press("Backspace")  # the city before is taken out
    page.wait_for_timeout(200)
    page.wait_for_selector(READY)
    box.click()
    option = page.get_by_role("option", name=city)
    option.wait_for()
    page.evaluate(CLICKED)
    option.click()
    shown = float(page.evaluate(SHOWN, f"城市为“{city}”"))
    page.wait_for_selector(READY)
    page.wait_for_timeout(200)
    return shown - float(page.evaluate("() => window.begun"))


def chosen(page: Page, label: str, value: str, words: str) -> float:
    """Another value of a list of the page of agencies, until `words` say it back."""
    page.get_by_role("combobox", name=label, exact=True).click()
    option = page.get_by_role("option", name=value).first
    option.wait_for()
    page.evaluate(CLICKED)
    option.click()
    return answered(page, words)


def weighed(page: Page, weight: float) -> float:
    """Another weight of support, until the sentence says it and the loads are counted with it."""
    box = page.get_by_label("配合", exact=True)
    box.fill(f"{weight:g}")
    page.evaluate("() => { window.begun = performance.now() }")
    box.press("Enter")
    return answered(page, f"配合 × {weight:g}")


def answered(page: Page, words: str) -> float:
    shown = float(page.evaluate(SHOWN, words))
    page.wait_for_selector(READY)
    page.wait_for_timeout(300)
    return shown - float(page.evaluate("() => window.begun"))


def agencies(page: Page, viewer: str, runs: int) -> None:
    """What a coordinator changes: the city, the agency, a weight."""
    opened(page, viewer, "agencies")
    names = ("市人才办", "市人社局")
    told("filter   agency", [chosen(page, "机构", names[i % 2], f"{names[i % 2]}（石嘴山市）") for i in range(runs + 2)][2:], 300)
    page.get_by_text("全市", exact=True).click()
    page.wait_for_selector(READY)
    page.wait_for_timeout(500)
    told("filter   city", [chosen(page, "城市", FILTERS[1 - i % 2], f"显示{FILTERS[1 - i % 2]}各机构") for i in range(runs + 2)][2:], 300)
    page.get_by_text("任务量怎样计算").click()
    told("filter   weight", [weighed(page, 2 + turn / 2) for turn in range(runs + 1)][1:], 300)


def measure(home: Path, runs: int, program: str) -> None:
    viewer = subprocess.Popen([sys.executable, "-c", STARTER, str(home)], stdout=subprocess.PIPE, text=True)
    try:
        assert viewer.stdout is not None
        address = viewer.stdout.readline().split()[1]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
            page.set_default_timeout(60_000)
            for name in PAGES:
                opened(page, address, name)
            for name in PAGES:
                told(f"opened   {name}", [opened(page, address, name) for _ in range(runs)], 1500)
            for name in PAGES:
                told(f"clicked  {name}", [clicked(page, address, name) for _ in range(max(3, runs // 3))], 1500)
            opened(page, address, "questions")
            told("filter   questions", [filtered(page, turn) for turn in range(runs + 2)][2:], 300)
            agencies(page, address, runs)
            browser.close()
    finally:
        viewer.terminate()
        viewer.wait(30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--browser", default=shutil.which("chromium"))
    given = parser.parse_args()
    if given.browser is None:
        raise SystemExit("there is no Chromium: make browser, or --browser /path/to/chromium")
    with tempfile.TemporaryDirectory() as folder:
        measure(published(paths.home(given.home), Path(folder)), given.runs, given.browser)


if __name__ == "__main__":
    main()
