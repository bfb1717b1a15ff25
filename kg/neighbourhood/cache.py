"""A cache of look-ups by id, so that a picture that grows asks only for what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

MAXSIZE = 20_000
Value = TypeVar("Value")


class LookupCache(Generic[Value]):
    """The results of `look_up`, the last `maxsize` that were used. Threads may share it. Ids without a result are looked up again."""

    def __init__(self, look_up: Callable[[Sequence[str]], Mapping[str, Value]], maxsize: int = MAXSIZE) -> None:
        """`look_up` gives the results of many ids at once, without those that have none."""
        self._look_up = look_up
        self._values: LRUCache[str, Value] = LRUCache(maxsize)
        self._lock = Lock()

    def get_many(self, ids: Sequence[str]) -> dict[str, Value]:
        """Id -> result, in the order of `ids`, without ids that have none."""
        wanted = list(dict.fromkeys(ids))
        with self._lock:
            found = {id_: self._values[id_] for id_ in wanted if id_ in self._values}
        if missing := [id_ for id_ in wanted if id_ not in found]:
            new = self._look_up(missing)
            found |= new
            with self._lock:
                self._values.update(new)
        return {id_: found[id_] for id_ in wanted if id_ in found}
