"""Pages of HTML about things. Whatever comes from the graph is escaped; nothing is loaded from another host."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.export.text import one_line
from kg.linked.addresses import SUFFIXES, Addresses
from kg.linked.description import TYPE, Description
from kg.linked.incoming import Page
from kg.linked.nodes import Node, Text, Value, short
from kg.linked.ontology import Ontology, Term
from kg.linked.resource import Found, Resource
from kg.rdf.namespaces import PREFIXES
from kg.server.words import LANGUAGES, Words

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
MEDIA_TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_FORMAT_NAMES = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
_DECIMAL = PREFIXES["xsd"] + "decimal"
_LONGEST_NAME = 160
_SHORT_NAME = 14
_MOST_VALUES = 60
_MOST_PARTS = 60
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every page: no script runs, nothing comes from elsewhere."""


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


def thing_page(setting: Setting, found: Found, resource: Resource) -> str:
    described = resource.description
    iri = found.iri
    own = {part.node.blank or part.node.iri: part.anchor for part in described.parts}
    own |= {f"{iri}#{each.anchor}": each.anchor for each in described.evidence}
    return _render(
        setting,
        "thing.html",
        thing=described.thing,
        description=described,
        outline=resource.outline,
        groups=resource.groups,
        segments=resource.segments,
        around=resource.around,
        role={"property": "property_about", "graph": "named_graph_about", "thing": ""}[found.role],
        formats=_formats(setting, iri),
        graph_content=None,
        own_anchor=lambda value: own.get(value.blank or value.iri),
        said=[one for one in described.said if not all(_is_evidence(value, described) for value in one.values)],
        **_about(setting, described.thing, described.source.document.iri if described.source else None),
    )


def _is_evidence(value: Value, described: Description) -> bool:
    return isinstance(value, Node) and any(value.iri == f"{described.thing.iri}#{each.anchor}" for each in described.evidence)


def ontology_page(setting: Setting, model: Ontology) -> str:
    """Documentation of an ontology, each term with its anchor."""
    thing = model.description.thing

    def uses(term: Term) -> str:
        type_ = TYPE if term.kind == "class" else None
        return setting.addresses.about(term.node.iri or "", "html", via=type_)

    return _render(
        setting,
        "ontology.html",
        thing=thing,
        description=model.description,
        ontology_model=model,
        formats=_formats(setting, thing.iri or ""),
        uses=uses,
        own_anchor=lambda value: None,
    )


def listing_page(setting: Setting, thing: Node, page: Page) -> str:
    """One page of what points to a thing by one property."""
    return _render(setting, "listing.html", thing=thing, page=page, own_anchor=lambda value: None, **_about(setting, thing))


def missing_page(setting: Setting, looked_for: str, nearest: Node | None) -> str:
    """For an IRI that the graph does not know."""
    return _render(setting, "missing.html", looked_for=looked_for, nearest=nearest, own_anchor=lambda value: None)


def _about(setting: Setting, thing: Node, *already: str | None) -> dict[str, Any]:
    """For lists of sources: the address of a list, and the places that need not be named again."""

    def listing(predicate: Node, of: Node | None, number: int | None = None) -> str:
        language = setting.language if setting.chosen else None
        return setting.addresses.about(
            thing.iri or "", "html", via=predicate.iri, of=of.iri if of else None, page=number, lang=language
        )

    return {"listing": listing, "here_already": {thing.iri, *already}}


def _formats(setting: Setting, iri: str) -> list[tuple[str, str]]:
    return [(suffix, setting.addresses.about(iri, suffix)) for suffix in SUFFIXES if suffix != "html"]


def _render(setting: Setting, template: str, **values: Any) -> str:
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

    def pointing(predicate: Node) -> str:
        return words("its_instances") if predicate.iri == TYPE else words("this_is_the", called(predicate))

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
        "ontology": local("/ontology"),
        "other_language": f"{setting.path}?{urlencode([*setting.parameters, ('lang', other)])}",
        "link": link,
        "here": lambda iri: local(addresses.here(iri) or addresses.about(iri, "html")),
        "elsewhere": lambda address: not address.startswith("/"),
        "static": _static,
        "short": short,
        "clip": clip,
        "readable": readable,
        "is_text": lambda value: isinstance(value, Text),
        "all_short": all_short,
        "in_order": in_order,
        "called": called,
        "type": TYPE,
        "pointing": pointing,
        "tongue": lambda language, text: _tongue(setting.language, language, text),
        "most_values": _MOST_VALUES,
        "most_parts": _MOST_PARTS,
        "media_types": MEDIA_TYPES,
        "format_names": _FORMAT_NAMES,
    }
    return _environment().get_template(template).render(**shared, **values)


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


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
