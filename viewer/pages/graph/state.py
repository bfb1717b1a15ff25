"""The state of the page: where the picture starts, the steps from there, what is selected, hidden, marked and searched for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Self

from pydantic import BeforeValidator, PlainSerializer

from viewer.pages.graph.steps import Expand, Pin, Step, read_steps, write_steps
from viewer.state import CommaSeparated, InvalidParam, PageState, Param


def _readable(written: object) -> object:
    return read_steps(written)[0] if isinstance(written, str) else written


Steps = Annotated[tuple[Step, ...], BeforeValidator(_readable), PlainSerializer(write_steps)]


@dataclass(frozen=True)
class GraphState(PageState):
    """The steps are in the address, not the picture, so that they follow new data."""

    page = "graph"
    thing: str | None = None
    """Where the reader started."""
    steps: Steps = ()
    at: str | None = None
    """The thing or link selected."""
    without: CommaSeparated = frozenset()
    """Kinds that are not shown."""
    mark: str | None = None
    """The thing that a path is to begin at."""
    words: Annotated[str, Param("q")] = ""
    """What is searched for."""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Self:
        """The start is selected where nothing else is. Steps that mean nothing are left out and listed in `invalid`."""
        found = super().from_params(params)
        unreadable = read_steps(params.get("steps", ""))[1]
        return replace(found, at=found.at or found.thing, invalid=tuple(InvalidParam("steps", step) for step in unreadable))

    def params(self) -> dict[str, str]:
        written = super().params()
        return {name: value for name, value in written.items() if (name, value) != ("at", self.thing)}

    def then(self, step: Step, at: str | None = None) -> Self:
        """One step on. A step that moves or expands what the last one did replaces it."""
        before = self.steps
        match before, step:
            case (*_, Pin(id=last)), Pin(id=id_) if last == id_:
                before = before[:-1]
            case (*_, Expand(id=last, group=of)), Expand(id=id_, group=group) if (last, of) == (id_, group):
                before = before[:-1]
        return replace(self, steps=(*before, step), at=at or self.at)
