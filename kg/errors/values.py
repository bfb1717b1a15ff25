"""Values as errors show them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import reduce

from kg.i18n import Message, message


def shown(value: object, longest: int = 60) -> str:
    """A value in quotation marks, cut where it is long."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= longest else text[: longest - 1] + '…'}”"


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known value most like `value`, if one is like it at all."""
    close = difflib.get_close_matches(value, list(known), n=1, cutoff=0.4)
    return close[0] if close else None


def either(values: Iterable[str]) -> Message | str:
    """The values with an “or” between them."""
    choices: Iterable[Message | str] = values
    return reduce(lambda one, other: message("issues.either", one=one, other=other), choices)
