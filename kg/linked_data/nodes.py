"""Nodes with their names, and literals, as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.lookup import is_valid
from kg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from kg.queries.lookup import Select, Term

_TITLE, _WORDS, _NOTATION, _IDENTIFIER = 3, 7, 8, 9
"""Ranks of `names_of.rq` that are treated by themselves."""


@dataclass(frozen=True)
class Name:
    """A name in a language, "" where it has none. The smaller rank goes first."""

    rank: int
    text: str
    language: str


@dataclass(frozen=True)
class Text:
    """A literal. `datatype` is an IRI; "" for strings."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True)
class Node:
    """An IRI and what it is called. A blank node has a label instead of an IRI."""

    iri: str | None
    names: tuple[Name, ...] = ()
    known: bool = True
    """Whether the graph says something of it."""
    anchored: bool = False
    """Whether it is a hash IRI of something known, on whose page it has a place."""
    blank: str = ""

    @property
    def key(self) -> str:
        """The IRI, as short as the project's prefixes allow."""
        return short(self.iri) if self.iri else ""

    def called(self, language: str) -> str:
        """The best name for readers of `language`: title and number together, of an id the last part, else of the IRI."""
        best = self._best(language)
        if best is None:
            return last_part(self.iri) if self.iri else ""
        if best.rank == _IDENTIFIER:
            return best.text.rpartition("/")[2] or best.text
        number = self.number
        return f"{number} {best.text}" if best.rank == _TITLE and number else best.text

    def in_words(self, language: str) -> bool:
        """Whether the name is the words that state a fact."""
        best = self._best(language)
        return best is not None and best.rank == _WORDS

    def language_of(self, language: str) -> str:
        """The language that `called` answers in; "" where nobody says."""
        best = self._best(language)
        return best.language if best else ""

    def other_names(self, language: str) -> list[Name]:
        """The same name in other languages."""
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
            return name.rank, _LANGUAGES.get(name.language.partition("-")[0], 3) if name.language != language else -1, name.text

        return min(self.names, key=order, default=None)


_LANGUAGES = {"": 0, "zh": 1, "en": 2}
Value = Node | Text


def short(iri: str) -> str:
    """`zm:leads` for its IRI; the IRI itself where no prefix fits."""
    fitting = [(len(space), f"{prefix}:{iri[len(space) :]}") for prefix, space in PREFIXES.items() if iri.startswith(space)]
    return max(fitting)[1] if fitting else iri


def last_part(iri: str) -> str:
    """A last resort for a name: what follows the last `#` or `/`, with the prefix where one is known."""
    curie = short(iri)
    if curie != iri:
        return curie
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri


def _whole(iri: str) -> str | None:
    """What is before the hash."""
    whole, hash_, _ = iri.partition("#")
    return whole if hash_ else None


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts a2 before a10."""
    return [(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in re.split(r"([0-9]{1,18})", text)]


class Names:
    """Collects terms, looks all their names up at once, and gives nodes. For one description."""

    def __init__(self, select: Select) -> None:
        self._select = select
        self._names: dict[str, list[Name]] = {}
        self._known: set[str] = set()

    def look_up(self, terms: Iterable[Term]) -> None:
        from pyoxigraph import NamedNode

        wanted = {term for term in terms if isinstance(term, NamedNode)}
        wanted |= {NamedNode(whole) for term in wanted if (whole := _whole(term.value)) and is_valid(term)}
        new = {term for term in wanted if term.value not in self._names}
        self._names |= {node.value: [] for node in new}
        for row in self._select("names_of", among=new):
            if "name" in row:
                self._names[row["node"].value].append(Name(int(row["rank"].value), row["name"].value, row["name"].language or ""))
        nameless = [node for node in new if not self._names[node.value]]
        self._known |= {node.value for node in new} - {node.value for node in nameless}
        self._known |= {row["node"].value for row in self._select("subjects_of", among=nameless)}

    def node(self, term: Term) -> Node:
        from pyoxigraph import NamedNode

        if not isinstance(term, NamedNode):
            return Node(None, blank=term.value)
        names = dict.fromkeys(sorted(self._names.get(term.value, []), key=lambda n: (n.rank, n.language, n.text)))
        return Node(term.value, tuple(names), term.value in self._known, anchored=_whole(term.value) in self._known)

    def value(self, term: Term) -> Value:
        from pyoxigraph import Literal

        if not isinstance(term, Literal):
            return self.node(term)
        datatype = term.datatype.value
        plain = datatype in (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")
        return Text(term.value, term.language or "", "" if plain else datatype)
