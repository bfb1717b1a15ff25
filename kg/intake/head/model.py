"""What is read of the head of a document, and the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.intake.head.dates import last_day
from kg.intake.head.relations import Related


@dataclass(frozen=True)
class Words:
    """What a value rests on: the words at `start`:`end` of the text. `inferred`: they do not say it outright, or there are none."""

    start: int | None = None
    end: int | None = None
    inferred: bool = False


@dataclass(frozen=True)
class Head:
    """The head of a document. Dates are ISO 8601, as precise as the text. `None` and empty lists: the text does not say."""

    title: str
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: str | None = None
    effective: str | None = None
    valid_until: str | None = None
    valid_for: str | None = None
    """A length as ISO 8601: P3Y."""
    length: str | None = None
    """The length as written: 三年."""
    period: tuple[int, int] | None = None
    """First and last year of a plan, from its title."""
    draft: bool = False
    place: str | None = None
    """A code of GB/T 2260."""
    place_name: str | None = None
    level: str | None = None
    """`national`, `province`, `city`, `county`; `other` for a development zone, a township, a street office."""
    based_on: tuple[Related, ...] = ()
    repeals: tuple[Related, ...] = ()
    replaces: tuple[Related, ...] = ()
    stacking: tuple[str, ...] = ()
    """Codes of its rules on offers that overlap."""
    words: Mapping[str, Words] = field(default_factory=dict)
    """Key of the head -> what its value rests on."""

    @property
    def ends(self) -> str | None:
        """The last day in force, where it is stated or follows from a length and a first day; else the length as written."""
        if self.valid_until or not self.valid_for:
            return self.valid_until
        begins = self.effective or (None if self.draft else self.issued)
        return (begins and last_day(begins, self.valid_for)) or self.length
