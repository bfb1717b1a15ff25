"""Footnotes and endnotes: a mark where they are called, `[注1]`, and their words at the end of the text, one line a note.

The mark is one that no figure before it runs into, and that numbers no clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.intake.docx.names import integer, local, number, value, w
from kg.intake.docx.numerals import written

if TYPE_CHECKING:
    from lxml import etree

    from kg.intake.docx.package import Package

KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""Kind of note -> the format of its numbers where none is said (ECMA-376 part 1, 17.11.17)."""


class Notes:
    """The notes of a document, numbered as they are called."""

    def __init__(self, package: Package, document: etree._Element) -> None:
        self._parts = {kind: package.part(f"{kind}s") for kind in KINDS}
        settings = package.part("settings")
        section = next(document.iter(w("sectPr")), None)
        self._forms: dict[str, tuple[str, int]] = {}
        for kind, form in KINDS.items():
            said = [place.find(w(f"{kind}Pr")) for place in (section, settings) if place is not None]
            forms = [found for found in (value(properties, "numFmt") for properties in said) if found]
            starts = [found for found in (number(properties, "numStart") for properties in said) if found is not None]
            self._forms[kind] = ((forms or [form])[0], (starts or [1])[0])
        self._called: dict[str, dict[int, str]] = {kind: {} for kind in KINDS}
        self._numbered = dict.fromkeys(KINDS, 0)

    def call(self, kind: str, reference: etree._Element) -> str:
        """The mark of a note in the text. A mark of its own follows as text (`w:customMarkFollows`)."""
        own = (reference.get(w("customMarkFollows")) or "0").lower() in ("1", "true", "on")
        form, start = self._forms[kind]
        mark = "" if own else f"[注{written(start + self._numbered[kind], form)}]"
        self._numbered[kind] += not own
        id_ = integer(reference.get(w("id")))
        if id_ is not None:
            self._called[kind].setdefault(id_, mark)
        return mark

    def called(self) -> Iterator[tuple[str, etree._Element]]:
        """Mark and content of each note that was called, once, footnotes first."""
        for kind, part in self._parts.items():
            held = {} if part is None else {integer(note.get(w("id"))): note for note in part if local(note) == kind}
            for id_, mark in self._called[kind].items():
                if id_ in held:
                    yield mark, held[id_]
