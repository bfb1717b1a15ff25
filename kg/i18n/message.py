"""Messages of the package: a key of its catalog and the values in it, put into words when somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.i18n.catalog import Catalog
from kg.i18n.language import Language, current_language

MESSAGES = Catalog(Path(__file__).parent / "catalog")
"""Every message of the package `kg`."""


@dataclass(frozen=True)
class Message:
    """`str()` is the message in the current language. Values may be messages themselves; a list is written with commas."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        return text(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.text(current_language())

    def __hash__(self) -> int:
        return hash((self.key, *self.values))

    def to_json(self) -> dict[str, Any]:
        return {"key": self.key, "values": {name: to_json(value) for name, value in self.values.items()}}


def message(key: str, /, **values: Any) -> Message:
    """The message `key` of the package's catalog, with its values."""
    return Message(key, values)


def text(key: str, language: Language | None = None, /, **values: Any) -> str:
    """The message `key` in `language`, else in the current one. Raises KeyError for a key or value that is missing."""
    chosen = language or current_language()
    return MESSAGES.text(key, chosen, **{name: _shown(value, chosen) for name, value in values.items()})


def _shown(value: Any, language: Language) -> Any:
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, list | tuple):
        return ("、" if language == "zh" else ", ").join(str(_shown(item, language)) for item in value)
    return value


def to_json(value: Any) -> Any:
    """A value of a message as JSON holds it."""
    if isinstance(value, Message):
        return value.to_json()
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def from_json(value: Any) -> Any:
    """The value that `to_json` wrote."""
    if isinstance(value, dict) and value.keys() == {"key", "values"}:
        return Message(str(value["key"]), {name: from_json(item) for name, item in value["values"].items()})
    return [from_json(item) for item in value] if isinstance(value, list) else value
