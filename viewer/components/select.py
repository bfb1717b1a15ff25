"""Boxes to choose one thing or several from. The choice is an id, in the session; what the box calls it may change meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from viewer.i18n import t

_MAX_LABELS = 5000
"""How many labels of a box are known again. The browser is behind by no more than a few runs."""


def select(
    label: str,
    key: str,
    options: Mapping[str, str],
    *,
    clearable: bool = False,
    placeholder: str | None = None,
    about: str | None = None,
    on_change: Callable[[], None] | None = None,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> str | None:
    """The key in `options` (id -> name) that is chosen, None where none is. Where the session holds nothing under `key`, none is chosen."""
    names = _distinct(options)
    st.session_state[key] = selected(key)
    st.session_state[_labels_key(key)] = _labels(key, names)
    chosen: str | None = st.selectbox(
        label,
        list(names),
        key=key,
        index=None if clearable or st.session_state[key] is None else 0,
        format_func=lambda value: names.get(value, value),
        help=about,
        placeholder=placeholder or t("common.choose"),
        on_change=on_change,
        label_visibility=label_visibility,
    )
    return chosen


def select_several(
    label: str, key: str, options: Mapping[str, str], *, placeholder: str | None = None, about: str | None = None
) -> list[str]:
    """The keys in `options` (id -> name) that are chosen."""
    names = _distinct(options)
    st.session_state[key] = [value for value in selected_several(key) if value in names]
    st.session_state[_labels_key(key)] = _labels(key, names)
    return st.multiselect(
        label,
        list(names),
        key=key,
        format_func=lambda value: names.get(value, value),
        help=about,
        placeholder=placeholder or t("common.choose"),
    )


def selected_several(key: str) -> list[str]:
    """What is chosen in the box with this key, before it is drawn too; as `selected`."""
    known = st.session_state.get(_labels_key(key), {})
    return list(dict.fromkeys(known.get(value, value) for value in st.session_state.get(key) or []))


def selected(key: str) -> str | None:
    """What is chosen in the box with this key, before it is drawn too.

    The browser sends the label of an option. Where the labels have changed since it last drew the box (another language, other figures),
    Streamlit takes the label for the value.
    """
    value = st.session_state.get(key)
    found: str | None = st.session_state.get(_labels_key(key), {}).get(value, value)
    return found


def _labels_key(key: str) -> str:
    return f"labels {key}"


def _labels(key: str, names: Mapping[str, str]) -> dict[str, str]:
    """Label -> id, those of `names` last. An id is its own."""
    known = st.session_state.get(_labels_key(key), {}) | {name: value for value, name in names.items()} | {value: value for value in names}
    return dict(list(known.items())[-max(_MAX_LABELS, 2 * len(names)) :])


def _distinct(options: Mapping[str, str]) -> dict[str, str]:
    """The names, those that several options share with the id behind."""
    counts = Counter(options.values())
    return {value: name if counts[name] == 1 else f"{name} · {value}" for value, name in options.items()}
