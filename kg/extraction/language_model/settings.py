"""Which model is asked, if any: an address that speaks the chat completions API of OpenAI, as vLLM, Ollama, llama.cpp and others do."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

URL, NAME, KEY = "ZHENGMAI_MODEL_URL", "ZHENGMAI_MODEL_NAME", "ZHENGMAI_MODEL_KEY"


@dataclass(frozen=True)
class ModelSettings:
    """`url` is the base address, to which `/chat/completions` is appended: `http://127.0.0.1:8000/v1`. `key` is sent as bearer token."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    """Seconds that one answer may take."""
    characters: int = 1500
    """How much text is sent in one request. A clause is never divided."""


def model_settings() -> ModelSettings | None:
    """The model of the environment; None where no address is set."""
    url = os.environ.get(URL, "").strip()
    return ModelSettings(url, os.environ.get(NAME, "").strip() or "default", os.environ.get(KEY, "").strip()) if url else None
