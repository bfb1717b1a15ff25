"""The state of the page: a city, which part of the page is shown, an agency, the weights of the load, the changes of the what-if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, Self

import streamlit as st
from pydantic import BeforeValidator, Field, PlainSerializer

from kg.analysis.what_if import Change
from viewer.display.columns import heading
from viewer.i18n import t
from viewer.links import Link
from viewer.pages.agencies.what_if_changes import read_changes, write_changes
from viewer.state import InvalidParam, PageState, ParamGroup

View = Literal["city", "agency", "what_if"]
VIEWS: tuple[View, ...] = ("city", "agency", "what_if")
MAX_WEIGHT = 1000.0
WEIGHT_PREFIX = "w_"


def _read(written: object) -> object:
    return tuple(read_changes(written)) if isinstance(written, str) else written


Changes = Annotated[tuple[Change, ...], BeforeValidator(_read), PlainSerializer(write_changes)]
Weight = Annotated[float, Field(ge=0, le=MAX_WEIGHT, allow_inf_nan=False), PlainSerializer(lambda weight: f"{weight:.12g}")]


@dataclass(frozen=True)
class AgenciesState(PageState):
    page = "agencies"
    city: str | None = None
    view: View | None = None
    agency: str | None = None
    basis: Literal["all", "assigned"] | None = None
    """Whether implied roles count in the charts; None: as usual for the city."""
    tab: str | None = None
    """The tab that is open, unless it is the first."""
    fact: str | None = None
    """The responsibility whose evidence is shown, unless it is the first."""
    changes: Changes = ()
    weights: Annotated[Mapping[str, Weight], ParamGroup(WEIGHT_PREFIX)] = field(default_factory=dict)
    """Column of `agency_load` -> weight, for those that are not the default."""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Self:
        found = super().from_params(params)
        return replace(found, invalid=tuple(map(_with_reason, found.invalid)))

    @property
    def shown_view(self) -> View:
        return self.view or ("what_if" if self.changes else "agency" if self.agency else "city")

    def of_city(self, city: str | None) -> Self:
        """The same for another city: what holds for every city is kept."""
        return self if not city or city == self.city else type(self)(view=self.view, weights=self.weights)


def _with_reason(param: InvalidParam) -> InvalidParam:
    if not param.name.startswith(WEIGHT_PREFIX):
        return param
    name = heading(param.name.removeprefix(WEIGHT_PREFIX))
    return replace(param, reason=t("agencies.unreadable_weight", name=name, written=param.value, most=f"{MAX_WEIGHT:g}"))


def key(name: str) -> str:
    """Of a widget of this page, in the session."""
    return AgenciesState.key(name)


def arrive() -> AgenciesState:
    """The state at a run of the whole page. Widgets are reset where the reader followed a link or went back."""
    state = AgenciesState.current()
    st.session_state.pop(key("go"), None)
    if AgenciesState.has_moved():
        for name in [str(name) for name in st.session_state if str(name).startswith(key(""))]:
            del st.session_state[name]
    return state


def to_agency_here(agency: str) -> Link:
    """An agency of the city that is shown, with the weights, the basis and the changes as they are."""
    state = AgenciesState.current()
    return Link("agencies", replace(state, view="agency", agency=agency, tab=None, fact=None).params())


def go_to(view: View, city: str, agency: str | None = None) -> None:
    """Show another part of the page from the next run on: for a callback."""
    st.session_state[key("view")] = view
    st.session_state[key("go")] = True
    if agency is not None:
        st.session_state[key(f"agency.{city}")] = agency
