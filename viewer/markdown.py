"""Text made safe for Markdown."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def escape_markdown(text: str) -> str:
    """`text` for a place that reads Markdown: shown as it stands, no link, no picture."""
    return _MARKUP.sub(r"\\\1", text)
