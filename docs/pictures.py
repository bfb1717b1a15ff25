"""Take the pictures of the READMEs from the viewer of the real data: `make pictures`.

Each is written to docs/pictures/<page>.<language>.png, with few colours so that it stays small.
Needs Chromium and a font that holds Chinese.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg import paths
from kg.build.pipeline import build
from kg.intake.add import Intake
from kg.intake.understanding import understand
from tests.browser.conftest import FLAGS, PATIENCE, PROGRAM, serving
from tests.browser.page_state import settled
from tests.browser.tabs import browser_contexts, tabs

FOLDER = Path(__file__).with_name("pictures")
WIDE, HIGH = 1280, 800
LARGEST = 200_000
"""Bytes."""
SHOTS = {
    "overview": ("", {}),
    "graph": ("graph", {"thing": "program/jinyang-gongjiang"}),
    "agencies": ("agencies", {"city": "石嘴山市"}),
    "source": ("source", {"document": "taiyuan-2018-2", "fact": "taiyuan-2018-2/a19/funding/1"}),
    "review": ("review", {"document": "datong-2026-1", "clause": "a3"}),
}
"""Name of the picture -> address and filters."""


def smaller(png: bytes) -> bytes:
    """The picture in 128 colours."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    if PROGRAM is None:
        raise SystemExit("there is no Chromium: make browser")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data, home = Path(folder) / "data", Path(folder) / "home"
        build(paths.DATA, home)
        shutil.copytree(paths.DATA, data)
        intake = Intake.into(data)
        intake.add(intake.plan(understand(Path(__file__).with_name("samples") / "page.html")))
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        editing = {paths.REVIEWED: str(data), paths.REVIEWER: "curator"}
        with serving(home, editing) as viewer, tabs(browser_contexts(browser, PATIENCE), viewer) as opened:
            for name, (path, filters) in SHOTS.items():
                for language in ("zh", "en"):
                    page = opened.open(path, lang=language, width=WIDE, height=HIGH, **filters)
                    page.wait_for_timeout(1500)
                    settled(page)
                    picture = smaller(page.screenshot())
                    if len(picture) > LARGEST:
                        raise SystemExit(f"{name}.{language}.png has {len(picture)} bytes, more than {LARGEST}")
                    (FOLDER / f"{name}.{language}.png").write_bytes(picture)
                    print(f"{name}.{language}.png  {len(picture) // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
