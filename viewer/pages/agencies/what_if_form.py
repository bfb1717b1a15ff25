"""The inputs of a what-if: move a task, merge two agencies, undo either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from kg.analysis.duties import PARTS, Duties, Part
from kg.analysis.what_if import Change, Merger, Move, takers
from kg.errors import ImpossibleChange
from viewer.components.select import select, selected
from viewer.display.codes import label
from viewer.html import draw_html
from viewer.i18n import t
from viewer.pages.agencies.city import City
from viewer.pages.agencies.state import AgenciesState, key
from viewer.shared_graph import SharedGraph

KINDS = ("move", "merge")
_STRONGEST = list(PARTS)


def change_in_words(city: City, change: Change) -> str:
    if isinstance(change, Move):
        return t("agencies.moved", task=city.title_of(change.task), giver=city.name_of(change.giver), taker=city.name_of(change.taker))
    return t("agencies.merged", dissolved=city.name_of(change.dissolved), into=city.name_of(change.into))


def impossible_message(city: City, error: ImpossibleChange) -> str:
    reason = t(f"agencies.impossible_{error.reason}", name=city.name_of(error.agency))
    return t("agencies.impossible", number=error.place + 1, change=change_in_words(city, error.change), reason=reason)


def draw_form(graph: SharedGraph, city: City, now: Duties, changes: Sequence[Change], order: Sequence[str]) -> None:
    """Inputs for the next change, after `changes` led to `now`. Agencies in `order`, others after them."""
    st.session_state.setdefault(key("kind"), KINDS[0])
    kind = st.segmented_control(
        t("agencies.change"),
        KINDS,
        key=key("kind"),
        format_func=lambda kind: t(f"agencies.change_{kind}"),
        required=True,
        label_visibility="collapsed",
    )
    if kind == "move":
        _draw_move(graph, city, now, changes, order)
    else:
        _draw_merger(city, now, changes, order)


def draw_changes(city: City, changes: Sequence[Change], once: Sequence[frozenset[Part]]) -> None:
    """The list of changes, each with a button that undoes it."""
    st.markdown(f"**{t('agencies.changes', count=len(changes))}**")
    if not changes:
        st.caption(t("agencies.no_changes"))
        return
    for place, change in enumerate(changes):
        words, back = st.columns([7, 3], vertical_alignment="center")
        met = once[place] if place < len(once) else frozenset()
        note = t("agencies.once", name=city.name_of(next(iter(met)).agency), count=len(met)) if met else ""
        with words:
            draw_html("agencies/change.html", number=place + 1, change=change_in_words(city, change), note=note)
        rest = [*changes[:place], *changes[place + 1 :]]
        back.button(t("agencies.take_back"), key=key(f"back.{place}"), on_click=_set, args=(rest,), icon=":material/undo:", width="stretch")
    if len(changes) > 1:
        st.button(t("agencies.take_all_back"), key=key("back.all"), on_click=_set, args=([],), icon=":material/delete_sweep:")
    st.caption(t("agencies.nothing_saved"))


def _draw_move(graph: SharedGraph, city: City, now: Duties, changes: Sequence[Change], order: Sequence[str]) -> None:
    busy = {part.agency for part in now.parts}
    givers = [agency for agency in _sorted(order, now.kinds) if agency in busy]
    giver = _choose(city, "giver", t("agencies.giver"), givers, next(iter(givers), None))
    strongest: dict[str, Part] = {}
    for part in sorted((part for part in now.parts if part.agency == giver), key=_strength):
        strongest.setdefault(part.task, part)
    texts = {task: place for place, task in enumerate(city.tasks)}
    tasks = sorted(strongest, key=lambda task: (_strength(strongest[task]), texts.get(task, len(texts))))
    task = _choose_task(graph, city, tasks, strongest)
    taker = _choose(city, "taker", t("agencies.taker"), [agency for agency in _sorted(order, takers(now)) if agency != giver])
    change = Move(task, giver, taker) if giver and task and taker else None
    _draw_add(t("agencies.add_move"), changes, change)


def _draw_merger(city: City, now: Duties, changes: Sequence[Change], order: Sequence[str]) -> None:
    single = _sorted(order, takers(now))
    dissolved = _choose(city, "dissolved", t("agencies.dissolved"), single)
    into = _choose(city, "into", t("agencies.into"), [agency for agency in single if agency != dissolved])
    _draw_add(t("agencies.add_merger"), changes, Merger(dissolved, into) if dissolved and into else None)


def _draw_add(words: str, changes: Sequence[Change], change: Change | None) -> None:
    added = [*changes, change] if change else list(changes)
    st.button(
        words, key=key("add"), type="primary", disabled=change is None, on_click=_add, args=(added,), icon=":material/add:", width="stretch"
    )


def _choose(city: City, name: str, words: str, agencies: list[str], first: str | None = None) -> str | None:
    _still(name, agencies, first)
    return select(words, key(name), {agency: city.name_of(agency) for agency in agencies}, clearable=True)


def _choose_task(graph: SharedGraph, city: City, tasks: list[str], strongest: dict[str, Part]) -> str | None:
    _still("task", tasks)
    names = {task: f"{label(graph, 'role', strongest[task].role)} · {city.title_of(task)}" for task in tasks}
    return select(t("agencies.task_to_move"), key("task"), names, clearable=True)


def _still(name: str, choices: Sequence[str], first: str | None = None) -> None:
    """Reset an input to `first` where its value is no longer among the choices."""
    if selected(key(name)) not in choices:
        st.session_state[key(name)] = first


def _sorted(order: Sequence[str], agencies: Iterable[str]) -> list[str]:
    place = {agency: number for number, agency in enumerate(order)}
    return sorted(agencies, key=lambda agency: (place.get(agency, len(place)), agency))


def _add(changes: list[Change]) -> None:
    _set(changes)
    for name in ("task", "taker", "dissolved", "into"):
        st.session_state[key(name)] = None


def _set(changes: list[Change]) -> None:
    replace(AgenciesState.latest(), changes=tuple(changes)).save()


def _strength(part: Part) -> int:
    kind = (part.role, part.basis)
    return _STRONGEST.index(kind) if kind in _STRONGEST else len(_STRONGEST)
