"""The review that a session has open, and what the reviewer does in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from kg.errors import ZhengmaiError
from kg.i18n import text
from kg.review.model import Fault
from kg.review.opening import open_review
from kg.review.review import Review
from viewer.access import access
from viewer.display.columns import heading
from viewer.errors import error_message
from viewer.i18n import language, t
from viewer.pages.review.state import ReviewState

_OPEN = ReviewState.key("open")
_DONE = ReviewState.key("done")
_ANSWER = ReviewState.key("answer")
_FAILED = ReviewState.key("failed")


def _reviewer() -> str:
    person = access()
    return person.name if person else ""


def opened(data: Path, document: str) -> Review:
    """The review of a document in this session; drafted on first sight. Decisions of others are taken in."""
    held = st.session_state.get(_OPEN)
    if held is None or held[:2] != (data, document):
        with st.spinner(t("review.drafting")):
            held = st.session_state[_OPEN] = (data, document, open_review(data, document, _reviewer()))
    else:
        held[2].refresh()
    review: Review = held[2]
    return review


def take(review: Review, acts: dict[str, Any]) -> None:
    """Do what the component sent, each act once: it sends again what was not acknowledged. `desk` tells one open page from another."""
    desk, listed = str(acts.get("desk")), acts.get("list")
    done: dict[str, int] = st.session_state.setdefault(_DONE, {})
    failed: dict[str, str] = st.session_state.setdefault(_FAILED, {})
    for act in listed if isinstance(listed, list) else []:
        if isinstance(act, dict) and int(act.get("seq", 0)) > done.get(desk, 0):
            done[desk] = int(act["seq"])
            answer = st.session_state[_ANSWER] = {"desk": desk, **_answer(review, act)}
            failed.pop(str(act.get("id")), None)
            if answer.get("id"):
                failed[answer["id"]] = answer["fault"]


def answered() -> dict[str, Any]:
    """What became of the acts: `done`, the last one by desk, the answer to it, and `failed`: why drafts could not be decided."""
    return {"done": st.session_state.get(_DONE, {}), "failed": st.session_state.get(_FAILED, {}), **st.session_state.get(_ANSWER, {})}


def _answer(review: Review, act: dict[str, Any]) -> dict[str, Any]:
    work = _ACTS.get(str(act.get("do")))
    if work is None:
        return {}
    try:
        return {"seq": act["seq"], **(work(review, act) or {})}
    except ZhengmaiError as error:
        return {"seq": act["seq"], "id": act.get("id"), "fault": error_message(error)}


def _check(review: Review, act: dict[str, Any]) -> dict[str, Any]:
    faults = review.check(str(act["kind"]), _cells(act))
    return {"checked": act["seq"], "faults": [_told(fault, str(act["kind"])) for fault in faults]}


def _told(fault: Fault, kind: str) -> list[str | None]:
    named = {"column": heading(fault.column, kind)} if fault.column else {}
    return [fault.column, text(fault.sentence.key, language(), **{**fault.sentence.values, **named}), fault.nearest]


def _cells(act: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(act["values"]).items()}


def _decide(decide: Callable[[Review, dict[str, Any]], object]) -> Callable[[Review, dict[str, Any]], dict[str, Any] | None]:
    def work(review: Review, act: dict[str, Any]) -> None:
        decide(review, act)

    return work


def _undo(review: Review, act: dict[str, Any]) -> dict[str, Any]:
    decision = review.undo(int(act["number"]) if act.get("number") else None)
    undone = review.state.outcomes.by_number[int(decision.subject)]
    return {"undone": undone.subject}


_ACTS: dict[str, Callable[[Review, dict[str, Any]], dict[str, Any] | None]] = {
    "accept": _decide(lambda review, act: review.accept(act["id"])),
    "accept_together": _decide(lambda review, act: review.accept_together(act["ids"])),
    "accept_with_entries": _decide(lambda review, act: review.accept_with_entries(act["id"])),
    "reject": _decide(lambda review, act: review.reject(act["id"])),
    "edit": _decide(lambda review, act: review.edit(act["id"], _cells(act))),
    "add": _decide(lambda review, act: review.add(act["kind"], _cells(act))),
    "read": _decide(lambda review, act: review.mark_read(act["clause"], str(act.get("reason") or t("review.no_fact")), with_sure=True)),
    "accept_entry": _decide(lambda review, act: review.accept_entry(act["id"], _cells(act) if act.get("values") else None)),
    "same_entry": _decide(lambda review, act: review.same_entry(act["id"], act["entry"])),
    "reject_entry": _decide(lambda review, act: review.reject_entry(act["id"])),
    "draw": _decide(lambda review, act: review.draw(act["subject"])),
    "accept_class": _decide(lambda review, act: review.accept_class(act["subject"])),
    "undo": _undo,
    "check": _check,
}
