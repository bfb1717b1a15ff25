"""What offices write for columns, states and days without end: `words.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel

from kg.model.progress_entry import STATES, State


class _Words(BaseModel):
    columns: Mapping[str, Sequence[str]]
    states: Mapping[State, Sequence[str]]
    contradictions: Mapping[State, Sequence[str]]
    ongoing: Sequence[str]


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")))


def folded(words: object) -> str:
    """Without white space, in one width, without case, brackets all alike."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(words or ""))).lower()


@cache
def _columns() -> Mapping[str, str]:
    return {folded(word): name for name, others in _words().columns.items() for word in (name, *others)}


def column_named(heading: object) -> str | None:
    """The column of the ledger that a heading means; None where it means none."""
    return _columns().get(folded(heading))


@cache
def _states() -> Mapping[str, State]:
    return {folded(word): state for state in STATES for word in (state, *_words().states[state])}


def state_named(words: object) -> State | None:
    """The state that words of an office name, a tick or full stop beside them not counted; None where they name none."""
    return _states().get(re.sub(r"[。.;；,，√✓✔☑]", "", folded(words)))


def contradiction(state: State, text: str) -> str | None:
    """Words of 进展情况 that the state does not go with."""
    return next((word for word in _words().contradictions.get(state, ()) if word in text), None)


def is_ongoing(words: object) -> bool:
    return re.sub(r"[。.]", "", folded(words)) in {folded(word) for word in _words().ongoing}
