"""One reader for all texts: `outline: auto`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.clauses import ClauseTree, read_clauses
from kg.text.outline import load_outline
from kg.text.quotes import Span


def read_structure(text: str, faults: Sequence[Span] = ()) -> ClauseTree:
    """The clauses of `text`, found by the signs that it uses. Signs inside `faults` (spans damaged by the scan) are ignored."""
    return read_clauses(text, load_outline("opinion-articles"), faults)
