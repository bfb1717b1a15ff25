"""The full-text index of the clauses: SQLite FTS5. Each character is a token, so words of two characters and broken lines are found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NothingToSearch
from kg.store.damage import reading_version
from kg.store.sqlite import open_file
from kg.text import folding
from kg.text.quotes import normalise, on_one_line, without_whitespace

_SCHEMA = """
CREATE TABLE clause (
  rowid INTEGER PRIMARY KEY, document TEXT NOT NULL, clause TEXT NOT NULL, heading TEXT, spans TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX clause_document ON clause (document);
CREATE VIRTUAL TABLE words USING fts5 (characters, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '%'");
"""
_SEARCH = """
SELECT document, clause, heading, spans, text FROM clause
WHERE rowid IN (SELECT rowid FROM words WHERE words MATCH ?) ORDER BY document, rowid
"""
_CONTEXT_LENGTH = 24


@dataclass(frozen=True)
class IndexedClause:
    """A clause to index. `text` is its own text without that of its parts; `spans` are the ranges of the source text that it is made of."""

    document: str
    clause: str
    heading: str | None
    spans: tuple[tuple[int, int], ...]
    text: str


@dataclass(frozen=True)
class Hit:
    """A match. `quote` is exactly `text[start:end]` of the source text; `before` and `after` are the text around it."""

    document: str
    clause: str
    heading: str | None
    start: int
    end: int
    quote: str
    before: str
    after: str


def fold(text: str) -> str:
    """The text as quotes are compared, and in lower case. Its length does not change."""
    folded = folding.fold(text)
    return "".join(lower if len(lower := c.lower()) == 1 else c for c in folded)


def _characters(text: str) -> str:
    return " ".join(without_whitespace(fold(text)))


def search_terms(words: str) -> tuple[list[str], list[str]]:
    """The terms of a search, and the phrases of the index that find them. Raises NothingToSearch where there is no letter or digit."""
    terms = [term for part in words.split() if (term := without_whitespace(fold(part)))]
    phrases = [phrase for term in terms if (phrase := " ".join(c for c in term if c.isalnum() or c == "%"))]
    if not phrases:
        raise NothingToSearch
    return terms, phrases


class FullTextIndex:
    """A full-text index in a file. With `write`, a new file gets its tables."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._path = path
        self._db = open_file(path, _SCHEMA, write=write)

    def close(self) -> None:
        self._db.commit()
        self._db.close()

    def remove(self, document: str) -> None:
        gone = self._db.execute("SELECT rowid, text FROM clause WHERE document = ?", [document]).fetchall()
        self._db.executemany(
            "INSERT INTO words (words, rowid, characters) VALUES ('delete', ?, ?)", [(row, _characters(text)) for row, text in gone]
        )
        self._db.execute("DELETE FROM clause WHERE document = ?", [document])

    def add(self, clauses: Iterable[IndexedClause]) -> None:
        for c in clauses:
            row = self._db.execute(
                "INSERT INTO clause (document, clause, heading, spans, text) VALUES (?, ?, ?, ?, ?)",
                [c.document, c.clause, c.heading, json.dumps(c.spans), c.text],
            )
            self._db.execute("INSERT INTO words (rowid, characters) VALUES (?, ?)", [row.lastrowid, _characters(c.text)])

    def clause(self, clause: str) -> IndexedClause | None:
        """The clause with that id; None where there is none."""
        query = "SELECT document, clause, heading, spans, text FROM clause WHERE document = ? AND clause = ?"
        with reading_version(self._path):
            for document, id_, heading, spans, text in self._db.execute(query, [clause.partition("/")[0], clause]):
                return IndexedClause(document, id_, heading, tuple(map(tuple, json.loads(spans))), text)
        return None

    def search(self, words: str, *, documents: Iterable[str] | None = None, limit: int | None = 50) -> list[Hit]:
        """Matches of `words` in the order of documents and text: at most `limit`, all of them where it is None.

        Several words separated by white space are found in clauses that contain them all. `documents` are ids to search in.

        White space inside a word of the text does not hide it. Raises NothingToSearch where `words` holds no letter or figure.
        """
        terms, phrases = search_terms(words)
        match = " AND ".join(f'"{phrase}"' for phrase in phrases)
        wanted = set(documents) if documents is not None else None
        hits: list[Hit] = []
        with reading_version(self._path):
            for document, clause, heading, spans, text in self._db.execute(_SEARCH, [match]):
                if wanted is None or document in wanted:
                    hits += _hits(IndexedClause(document, clause, heading, tuple(map(tuple, json.loads(spans))), text), terms)
                    if limit is not None and len(hits) >= limit:
                        break
        return hits[:limit]


def _hits(clause: IndexedClause, terms: list[str]) -> Iterator[Hit]:
    """The matches in one clause. The index ignores punctuation, so each candidate is compared with the text."""
    normalised = normalise(fold(clause.text))
    places = [normalised.find(term, [(0, len(clause.text))]) for term in terms]
    if not all(places):
        return
    for start, end in sorted(place for of_term in places for place in of_term):
        yield Hit(
            clause.document,
            clause.clause,
            clause.heading,
            _in_source(clause.spans, start),
            _in_source(clause.spans, end - 1) + 1,
            clause.text[start:end],
            on_one_line(clause.text[max(0, start - 2 * _CONTEXT_LENGTH) : start])[-_CONTEXT_LENGTH:],
            on_one_line(clause.text[end : end + 2 * _CONTEXT_LENGTH])[:_CONTEXT_LENGTH],
        )


def _in_source(spans: tuple[tuple[int, int], ...], offset: int) -> int:
    for start, end in spans:
        if offset < end - start:
            return start + offset
        offset -= end - start
    raise IndexError(offset)
