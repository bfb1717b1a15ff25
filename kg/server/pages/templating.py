"""Templates filled in. Whatever comes from the graph is escaped; nothing is loaded from another host."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.export.text import one_line
from kg.linked_data.addresses import Addresses
from kg.linked_data.description import TYPE
from kg.linked_data.nodes import Node, Text, Value, short
from kg.rdf.namespaces import PREFIXES
from kg.server.pages.i18n import LANGUAGES, Words

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
_DECIMAL = PREFIXES["xsd"] + "decimal"
_LONGEST_NAME = 160
_SHORT_NAME = 14
_MOST_VALUES = 60
_MOST_PARTS = 60


@dataclass(frozen=True)
class Setting:
    """What all pages of one answer share. `chosen` is the language where the reader asked for it in the address."""

    addresses: Addresses
    language: str
    chosen: bool = False
    version: str | None = None
    path: str = "/"
    parameters: tuple[tuple[str, str], ...] = ()
    """The address of the page itself, without its language."""
    ontology: str | None = None
    """The IRI of the ontology, if the graph has one."""
    site: str = ""
    """The server's address, with a slash at its end."""


def render(setting: Setting, template: str, **values: Any) -> str:
    words = Words(setting.language)
    addresses = setting.addresses
    chosen = f"lang={setting.language}" if setting.chosen else ""

    def local(address: str) -> str:
        """The address, in the language that the reader chose."""
        if not chosen or not address.startswith("/"):
            return address
        path, hash_, fragment = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{chosen}{hash_}{fragment}"

    def link(node: Node) -> str | None:
        address = addresses.link(node)
        return local(address) if address else None

    def called(node: Node) -> str:
        return (None if node.names else words.term(node.key)) or node.called(setting.language)

    def pointing(predicate: Node, key: str) -> str:
        return words("its_instances") if predicate.iri == TYPE else words(key, called(predicate))

    def in_order(values: Iterable[Value]) -> list[Value]:
        """Those in the reader's language first."""
        return sorted(values, key=lambda value: isinstance(value, Text) and value.language not in ("", setting.language))

    def all_short(values: tuple[Value, ...]) -> bool:
        return all(len(value.text if isinstance(value, Text) else called(value)) <= _SHORT_NAME for value in values)

    other = next(language for language in LANGUAGES if language != setting.language)
    shared = {
        "w": words,
        "version": setting.version,
        "home": local("/"),
        "sparql": local("/sparql"),
        "ontology": local(addresses.here(setting.ontology) or addresses.about(setting.ontology, "html")) if setting.ontology else None,
        "site": setting.site,
        "other_language": f"{setting.path}?{urlencode([*setting.parameters, ('lang', other)])}",
        "link": link,
        "here": lambda iri: local(addresses.here(iri) or addresses.about(iri, "html")),
        "elsewhere": lambda address: not address.startswith("/"),
        "static": _static,
        "short": short,
        "clip": clip,
        "readable": readable,
        "in_language": lambda words: words.get(setting.language) or next(iter(words.values()), ""),
        "runnable": _runnable,
        "is_text": lambda value: isinstance(value, Text),
        "all_short": all_short,
        "in_order": in_order,
        "called": called,
        "type": TYPE,
        "pointing": pointing,
        "tongue": lambda language, text: _tongue(setting.language, language, text),
        "most_values": _MOST_VALUES,
        "most_parts": _MOST_PARTS,
    }
    return _environment().get_template(template).render(**shared, **values)


def _runnable(query: str) -> str:
    """The query as it can be sent to the endpoint, one prefix a line."""
    from kg.store.sparql_parameters import with_prefixes

    return with_prefixes(query, "\n")


def clip(text: str) -> str:
    """Enough of a name to know the thing by."""
    line = one_line(text)
    return line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME].rstrip() + "…"


def readable(text: Text) -> str:
    """A literal as people read it: a decimal in groups of three. Years and counts are integers, and stay."""
    whole, point, rest = text.text.partition(".")
    if text.datatype != _DECIMAL or not whole.removeprefix("-").isdecimal():
        return text.text
    return f"{int(whole):,}{point}{rest}"


def _tongue(page: str, language: str, text: str) -> Any:
    """A `lang` attribute for text in another language than the page's, so that it is drawn and read aloud as what it is."""
    from markupsafe import Markup

    if not language and page != "zh" and any("\u3400" <= letter <= "\u9fff" for letter in text):
        language = "zh"
    return Markup(' lang="{}"').format(language) if language and language != page else ""


@cache
def _static(name: str) -> str:
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def templates() -> None:
    """Read all templates, so that no reader waits for it."""
    for name in _environment().list_templates():
        _environment().get_template(name)


@cache
def design() -> str:
    """A digest of templates and style: a page changes with them."""
    digest = hashlib.sha256()
    for path in sorted([*(_FOLDER / "templates").iterdir(), *STATIC.iterdir(), _FOLDER / "i18n.py"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
