"""Three-valued logic: what is true, what is false, and what is not known, with the questions that would tell.

Strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, section 64): a further answer never changes what is true or false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Truth = bool | None
"""None is not known."""
NOTHING: Mapping[str, bool] = {}


@dataclass(frozen=True)
class Leaf:
    """One test. `asks` are the keys of the questions that would decide it; not known without any: an office decides."""

    truth: Truth
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class All:
    """Holds where every part holds. Without parts it holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Either:
    """Holds where a part holds. Without parts it does not hold."""

    parts: tuple[Node, ...]


Node = Leaf | All | Either
OFFICE = Leaf(None)
TRUE = Leaf(True)
FALSE = Leaf(False)


def known(truth: Truth, *asks: str) -> Leaf:
    """The truth, and where it is not known the questions that would tell."""
    return Leaf(truth, asks if truth is None else ())


@dataclass(frozen=True)
class Judged:
    """The truth of tests, and the questions that still matter to it. may_hold, may_fail: whether answers can still make it so."""

    truth: Truth
    asks: tuple[str, ...] = ()
    may_hold: bool = False
    may_fail: bool = False


def judge(node: Node, suppose: Mapping[str, bool] = NOTHING) -> Judged:
    """A question matters where some answers, to it and to others, decide the whole and this one has a part in it.

    `suppose`: questions whose tests are taken to come out so.
    """
    if isinstance(node, Leaf):
        leaf = _supposed(node, suppose)
        return Judged(leaf.truth, leaf.asks, leaf.truth is True or bool(leaf.asks), leaf.truth is False or bool(leaf.asks))
    parts = [judge(part, suppose) for part in node.parts]
    decisive = isinstance(node, Either)
    if any(part.truth is decisive for part in parts):
        return Judged(decisive, (), decisive, not decisive)
    open_parts = [part for part in parts if part.truth is None]
    if not open_parts:
        return Judged(not decisive, (), not decisive, decisive)
    one, every = (_holds, _fails) if decisive else (_fails, _holds)
    by_one, by_every = any(map(one, open_parts)), all(map(every, open_parts))
    asks = _once(key for part in open_parts if by_every or one(part) for key in part.asks)
    return Judged(None, asks, *((by_one, by_every) if decisive else (by_every, by_one)))


def _holds(part: Judged) -> bool:
    return part.may_hold


def _fails(part: Judged) -> bool:
    return part.may_fail


def decides(node: Node, question: str) -> bool:
    """Whether some outcome of the question decides the whole."""
    return any(judge(node, {question: outcome}).truth is not None for outcome in (True, False))


def _supposed(leaf: Leaf, suppose: Mapping[str, bool]) -> Leaf:
    """A test with two questions fails by one of them, and holds only by both."""
    if any(suppose.get(key) is False for key in leaf.asks):
        return FALSE
    rest = tuple(key for key in leaf.asks if key not in suppose)
    return leaf if rest == leaf.asks else Leaf(None, rest) if rest else TRUE


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
