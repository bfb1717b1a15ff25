"""Names as people write them -> ids: 太原, 市人社局, 晋阳工匠, 博士."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import UnknownValue
from kg.i18n import message
from kg.text.quotes import folded

if TYPE_CHECKING:
    from kg.queries.backends import Tables


def normalised_name(name: str) -> str:
    """A name without quotation marks and white space, as the table of names keeps it beside the name as written."""
    return re.sub(r"[“”《》\s]", "", name)


class NameResolver:
    """Looks names up in the tables of one version."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def ids(self, parameter: str, type_: str, value: str) -> list[str]:
        """The ids that `value` means, with everything below a place or a category. Raises UnknownValue."""
        if type_ == "document":
            return self._documents(parameter, value)
        found = self._named(type_, value)
        if not found:
            query = "SELECT DISTINCT name FROM names WHERE type = $type AND name <> thing ORDER BY name"
            known = [row["name"] for row in self._tables.rows(query, {"type": type_})]
            raise UnknownValue(parameter, value, message(f"errors.expected.{type_}"), known)
        if type_ == "place":
            return self._below("place_tree", "place", found)
        if type_ == "category":
            return self._below("category_tree", "category", found)
        return found

    def _named(self, type_: str, value: str) -> list[str]:
        """By id or name; a place also by the beginning of its name: 太原 is 太原市."""
        exact = "SELECT DISTINCT thing FROM names WHERE type = $type AND bare = $value ORDER BY thing"
        begun = "SELECT DISTINCT thing FROM names WHERE type = $type AND starts_with(bare, $value) ORDER BY thing"
        found = self._tables.rows(exact, {"type": type_, "value": normalised_name(value)})
        if not found and type_ == "place" and len(value) > 1:
            found = self._tables.rows(begun, {"type": type_, "value": normalised_name(value)})
        return [row["thing"] for row in found]

    def _below(self, tree: str, column: str, ids: list[str]) -> list[str]:
        query = f"SELECT DISTINCT {column} AS thing FROM {tree} WHERE list_contains($ids, ancestor) ORDER BY thing"
        return [row["thing"] for row in self._tables.rows(query, {"ids": ids})]

    def _documents(self, parameter: str, value: str) -> list[str]:
        query = "SELECT document, title, number FROM documents ORDER BY document"
        documents = self._tables.rows(query, {})
        wanted = folded(value)
        found = [d["document"] for d in documents if wanted in (d["document"], *(folded(d[name] or "") for name in ("number", "title")))]
        found = found or [d["document"] for d in documents if d["document"].startswith(wanted) or wanted in folded(d["title"])]
        if not found:
            raise UnknownValue(parameter, value, message("errors.expected.document"), [d["document"] for d in documents])
        return found
