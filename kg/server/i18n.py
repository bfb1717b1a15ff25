"""Internationalisation of the pages: the messages of the user interface, and the language of a request."""

from __future__ import annotations

from collections.abc import Iterable

from kg.i18n import LANGUAGES, MESSAGES, Language


class Messages:
    """The messages `pages.*` and `terms.*` of the catalog in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def term(self, key: str) -> str | None:
        """The name of a term of RDF, RDFS, OWL or SKOS, by its prefixed name; None if the catalog has none."""
        key = f"terms.{key}"
        return MESSAGES[key][self.language] if key in MESSAGES else None

    def __call__(self, key: str, *values: object) -> str:
        """The message `pages.<key>` with `values` in its placeholders. Integers get thousands separators."""
        text = MESSAGES[f"pages.{key}"][self.language]
        return text.format(*(f"{value:,}" if isinstance(value, int) else value for value in values)) if values else text


def best_language(accepted: str | None, asked: str | None = None, default: Language = "zh") -> Language:
    """The language `asked`, else the preferred one of the Accept-Language header `accepted`, else `default`."""
    from werkzeug.datastructures import LanguageAccept
    from werkzeug.http import parse_accept_header

    if asked in LANGUAGES:
        return asked
    wanted: LanguageAccept = parse_accept_header(accepted or "", LanguageAccept)
    primary: Iterable[tuple[str, float]] = [(tag.split("-")[0].lower(), quality) for tag, quality in wanted]
    preferred = (tag for tag, quality in sorted(primary, key=lambda pair: -pair[1]) if quality > 0)
    return next((tag for tag in preferred if tag in LANGUAGES), default)
