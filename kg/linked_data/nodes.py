"""RDF terms for display: nodes with their names, and literals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.graph_queries import select
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Literal, NamedNode, is_valid_iri

if TYPE_CHECKING:
    from kg.rdf.terms import Term
    from kg.store.sparql import SparqlStore

_TITLE, _QUOTE, _NOTATION, _IDENTIFIER = 3, 7, 8, 9
"""Ranks of `names_of.rq` that need special treatment."""


@dataclass(frozen=True)
class Name:
    """A name of a node. `language` is "" if there is none. A smaller `rank` is preferred."""

    rank: int
    text: str
    language: str


@dataclass(frozen=True)
class LiteralValue:
    """A literal. `datatype` is an IRI, "" for strings."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True)
class Node:
    """An IRI with its names. A blank node has the label `blank` instead of an IRI."""

    iri: str | None
    names: tuple[Name, ...] = ()
    known: bool = True
    """Whether it is the subject of a statement in the graph."""
    has_anchor: bool = False
    """Whether it is a hash IRI of a known IRI, and so has an anchor on the page of that IRI."""
    blank: str = ""

    @property
    def curie(self) -> str:
        """The IRI, abbreviated by the project's prefixes."""
        return curie(self.iri) if self.iri else ""

    def display_name(self, language: str) -> str:
        """The best name for readers of `language`: a title with its number, the last part of an id, or the last part of the IRI."""
        best = self._best(language)
        if best is None:
            return last_part(self.iri) if self.iri else ""
        if best.rank == _IDENTIFIER:
            return best.text.rpartition("/")[2] or best.text
        number = self.number
        return f"{number} {best.text}" if best.rank == _TITLE and number else best.text

    def named_by_quote(self, language: str) -> bool:
        """Whether the display name is the quote of a fact."""
        best = self._best(language)
        return best is not None and best.rank == _QUOTE

    def display_language(self, language: str) -> str:
        """The language of `display_name`; "" if it has none."""
        best = self._best(language)
        return best.language if best else ""

    def other_names(self, language: str) -> list[Name]:
        """The names of the same rank in other languages."""
        best = self._best(language)
        same = [name for name in self.names if best and name.rank == best.rank and name != best and name.language != best.language]
        return sorted(same, key=lambda name: (name.language, name.text))

    @property
    def number(self) -> str | None:
        return min((name.text for name in self.names if name.rank == _NOTATION), default=None)

    @property
    def identifier(self) -> str | None:
        return min((name.text for name in self.names if name.rank == _IDENTIFIER), default=None)

    def _best(self, language: str) -> Name | None:
        def order(name: Name) -> tuple[int, int, str]:
            return name.rank, _LANGUAGE_ORDER.get(name.language.partition("-")[0], 3) if name.language != language else -1, name.text

        return min(self.names, key=order, default=None)


_LANGUAGE_ORDER = {"": 0, "zh": 1, "en": 2}
Value = Node | LiteralValue


def curie(iri: str) -> str:
    """The IRI as a prefixed name, such as `zm:leads`; the IRI itself if no prefix fits."""
    fitting = [(len(space), f"{prefix}:{iri[len(space) :]}") for prefix, space in PREFIXES.items() if iri.startswith(space)]
    return max(fitting)[1] if fitting else iri


def last_part(iri: str) -> str:
    """A fallback name: the prefixed name, else the text after the last `#` or `/`."""
    prefixed = curie(iri)
    if prefixed != iri:
        return prefixed
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri


def _without_fragment(iri: str) -> str | None:
    """The IRI before the `#`; None if it has no fragment."""
    base, hash_, _ = iri.partition("#")
    return base if hash_ else None


def natural_sort_key(text: str) -> list[tuple[int, str]]:
    """A sort key that puts a2 before a10."""
    return [(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in re.split(r"([0-9]{1,18})", text)]


class NameLookup:
    """Loads the names of many terms with one query, then gives them as nodes. Made anew for each description."""

    def __init__(self, store: SparqlStore) -> None:
        self._store = store
        self._names: dict[str, list[Name]] = {}
        self._known: set[str] = set()

    def load(self, terms: Iterable[Term]) -> None:
        """Load the names of `terms`, unless they are loaded already."""
        wanted = {term for term in terms if isinstance(term, NamedNode)}
        wanted |= {NamedNode(base) for term in wanted if (base := _without_fragment(term.value)) and is_valid_iri(term.value)}
        new = {term for term in wanted if term.value not in self._names}
        self._names |= {node.value: [] for node in new}
        for row in select(self._store, "names_of", {"node": sorted(new, key=str)}):
            if "name" in row:
                self._names[row["node"].value].append(Name(int(row["rank"].value), row["name"].value, row["name"].language or ""))
        nameless = [node for node in new if not self._names[node.value]]
        self._known |= {node.value for node in new} - {node.value for node in nameless}
        self._known |= {row["node"].value for row in select(self._store, "subjects_of", {"node": nameless})}

    def node(self, term: Term) -> Node:
        """The term with its names. It has none if it was not loaded."""
        if not isinstance(term, NamedNode):
            return Node(None, blank=term.value)
        names = dict.fromkeys(sorted(self._names.get(term.value, []), key=lambda n: (n.rank, n.language, n.text)))
        return Node(term.value, tuple(names), term.value in self._known, has_anchor=_without_fragment(term.value) in self._known)

    def value(self, term: Term) -> Value:
        """The term as a node or a literal."""
        if not isinstance(term, Literal):
            return self.node(term)
        datatype = term.datatype.value
        plain = datatype in (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")
        return LiteralValue(term.value, term.language or "", "" if plain else datatype)
