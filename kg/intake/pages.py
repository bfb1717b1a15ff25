"""The page model: what every reader gives. A text, where each stretch of it stands on which page, and what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.original import Box, Doubt, Page, Stretch

__all__ = ["Box", "Doubt", "Page", "ReadText", "Stretch"]


@dataclass(frozen=True)
class ReadText:
    """The text that a reader made of a file. All offsets are code points of `text`, end exclusive.

    A paragraph is one line, without an indent; the cells of a row of a table are one line, separated by tabs, each cell without
    line breaks; lines end in a line feed. Headings have their numbers as a reader sees them on the page.
    """

    text: str
    reader: str
    """The reader's name: `text`, `markdown`, `html`, `docx`, `office`, `pdf`, `ocr`, `ofd`."""
    version: str
    """The version of the reader, with those of the libraries that decide what it reads: `1, pypdfium2 5.15.2`."""
    pages: tuple[Page, ...] = ()
    """The pages, where the format has pages, in order."""
    layout: tuple[Stretch, ...] = ()
    """Where the text stands, by printed lines or cells, in the order of the text. Empty where the format has no pages."""
    doubts: tuple[Doubt, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself outside its text: `title`, `number`, `issuer`, `issued`, `address`, as written there."""
