"""The state of the page: a document, a place in it, what is marked, the words that are searched for, the page of the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints

from viewer.display.fact_marks import KINDS
from viewer.i18n import t
from viewer.state import InvalidParam, PageState

_NO_KINDS = "none"


def _read_kinds(written: object) -> object:
    """A list with none of the known kinds means all of them."""
    if not isinstance(written, str) or written == _NO_KINDS:
        return () if written == _NO_KINDS else written
    named = written.split(",")
    return tuple(kind for kind in KINDS if kind in named) or KINDS


def _write_kinds(kinds: tuple[str, ...]) -> str:
    return ",".join(kinds) or _NO_KINDS


Kinds = Annotated[tuple[str, ...], BeforeValidator(_read_kinds), PlainSerializer(_write_kinds)]
Offset = Annotated[int, Field(ge=0)]
"""In characters of the source text."""
Switch = Annotated[bool, PlainSerializer(lambda on: "on" if on else "off")]


@dataclass(frozen=True)
class SourceState(PageState):
    """The place is a fact, a clause, or the characters from `start` to `end`, or none of these."""

    page = "source"
    document: str | None = None
    fact: str | None = None
    clause: str | None = None
    start: Offset | None = None
    end: Offset | None = None
    kinds: Kinds = KINDS
    words: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    sheet: Annotated[int | None, Field(ge=1)] = None
    """The page of the original that the reader turned to. Without it the page of the place is shown."""
    doubts: Switch = True
    """Whether doubts are marked."""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Self:
        """A fact or a clause names its document; a fact wins over the other places; `start` and `end` are read together."""
        found = super().from_params(params)
        found = replace(found, document=found.document or (found.fact or found.clause or "").split("/")[0] or None, invalid=())
        if found.start is None or found.end is None or found.start >= found.end:
            found = replace(found, start=None, end=None)
            if span := [params[name] for name in ("start", "end") if name in params]:
                reason = t("source.no_span", start=params.get("start", ""), end=params.get("end", ""))
                found = replace(found, invalid=(InvalidParam("start", "–".join(span), reason),))
        return found.at(fact=found.fact, sheet=found.sheet) if found.fact else found

    def at(self, **place: Any) -> Self:
        """The same at another place: `fact`, `clause`, or `start` and `end`. The page is that of the place again."""
        return replace(self, **{"fact": None, "clause": None, "start": None, "end": None, "sheet": None, **place})
