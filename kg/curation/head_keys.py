"""Keys of a `document.yaml` set and taken out; everything else stays letter for letter as the curator wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Letters that JSON writes as they are, and that YAML does not take or takes for line ends."""


def with_keys(text: str, values: Mapping[str, Any]) -> str:
    """The YAML mapping `text` with some keys set, in their place or at the end; a value that is None takes its key out.

    Comments stay, also those after a key that is set. Values are written as `line` does.
    """
    pieces, rest = _entries(text), dict(values)
    written = []
    for key, piece in pieces:
        if key not in rest:
            written.append(piece)
            continue
        value = rest.pop(key)
        comments = "".join(line for line in piece.splitlines(keepends=True)[1:] if line.lstrip().startswith("#"))
        written.append((line(key, value) if value is not None else "") + comments)
    if written and not written[-1].endswith("\n"):
        written[-1] += "\n"
    return "".join([*written, *(line(key, value) for key, value in rest.items() if value is not None)])


def line(key: str, value: Any) -> str:
    """A key and its value as JSON, which is YAML; dates stay without quotation marks, as curators write them."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return f"{key}: {value}\n"
    written = _ESCAPED.sub(lambda found: json.dumps(found[0]).strip('"'), json.dumps(value, ensure_ascii=False))
    return f"{key}: {written}\n"


def _entries(text: str) -> list[tuple[str | None, str]]:
    """The stretches of `text`, each from one key to the next; what stands before the first has none."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("no mapping")
    if node.flow_style:
        values = yaml.safe_load(text)
        return [(key, line(key, value)) for key, value in values.items()]
    starts = [(str(key.value), key.start_mark.index) for key, _ in node.value]
    ends = [start for _, start in starts[1:]] + [len(text)]
    first = text[: starts[0][1]] if starts else text
    return [(None, first), *((key, text[start:end]) for (key, start), end in zip(starts, ends, strict=True))]
