"""The head of a document: `data/documents/<id>/document.yaml`, and the clauses read and found empty."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.errors import either
from kg.i18n import message
from kg.model.fact import CLAUSE_PATH
from kg.model.faults import disagreement
from kg.model.fields import Blank, Duration, HeadDate, MayBeMissing, WebAddress
from kg.model.original import Original

DOCUMENT_ID = r"^[a-z]+(-[a-z0-9]+)+$"


class Fault(BaseModel):
    """A stretch of the source that is the scanner's, not the author's. Its words hold no facts."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["contents", "repetition", "garbled", "layout"]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    begins: Annotated[str, Field(min_length=1)]
    """The first letters of the stretch, so that a wrong offset is noticed."""
    note: str


Relation = Literal["repeals", "replaces", "amends", "continues"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
"""What a document does to another, in the order of `ontology/vocab/document-relation.ttl`."""


class RelatedDocument(BaseModel):
    """Another document, held or in `data/registry/documents`, and the words of the text that say what becomes of it."""

    model_config = ConfigDict(extra="forbid")

    document: Annotated[str, Field(min_length=1)]
    quote: Annotated[str, Field(min_length=1)]


class ResponsibilityConvention(BaseModel):
    """How a document assigns bodies whose roles it does not call by name, and the words that say so.

    rule: of a list of bodies the first leads (`first_leads`), those before the first comma (`before_comma_leads`), or each (`all_lead`);
        `all_below`: the bodies that the words name stand for every task below.
    """

    model_config = ConfigDict(extra="forbid")

    rule: Literal["first_leads", "before_comma_leads", "all_lead", "all_below"]
    quote: Annotated[str, Field(min_length=1)]


StackingCode = Literal["newest", "highest", "not_twice", "cumulative"]


class StackingRule(BaseModel):
    """Which of several offers counts where those of a document and of other policies overlap, and the words that say so.

    rules: codes of `ontology/vocab/stacking-rule.ttl`: 从新, 从高, 不重复, 可叠加.
    """

    model_config = ConfigDict(extra="forbid")

    rules: Annotated[list[StackingCode], Field(min_length=1)]
    quote: Annotated[str, Field(min_length=1)]


class DocumentHead(BaseModel):
    """What a document is. Dates are as precise as the text, the period is in years; `None` is unknown."""

    model_config = ConfigDict(extra="forbid")

    title: str
    number: str | None = None
    issuer: list[str]
    place: Annotated[str, Field(pattern=r"^\d{6}$")]
    issued: HeadDate = None
    effective: HeadDate = None
    """The first day on which it is in force."""
    effective_quote: str | None = None
    """The words that state it."""
    valid_until: HeadDate = None
    """The last day on which it is in force."""
    valid_for: Duration = None
    """How long it is in force, from `effective` or else from `issued` on."""
    validity_quote: str | None = None
    """The words that state one of them."""
    repeals: list[RelatedDocument] = []
    replaces: list[RelatedDocument] = []
    amends: list[RelatedDocument] = []
    continues: list[RelatedDocument] = []
    period_start: int | None = None
    period_end: int | None = None
    status: Literal["in_force", "expired", "replaced", "draft", "unknown"]
    """What a curator found, where dates and other documents do not give the status."""
    status_basis: str
    later_version: Annotated[str, Field(pattern=DOCUMENT_ID)] | None = None
    """The document with the text as its issuer changed it. The facts of this one are proven, not published: they would count twice."""
    source_note: str
    address: WebAddress = None
    """Where on the web it came from."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Of `source.txt`."""
    original: Original | None = None
    """The file that `source.txt` was made from; it stands beside it."""
    outline: str
    curated: bool
    """Whether its rows are published: then every clause has facts, or stands in `read.csv` or in `unread.csv`."""
    faults: list[Fault] = []
    responsibility_conventions: list[ResponsibilityConvention] = []
    stacking: StackingRule | None = None

    def related(self) -> list[tuple[Relation, RelatedDocument]]:
        """The documents to which this one does something, by relation."""
        return [(relation, other) for relation in RELATIONS for other in getattr(self, relation)]

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.valid_until and self.valid_for:
            raise disagreement(message("issues.found.two_ends"), message("issues.expected.one_of_them"))
        for dates, words in (("effective",), "effective_quote"), (("valid_until", "valid_for"), "validity_quote"):
            given = [name for name in dates if getattr(self, name)]
            if given and not getattr(self, words):
                found = message("issues.found.without", given=given[0], missing=words)
                raise disagreement(found, message("issues.expected.stating_words"))
            if getattr(self, words) and not given:
                found = message("issues.found.without", given=words, missing=either(dates))
                raise disagreement(found, message("issues.expected.stated_value"))
        for early, late in ("effective", "valid_until"), ("issued", "valid_until"):
            one, other = getattr(self, early), getattr(self, late)
            if one and other and other < one[: len(other)]:
                found = message("issues.found.before", first=early, one=one, last=late, other=other)
                raise disagreement(found, message("issues.expected.dates_in_order"))
        return self


class ClauseFix(BaseModel):
    """What a curator says of a line of a document without an outline. Offsets are those of the corrected text."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    start: Annotated[int, Field(ge=0)]
    words: Annotated[str, Field(min_length=1)]
    """The first words of the line, so that a wrong offset is noticed."""
    action: Literal["heading", "none", "body", "annex", "closing"]
    level: Annotated[Annotated[int, Field(ge=1, le=9)] | None, Blank] = None
    """Of a heading: 1 is the outermost level."""

    @model_validator(mode="after")
    def _level_of_a_heading(self) -> Self:
        if (self.action == "heading") != (self.level is not None):
            found = message("issues.found.heading_level", action=self.action, level=str(self.level or ""))
            raise disagreement(found, message("issues.expected.heading_level"))
        return self


class ReadClause(BaseModel):
    """A clause that was read and holds no fact of its own, or that is still to be read, and why."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    clause: Annotated[str, Field(pattern=CLAUSE_PATH)]
    reason: Annotated[str, Field(min_length=1)]
    drafts: Annotated[Annotated[int, Field(ge=0)] | None, Blank, MayBeMissing()] = None
    """Of a clause that is still to be read: how many facts were drafted in it."""
