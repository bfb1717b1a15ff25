"""The base of all errors of this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import Any, ClassVar, TypeVar

from kg.i18n import MESSAGES, Language, current_language, text
from kg.i18n.message import from_json, to_json

E = TypeVar("E", bound="ZhengmaiError")
_HINTS = ("nearest", "hint")


class ZhengmaiError(Exception):
    """Something that a person can do something about. Any other exception is a fault of the program.

    Subclasses are dataclasses: their fields are the values of the sentence `errors.<code>` in the catalog of kg.i18n and of
    the hints `errors.<code>.nearest` and `errors.<code>.hint`. A hint one of whose values is None is left out.
    An error keeps class and values when it travels between processes and over HTTP.
    """

    code: ClassVar[str]
    """Unique and stable: programs may rely on it."""
    status: ClassVar[int] = 500
    """The HTTP status that a server answers with."""
    problem: ClassVar[str | None] = None
    """The end of the problem type's address (RFC 9457), where that is not the code."""
    retry_after: int | None = None
    """Seconds after which the same request may succeed."""
    _told: str | None = None
    """The sentence, as a server said it that gives no values."""

    def sentence(self, language: Language | None = None) -> str:
        """What is wrong, in `language`, else in the current one."""
        return self._told or text(f"errors.{self._key}", language, **self._values())

    def hint(self, language: Language | None = None) -> str | None:
        """What to do about it."""
        if self._told:
            return None
        chosen, values = language or current_language(), self._values()
        keys = [key for name in _HINTS if (key := f"errors.{self.code}.{name}") in MESSAGES]
        told = [text(key, chosen, **values) for key in keys if all(values[name] is not None for name in _names(MESSAGES[key][chosen]))]
        return _joined(told, chosen) or None

    def told(self, language: Language | None = None) -> str:
        """Sentence and hint in one line."""
        chosen = language or current_language()
        return _joined(filter(None, [self.sentence(chosen), self.hint(chosen)]), chosen)

    def __str__(self) -> str:
        return self.told()

    @property
    def parameters(self) -> dict[str, Any]:
        """The values of the error by name, as JSON holds them."""
        return {field.name: to_json(getattr(self, field.name)) for field in fields(self)} if is_dataclass(self) else {}

    @property
    def _key(self) -> str:
        """Which sentence of the catalog says it."""
        return self.code

    def _values(self) -> dict[str, Any]:
        """The values of sentence and hint."""
        return {field.name: getattr(self, field.name) for field in fields(self)} if is_dataclass(self) else {}

    def __reduce__(self) -> tuple[Any, ...]:
        return rebuilt, (type(self), self.parameters, self._told)


def _joined(parts: Any, language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(parts)


def _names(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def rebuilt(kind: type[E], parameters: Mapping[str, Any], told: str | None = None) -> E:
    """An error of `kind` as another process or server described it; where the values do not fit, it says `told`."""
    try:
        error = kind(**{name: from_json(value) for name, value in parameters.items()})
        str(error)
    except (TypeError, LookupError, AttributeError, ValueError):
        error = kind.__new__(kind)
        if is_dataclass(kind):
            error.__dict__.update({field.name: None for field in fields(kind)})
        error._told = told
    return error


def error_classes(base: type[ZhengmaiError] = ZhengmaiError) -> dict[str, type[ZhengmaiError]]:
    """Code -> class, of all errors that derive from `base` and have a code of their own."""
    found = {base.code: base} if "code" in vars(base) else {}
    for kind in base.__subclasses__():
        found |= error_classes(kind)
    return found
