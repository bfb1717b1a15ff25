"""What was looked up of things, so that a picture that grows asks only for what is new in it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

MOST = 20_000
Found = TypeVar("Found")


class Kept(Generic[Found]):
    """What `look_up` finds of ids, the last `MOST` of them. What it does not find is asked for again."""

    def __init__(self, look_up: Callable[[Sequence[str]], Mapping[str, Found]]) -> None:
        self._look_up = look_up
        self._found: OrderedDict[str, Found] = OrderedDict()
        self._lock = Lock()

    def of(self, ids: Sequence[str]) -> dict[str, Found]:
        """Id -> what was found, in the order of `ids`, without what was not."""
        wanted = list(dict.fromkeys(ids))
        with self._lock:
            known = {id_: self._found[id_] for id_ in wanted if id_ in self._found}
        if missing := [id_ for id_ in wanted if id_ not in known]:
            found = self._look_up(missing)
            known |= found
            with self._lock:
                self._found |= found
        with self._lock:
            for id_ in wanted:
                if id_ in self._found:
                    self._found.move_to_end(id_)
            while len(self._found) > MOST:
                self._found.popitem(last=False)
        return {id_: known[id_] for id_ in wanted if id_ in known}
