"""Errors of a page: a message to the reader; the traceback goes to standard error under the number that the message gives."""

from __future__ import annotations

import secrets
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from kg.errors import UnknownQuestion, UnknownValue, Unpublished, ZhengmaiError
from viewer.components.message import show_message
from viewer.display.columns import heading
from viewer.i18n import language, t
from viewer.shared_graph import SharedGraph, current_graph

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def report_errors() -> Iterator[None]:
    """Show a message for any exception raised inside. Streamlit's own control exceptions (stop, rerun) pass."""
    try:
        yield
    except Unpublished as error:
        show_message(error.told(language()))
    except ZhengmaiError as error:
        show_message(error_message(error), "error")
    except Exception:
        number = secrets.token_hex(3)
        print(f"fault {number}\n{traceback.format_exc()}", file=sys.stderr, flush=True)
        show_message(t("faults.page", number=number), "error")


def error_message(error: ZhengmaiError) -> str:
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


def run_page(draw: Callable[[SharedGraph], None]) -> None:
    """Draw a page of the version in use; show a message where that fails."""
    with report_errors():
        draw(current_graph())


def fragment(function: Callable[P, R]) -> Callable[P, R | None]:
    """`st.fragment` with `report_errors`: a fragment reruns outside of its page."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | None:
        with report_errors():
            return function(*args, **kwargs)
        return None

    return st.fragment(guarded)
