"""The language that messages are in."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}
"""Code -> what a language calls itself."""
SETTING = "ZHENGMAI_LANG"
"""The environment variable that `kg --lang` sets. It is inherited by every process that is started."""


def current_language() -> Language:
    """The language set, else that of the locale (LC_ALL, LC_MESSAGES, LANG): English unless it is Chinese."""
    locale = next(filter(None, map(os.environ.get, (SETTING, "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def set_language(language: Language) -> None:
    """Use `language` in this process and in those that it starts."""
    os.environ[SETTING] = language
