"""Faults of a page told in one plain sentence. What the maintainer needs goes to standard error, under the number that the asker sees."""

from __future__ import annotations

import secrets
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from kg.errors import UnknownQuestion, UnknownValue, ZhengmaiError
from viewer.components.message import say
from viewer.display.columns import heading
from viewer.i18n import language, t

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def told() -> Iterator[None]:
    """Whatever goes wrong inside is said, and ends there. Streamlit's own ways to end or begin a run anew pass."""
    try:
        yield
    except ZhengmaiError as error:
        say(sentence_of(error), "error")
    except Exception:
        number = secrets.token_hex(3)
        print(f"fault {number}\n{traceback.format_exc()}", file=sys.stderr, flush=True)
        say(t("faults.page", number=number), "error")


def sentence_of(error: ZhengmaiError) -> str:
    """What was found and what to do, in the reader's language."""
    if isinstance(error, UnknownValue):
        name = heading(error.parameter)
        if error.value is None:
            return t("faults.needed", name=name)
        hint = t("faults.nearest", name=error.nearest) if error.nearest else t("faults.choose")
        return t("faults.unknown_value", name=name, value=error.value, hint=hint)
    if isinstance(error, UnknownQuestion):
        return t("faults.unknown_question", name=error.question)
    return error.told(language())


def fragment(function: Callable[P, R]) -> Callable[P, R | None]:
    """`st.fragment` whose faults are told too: a part of a page that draws anew by itself runs outside of the page."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | None:
        with told():
            return function(*args, **kwargs)
        return None

    return st.fragment(guarded)
