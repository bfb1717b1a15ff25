"""The index of names for suggestions while somebody types: SQLite.

Each name has its letters: its pinyin in full (`renshe`) and the first letter of each syllable (`rs`). They are made at build
(`kg.build.name_letters`), so that nothing reads pinyin when a name is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.store.damage import reading_version
from kg.store.sqlite import open_file
from kg.text.folding import fold
from kg.text.quotes import without_whitespace

_SCHEMA = """
CREATE TABLE name (
  id TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, preferred TEXT NOT NULL, place TEXT, bare TEXT NOT NULL,
  letters TEXT NOT NULL, initials TEXT NOT NULL
);
CREATE INDEX name_id ON name (id);
"""
_MARKS = str.maketrans("", "", "“”‘’\"'《》〈〉「」『』()（）〔〕[]·、，,.。-—")
_FIND = """
SELECT id, type, name, preferred, place, MIN(rank) FROM (
  SELECT *, CASE
    WHEN bare = :words THEN 0 WHEN bare LIKE :begins ESCAPE '!' THEN 1
    WHEN initials = :words THEN 2 WHEN letters LIKE :begins ESCAPE '!' THEN 3 WHEN instr(bare, :words) THEN 4
    WHEN initials LIKE :begins ESCAPE '!' THEN 5 ELSE 6 END AS rank
  FROM name
  WHERE instr(bare, :words) OR (:latin AND (instr(letters, :words) OR instr(initials, :words))))
GROUP BY type, id
ORDER BY MIN(rank), instr('place category program indicator question agency document cited', type), length(preferred), id
LIMIT :limit
"""


@dataclass(frozen=True)
class IndexedName:
    """A name of a thing. `id` is the id of the thing in its `type` (`agency`, `document`, `question` …), `preferred` what it is called."""

    id: str
    type: str
    name: str
    preferred: str
    place: str | None
    letters: str
    initials: str


@dataclass(frozen=True)
class Suggestion:
    """A thing whose `name` fits what was typed; `preferred` is what it is called, `place` the label of its place."""

    id: str
    type: str
    name: str
    preferred: str
    place: str | None


def bare(words: str) -> str:
    """As names are compared: folded, in lower case, without white space and marks."""
    return without_whitespace(fold(words)).translate(_MARKS).lower()


class NameIndex:
    """The names in a file. With `write`, a new file gets its table."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._path = path
        self._db = open_file(path, _SCHEMA, write=write)

    def close(self) -> None:
        self._db.commit()
        self._db.close()

    def remove(self, document: str) -> None:
        """Take out the names of a document."""
        self._db.execute("DELETE FROM name WHERE id = ? AND type = 'document'", [document])

    def add(self, names: Iterable[IndexedName]) -> None:
        rows = ((*astuple(name)[:5], bare(name.name), name.letters, name.initials) for name in names)
        self._db.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def find(self, words: str, limit: int = 12) -> list[Suggestion]:
        """Things that `words` may be the beginning or a part of: by name, pinyin (renshe) or first letters (rsj), the closest first."""
        wanted = bare(words)
        if not wanted:
            return []
        begins = f"{wanted.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        asked = {"words": wanted, "begins": begins, "latin": wanted.isascii() and wanted.isalnum(), "limit": limit}
        with reading_version(self._path):
            return [Suggestion(*row[:5]) for row in self._db.execute(_FIND, asked)]
