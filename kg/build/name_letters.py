"""The names of things with their pinyin, for the index of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from kg.queries.catalog import public_questions
from kg.store.name_index import IndexedName, bare

Row = Mapping[str, Any]


def shared_names(registry: Iterable[Row]) -> Iterator[IndexedName]:
    """The names of the registry's things (rows of the table `names`) and of the public questions."""
    rows = list(registry)
    places = {row["thing"]: row["preferred"] for row in rows if row["type"] == "place"}
    for row in rows:
        if row["name"] != row["thing"] and row["preferred"]:
            yield _name(row["thing"], row["type"], row["name"], row["preferred"], places.get(row["place"] or ""))
    for question in public_questions():
        for name in question.title.values():
            yield _name(question.name, "question", name, question.title["zh"], None)


def document_names(documents: Iterable[Row]) -> Iterator[IndexedName]:
    """The names of documents (rows of that table)."""
    for row in documents:
        for name in filter(None, (row["title"], row["number"])):
            yield _name(row["document"], "document", name, row["title"], row["city"])


def _name(id_: str, type_: str, name: str, preferred: str, place: str | None) -> IndexedName:
    return IndexedName(id_, type_, name, preferred, place, *letters(name))


@lru_cache(maxsize=50_000)
def letters(name: str) -> tuple[str, str]:
    """The pinyin of a name, and its first letters: 市人社局 is `shirensheju` and `srsj`; Latin letters and digits stay."""
    from pypinyin import lazy_pinyin

    written = bare(name)
    syllables = [syllable for syllable in lazy_pinyin(written) if syllable.isascii()]
    return "".join(syllables), "".join(syllable if syllable in written else syllable[:1] for syllable in syllables)
