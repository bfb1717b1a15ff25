"""Models of source texts for the OpenAPI description. Offsets are code points of `text`, end exclusive."""

from typing import Literal

from pydantic import BaseModel, Field

from kg.model.original import DoubtKind


class ClauseModel(BaseModel):
    clause: str
    kind: str
    number: str | None
    heading: str | None
    parent: str | None
    start: int
    end: int


class FaultModel(BaseModel):
    """A stretch that is an error of the scan."""

    kind: Literal["contents", "repetition", "garbled", "layout"]
    start: int
    end: int
    note: str


class OriginalModel(BaseModel):
    """The file that the text was made from, and the reader that made it."""

    file: str
    name: str
    media_type: str
    sha256: str
    reader: str
    version: str
    url: str


class PageModel(BaseModel):
    """Sizes in points (1/72 inch)."""

    page: int
    width: float
    height: float
    picture: str | None = Field(description="the address of its picture; null where pages of such files cannot be drawn")


class DoubtModel(BaseModel):
    """A place to look at. Where `start` = `end`, something may be missing there."""

    kind: DoubtKind
    start: int
    end: int
    page: int | None
    found: str


class CorrectionModel(BaseModel):
    """Words that were misread, and what is printed: `text[start:end]`."""

    start: int
    end: int
    read_at: int = Field(description="the offset in the text as it was read")
    as_read: str
    as_printed: str
    reason: str
    by: str


class SourceTextModel(BaseModel):
    """The text of a document with its corrections, its parts, and the way back to the original."""

    version: str
    document: str
    text: str
    sha256: str = Field(description="of the text in UTF-8")
    as_read_sha256: str = Field(description="of the text before its corrections")
    address: str | None = Field(description="where the document was published")
    clauses: list[ClauseModel]
    faults: list[FaultModel]
    noise: list[list[int]] = Field(description="start and end of page marks and rules")
    reasons: dict[str, str] = Field(description="clause -> why it holds no fact")
    original: OriginalModel | None
    pages: list[PageModel]
    layout: list[list[float]] = Field(
        description="printed lines: start, end, page, left, top, right, bottom; the sides as shares of the page from the upper left corner"
    )
    doubts: list[DoubtModel]
    corrections: list[CorrectionModel]


class BoxModel(BaseModel):
    """Shares of the page: 0, 0 is the upper left corner, 1, 1 the lower right one."""

    left: float
    top: float
    right: float
    bottom: float


class PagePartModel(BaseModel):
    page: int
    boxes: list[BoxModel] = Field(description="one a printed line")


class PassageModel(BaseModel):
    """`quote` is exactly `text[start:end]`."""

    document: str
    clause: str | None = Field(description="the smallest clause that holds it all")
    start: int
    end: int
    quote: str
    pages: list[PagePartModel] = Field(description="empty where the original has no pages")


class Passages(BaseModel):
    """The first hundred places of the quote, in the order of the text; `total` is the number of all."""

    version: str
    total: int
    places: list[PassageModel]
