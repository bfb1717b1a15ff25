"""Numbers of the notes of a brief."""

from __future__ import annotations

from kg.export.brief.model import Brief, Note, parts_of


def numbered(brief: Brief) -> dict[Note, int]:
    """Each note with its number, in the order in which it is first referred to."""
    return {note: number for number, note in enumerate(dict.fromkeys(part for part in parts_of(brief) if isinstance(part, Note)), start=1)}


def written(note: Note) -> str:
    """`石党办发〔2020〕32号 · 一、（二） 「引进…」`."""
    return f"{note.place} 「{note.quote}」"
