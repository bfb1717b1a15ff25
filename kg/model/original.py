"""The original of a document: the file its text was made from, its pages, where each stretch of text stands, what is doubtful.

`document.yaml` has `original`; beside it stand `original.<ext>`, `pages.csv`, `layout.csv`, `doubts.csv` and `corrections.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from kg.i18n import message
from kg.model.faults import disagreement
from kg.model.fields import Blank

DoubtKind = Literal["low_confidence", "line_gap", "readings_differ", "furniture", "hidden_text", "unreadable", "several_documents"]
DOUBT_KINDS: tuple[DoubtKind, ...] = get_args(DoubtKind)


class Box(NamedTuple):
    """A rectangle on a page, as shares of its width and height: 0, 0 is the upper left corner, 1, 1 the lower right one."""

    left: float
    top: float
    right: float
    bottom: float


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _with_breaks(words: str) -> str:
    return words.replace("\\n", "\n").replace("\\t", "\t")


Offset = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Words = Annotated[str, AfterValidator(_with_breaks)]
"""In a cell, a line break is written `\\n` and a tab `\\t`, because cells lose both at their ends."""


class Page(_Row):
    """A page, numbered from 1 in the order of the file, with its size in points (1/72 inch) as it is read, rotation applied."""

    page: Annotated[int, Field(ge=1)]
    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]


class Stretch(_Row):
    """A printed line, or the part of one in a cell: `text[start:end]` stands in that box of the page.

    Where a character stands inside follows from the widths of characters: those of full width count twice.
    """

    start: Offset
    end: Offset
    page: Annotated[int, Field(ge=1)]
    left: Share
    top: Share
    right: Share
    bottom: Share

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start or self.right < self.left or self.bottom < self.top:
            raise disagreement(message("issues.found.end_before_start"), message("issues.expected.end_after_start"))
        return self


class Doubt(_Row):
    """A place that a person should look at. `start` = `end` is a place between two characters, where something may be missing."""

    kind: DoubtKind
    start: Offset
    end: Offset
    page: Annotated[Annotated[int, Field(ge=1)] | None, Blank] = None
    found: str = ""
    """What was read, or is in doubt: the other reading, the confidence, the words."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise disagreement(message("issues.found.end_before_start"), message("issues.expected.end_after_start"))
        return self


class Correction(_Row):
    """A misread stretch of the text as it was read, and what is printed. Offsets are those of `source.txt`."""

    start: Offset
    as_read: Words
    """The words of `source.txt` at `start`; empty where something is missing."""
    as_printed: Words
    """Empty where words of `source.txt` are not on the page."""
    reason: Annotated[str, Field(min_length=1)]
    by: Annotated[str, Field(min_length=1)]

    def cells(self) -> dict[str, str]:
        """The row of `corrections.csv`."""
        return {name: str(value).replace("\n", "\\n").replace("\t", "\\t") for name, value in self}

    @model_validator(mode="after")
    def _corrects(self) -> Self:
        if self.as_read == self.as_printed:
            raise disagreement(message("issues.found.no_correction"), message("issues.expected.correction"))
        return self


class Original(BaseModel):
    """The file that a text was made from."""

    model_config = ConfigDict(extra="forbid")

    file: Annotated[str, Field(pattern=r"^original\.[a-z0-9]+$")]
    name: str
    """The name it was brought under."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    reader: str
    version: str
    """Of the reader that made the text."""


@dataclass(frozen=True)
class Corrected:
    """A correction and the place of what is printed in the corrected text."""

    correction: Correction
    start: int
    end: int


@dataclass(frozen=True)
class Provenance:
    """Where a text comes from. Offsets are those of the corrected text."""

    original: Original | None = None
    address: str | None = None
    """Where the document was published."""
    pages: tuple[Page, ...] = ()
    layout: tuple[Stretch, ...] = ()
    """In the order of the text, none overlapping another."""
    doubts: tuple[Doubt, ...] = ()
    corrections: tuple[Corrected, ...] = ()
