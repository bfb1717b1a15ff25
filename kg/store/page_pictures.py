"""Pictures of the pages of an original: PDF by pypdfium2, images by Pillow, in a process of its own, kept in the home.

`<home>/pictures/<sha256>/<page>-<width>.png`. An empty file there says that nobody could draw the page.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from kg.store.files import OriginalFile

WIDTHS = (400, 800, 1200, 1600, 2400)
"""The widths that pictures have, in pixels."""
_PDF, _IMAGES = "application/pdf", ("image/png", "image/jpeg", "image/tiff")
_SECONDS = 20
_ROOT = Path(__file__).parents[2]


def is_drawable(media_type: str) -> bool:
    """Whether pages of such files can be drawn here."""
    return media_type in (_PDF, *_IMAGES)


def page_picture(home: Path, original: OriginalFile, page: int, width: int) -> bytes | None:
    """The page as PNG, as wide as the first of WIDTHS from `width` on; None where it cannot be drawn within the bounds."""
    if not is_drawable(original.media_type):
        return None
    wide = next((known for known in WIDTHS if known >= width), WIDTHS[-1])
    kept = home / "pictures" / original.sha256 / f"{page}-{wide}.png"
    with contextlib.suppress(OSError):
        return kept.read_bytes() or None
    drawn = _drawn(original, page, wide)
    _keep(kept, drawn or b"")
    return drawn


def _drawn(original: OriginalFile, page: int, width: int) -> bytes | None:
    """What a process of its own draws. The file is a stranger's: it may stall, take all memory, or crash the library."""
    command = [sys.executable, "-m", "kg.store.draw_page", str(original.path), original.media_type, str(page), str(width)]
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": search, "PYTHONSAFEPATH": "1"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=True, env=environment)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return done.stdout or None


def _keep(path: Path, content: bytes) -> None:
    """Write the file in one step. A home that cannot be written to keeps nothing."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}-{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(path)
