"""The lock files, read."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[2]


def locked(name: str) -> dict[str, str]:
    """The packages that `locks/<name>.txt` holds for this Python and system: version by name."""
    text = (REPOSITORY / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    requirements = [Requirement(line.rstrip(" \\")) for line in re.findall(r"^\w.*$", text, re.MULTILINE)]
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in requirements
        if one.marker is None or one.marker.evaluate()
    }
