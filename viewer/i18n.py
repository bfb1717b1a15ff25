"""Messages in the reader's language. Names and source texts stay as the documents write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from pathlib import Path
from threading import local
from typing import TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kg.i18n import LANGUAGES, Catalog, Language

__all__ = [
    "LANGUAGES",
    "PARAM",
    "Language",
    "catalog",
    "in_current_language",
    "language",
    "params",
    "pick",
    "set_language",
    "sync",
    "t",
]

Made = TypeVar("Made")
_CATALOG = Catalog(Path(__file__).parent / "catalog")
PARAM = "lang"
"""The query parameter, and the key of the session, that hold the language."""


def catalog() -> Catalog:
    """The viewer's messages."""
    return _CATALOG


def language() -> Language:
    """The language of the query string, else the one chosen before, else that of the browser: Chinese unless it prefers English.

    A page asks hundreds of times, so it is found once for each address of a run.
    """
    if chosen := _LATER.get():
        return chosen
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return _language()
    known: tuple[object, str, Language] | None = getattr(_KNOWN, "language", None)
    if known is None or known[0] is not run or known[1] != run.query_string:
        known = _KNOWN.language = (run, run.query_string, _language())
    return known[2]


def _language() -> Language:
    given = st.query_params.get(PARAM) or st.session_state.get(PARAM)
    if given in LANGUAGES:
        return cast(Language, given)
    return "en" if (st.context.locale or "zh").lower().startswith("en") else "zh"


_KNOWN = local()
_SINGLE = str.maketrans("“”", "‘’")
_LATER: ContextVar[Language | None] = ContextVar("later", default=None)


def in_current_language(work: Callable[[], Made]) -> Callable[[], Made]:
    """`work` in the language of this run: a download is made after it, without its query string."""
    spoken = language()

    def speaking() -> Made:
        before = _LATER.set(spoken)
        try:
            return work()
        finally:
            _LATER.reset(before)

    return speaking


def set_language(chosen: Language) -> None:
    """Use `chosen` from now on, on every page."""
    st.session_state[PARAM] = chosen
    st.query_params[PARAM] = chosen


def sync() -> None:
    """Make query string and session agree; the query string wins."""
    given = st.query_params.get(PARAM)
    if given in LANGUAGES:
        st.session_state[PARAM] = given
    else:
        for name, value in params().items():
            st.query_params[name] = value


def params() -> dict[str, str]:
    """The query parameter of the language, for links of this session; empty unless a language was chosen."""
    chosen = st.query_params.get(PARAM) or st.session_state.get(PARAM)
    return {PARAM: str(chosen)} if chosen in LANGUAGES else {}


def t(key: str, /, **values: object) -> str:
    """The message `key` with its values filled in. Raises KeyError where the catalog lacks it.

    Quotation marks in a value that stands between quotation marks are single ones (GB/T 15834—2011, 4.8).
    """
    template = _CATALOG[key][language()]
    nested = {name: value.translate(_SINGLE) for name, value in values.items() if isinstance(value, str) and f"“{{{name}}}”" in template}
    return _CATALOG.text(key, language(), **values | nested)


def pick(words: Mapping[Language, str]) -> str:
    """Of words in several languages those of the reader: titles of questions, labels of concepts."""
    return words.get(language()) or words.get("zh") or next(iter(words.values()))
