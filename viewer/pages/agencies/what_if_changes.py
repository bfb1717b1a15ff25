"""Changes of a what-if as an address holds them: `move~<task>~<giver>~<taker>,merge~<dissolved>~<into>`."""

from __future__ import annotations

from collections.abc import Iterable

from kg.analysis.what_if import Change, Merger, Move
from viewer.i18n import t

_PART, _CHANGE = "~", ","
MANY = 100
"""More changes than this are no what-if of a person."""


def write_changes(changes: Iterable[Change]) -> str:
    return _CHANGE.join(_PART.join(_parts(change)) for change in changes)


def read_changes(written: str) -> list[Change]:
    """Raises ValueError, with a message for the reader, where the address is not one that `write_changes` gives."""
    pieces = [piece for piece in written.split(_CHANGE) if piece]
    if len(pieces) > MANY:
        raise ValueError(t("agencies.too_many_changes", count=len(pieces), most=MANY))
    return [_read(piece) for piece in pieces]


def _parts(change: Change) -> tuple[str, ...]:
    if isinstance(change, Move):
        return "move", change.task, change.giver, change.taker
    return "merge", change.dissolved, change.into


def _read(piece: str) -> Change:
    match piece.split(_PART):
        case ["move", task, giver, taker]:
            return Move(task, giver, taker)
        case ["merge", dissolved, into]:
            return Merger(dissolved, into)
    raise ValueError(t("agencies.unreadable_change", written=piece))
