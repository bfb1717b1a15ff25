"""Whether this viewer may change data: only the one that `kg review` or `kg view --edit` starts, on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from kg import paths


def edited_data() -> Path | None:
    """The folder of the data that may be changed; None where none may."""
    given = os.environ.get(paths.REVIEWED)
    return Path(given) if given else None


def reviewer() -> str:
    """Who decides; empty for the name of the account."""
    return os.environ.get(paths.REVIEWER, "")
