"""One question to a model, one JSON object back."""

from __future__ import annotations

import json
from typing import Any

from kg.errors import RemoteError
from kg.extraction.language_model.settings import ModelSettings
from kg.i18n import message
from kg.store.http_client import MEBIBYTE, HttpClient

_ANSWER_BYTES = 4 * MEBIBYTE
_PATH = "/chat/completions"


class ModelClient:
    """Asks by the chat completions API, without randomness as far as the model allows."""

    def __init__(self, settings: ModelSettings) -> None:
        """Raises InvalidAddress where the address is none of http(s)."""
        self._settings = settings
        self._client = HttpClient(settings.url, timeout=settings.timeout, answer_bytes=_ANSWER_BYTES)

    @property
    def address(self) -> str:
        """The address, without a password."""
        return self._client.name

    def ask(self, instructions: str, words: str) -> dict[str, Any]:
        """The JSON object of the answer. Raises Unreachable, ServerLimit, RemoteError."""
        request = {
            "model": self._settings.name,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": words}],
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
        }
        headers = {"authorization": f"Bearer {self._settings.key}"} if self._settings.key else {}
        reply = self._client.post_json(_PATH, request, headers)
        self._client.raise_for_status(reply)
        try:
            content = json.loads(_without_fence(reply.json["choices"][0]["message"]["content"]))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise RemoteError(message("errors.upstream.no_json", host=self.address)) from error
        if not isinstance(content, dict):
            raise RemoteError(message("errors.upstream.no_json", host=self.address))
        return content


def _without_fence(words: str) -> str:
    """The JSON of an answer that wraps it in a code block of Markdown."""
    bare = words.strip()
    return bare.removeprefix("```json").removeprefix("```").removesuffix("```") if bare.startswith("```") else bare
