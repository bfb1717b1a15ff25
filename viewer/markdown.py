"""Fonts, and text made safe for the places that read markup."""

from __future__ import annotations

import re

FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def literal(text: str) -> str:
    """`text` for a place that reads Markdown: shown as it stands, no link, no picture."""
    return _MARKUP.sub(r"\\\1", text)
