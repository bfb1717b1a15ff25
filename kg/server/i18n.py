"""Our own words on the pages, in Chinese and English. Names and texts stay as the graph has them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.i18n import LANGUAGES, MESSAGES, Language


class Words:
    """The messages `pages.*` of the catalogue in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def term(self, key: str) -> str | None:
        """What a term of RDF, OWL or SKOS is called, by its prefixed name."""
        key = f"terms.{key}"
        return MESSAGES[key][self.language] if key in MESSAGES else None

    def __call__(self, key: str, *values: object) -> str:
        """The message `pages.<key>`; values stand in the order of its placeholders. Whole numbers are written in groups of three."""
        words = MESSAGES[f"pages.{key}"][self.language]
        return words.format(*(f"{value:,}" if isinstance(value, int) else value for value in values)) if values else words


def best_language(accepted: str | None, asked: str | None = None, default: Language = "zh") -> Language:
    """The language asked for, else the one of `Accept-Language` that the client likes best, else `default`."""
    from werkzeug.datastructures import LanguageAccept
    from werkzeug.http import parse_accept_header

    if asked in LANGUAGES:
        return asked
    wanted: LanguageAccept = parse_accept_header(accepted or "", LanguageAccept)
    primary: Iterable[tuple[str, float]] = [(tag.split("-")[0].lower(), quality) for tag, quality in wanted]
    liked = (tag for tag, quality in sorted(primary, key=lambda pair: -pair[1]) if quality > 0)
    return next((tag for tag in liked if tag in LANGUAGES), default)
