"""Renders the Jinja2 templates of the pages. Values from the graph are escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.export.text import one_line
from kg.i18n import LANGUAGES, MESSAGES, Language
from kg.linked_data.addresses import Addresses
from kg.linked_data.description import TYPE
from kg.linked_data.nodes import LiteralValue, Node, Value, curie
from kg.rdf.namespaces import PREFIXES
from kg.server.i18n import Messages

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
_DECIMAL = PREFIXES["xsd"] + "decimal"
_MAX_NAME_LENGTH = 160
_SHORT_NAME_LENGTH = 14
_MAX_VALUES = 60
_MAX_PARTS = 60


@dataclass(frozen=True)
class PageContext:
    """What every template needs, whatever the page is about."""

    addresses: Addresses
    language: Language
    language_chosen: bool = False
    """Whether the address names the language. It is then kept in all links."""
    version: str | None = None
    path: str = "/"
    parameters: tuple[tuple[str, str], ...] = ()
    """The query parameters of the page, without `lang`."""
    ontology: str | None = None
    """The IRI of the ontology, if the graph has one."""
    site: str = ""
    """The address of the server, with a trailing slash."""


def render(context: PageContext, template: str, **values: Any) -> str:
    """The template filled in with `context` and `values`. Raises jinja2.UndefinedError if a value is missing."""
    messages = Messages(context.language)
    addresses = context.addresses
    chosen = f"lang={context.language}" if context.language_chosen else ""

    def local(address: str) -> str:
        """A local address with the chosen language."""
        if not chosen or not address.startswith("/"):
            return address
        path, hash_, fragment = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{chosen}{hash_}{fragment}"

    def link(node: Node) -> str | None:
        address = addresses.href(node)
        return local(address) if address else None

    def display_name(node: Node) -> str:
        return (None if node.names else messages.term(node.curie)) or node.display_name(context.language)

    def link_heading(predicate: Node, key: str) -> str:
        return messages("its_instances") if predicate.iri == TYPE else messages(key, display_name(predicate))

    def in_order(values: Iterable[Value]) -> list[Value]:
        """Values in the language of the page first."""
        return sorted(values, key=lambda value: isinstance(value, LiteralValue) and value.language not in ("", context.language))

    def all_short(values: tuple[Value, ...]) -> bool:
        return all(len(value.text if isinstance(value, LiteralValue) else display_name(value)) <= _SHORT_NAME_LENGTH for value in values)

    other = next(language for language in LANGUAGES if language != context.language)
    shared = {
        "w": messages,
        "version": context.version,
        "home": local("/"),
        "sparql": local("/sparql"),
        "ontology": local(addresses.local_address(context.ontology) or addresses.description_address(context.ontology, "html"))
        if context.ontology
        else None,
        "site": context.site,
        "other_language": f"{context.path}?{urlencode([*context.parameters, ('lang', other)])}",
        "link": link,
        "iri_address": lambda iri: local(addresses.local_address(iri) or addresses.description_address(iri, "html")),
        "is_external": lambda address: not address.startswith("/"),
        "static": _static,
        "curie": curie,
        "clip": clip,
        "readable": readable,
        "in_language": lambda texts: texts.get(context.language) or next(iter(texts.values()), ""),
        "runnable": _runnable,
        "is_literal": lambda value: isinstance(value, LiteralValue),
        "all_short": all_short,
        "in_order": in_order,
        "display_name": display_name,
        "type": TYPE,
        "link_heading": link_heading,
        "lang": lambda language, text: _lang_attribute(context.language, language, text),
        "own_anchor": lambda value: None,
        "max_values": _MAX_VALUES,
        "max_parts": _MAX_PARTS,
    }
    return _environment().get_template(template).render({**shared, **values})


def _runnable(query: str) -> str:
    """The query with its PREFIX declarations, one on each line."""
    from kg.store.sparql_parameters import with_prefixes

    return with_prefixes(query, "\n")


def clip(text: str) -> str:
    """The text on one line, cut after _MAX_NAME_LENGTH characters."""
    line = one_line(text)
    return line if len(line) <= _MAX_NAME_LENGTH else line[:_MAX_NAME_LENGTH].rstrip() + "…"


def readable(text: LiteralValue) -> str:
    """A literal for display: decimals with thousands separators. Integers, which may be years, stay as they are."""
    integer, point, fraction = text.text.partition(".")
    if text.datatype != _DECIMAL or not integer.removeprefix("-").isdecimal():
        return text.text
    return f"{int(integer):,}{point}{fraction}"


def _lang_attribute(page: str, language: str, text: str) -> Any:
    """A `lang` attribute for text in another language than the page's, for fonts and screen readers."""
    from markupsafe import Markup

    if not language and page != "zh" and any("\u3400" <= letter <= "\u9fff" for letter in text):
        language = "zh"
    return Markup(' lang="{}"').format(language) if language and language != page else ""


@cache
def _static(name: str) -> str:
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def load_templates() -> None:
    """Compile all templates, so that no request waits for it."""
    for name in _environment().list_templates():
        _environment().get_template(name)


@cache
def template_digest() -> str:
    """A digest of templates, static files and messages. It is part of the ETag of every page."""
    digest = hashlib.sha256()
    for path in sorted([*(_FOLDER / "templates").iterdir(), *STATIC.iterdir(), *MESSAGES.files("pages", "terms")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters["one_line"] = one_line
    return environment
