"""The cache of look-ups: each id is looked up once while it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

from kg.neighbourhood.cache import LookupCache


class Source:
    """Knows every id but those that begin with `no1`."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, ids: Sequence[str]) -> dict[str, str]:
        self.asked.append(list(ids))
        return {id_: id_.upper() for id_ in ids if not id_.startswith("no1")}


def test_only_what_is_new_is_looked_up() -> None:
    source = Source()
    cache = LookupCache(source)
    assert cache.get_many(["b", "a", "b"]) == {"b": "B", "a": "A"}
    assert list(cache.get_many(["a", "c", "b"])) == ["a", "c", "b"]
    assert source.asked == [["b", "a"], ["c"]]


def test_what_is_not_found_is_looked_up_again() -> None:
    source = Source()
    cache = LookupCache(source)
    assert cache.get_many(["no1", "a"]) == {"a": "A"}
    assert cache.get_many(["no1", "a"]) == {"a": "A"}
    assert source.asked == [["no1", "a"], ["no1"]]


def test_what_was_used_last_is_kept_and_more_than_fits_is_answered() -> None:
    source = Source()
    cache = LookupCache(source, maxsize=2)
    cache.get_many(["a", "b"])
    cache.get_many(["a"])
    cache.get_many(["c"])
    cache.get_many(["a"])
    assert source.asked == [["a", "b"], ["c"]]
    assert cache.get_many(["d", "e", "f"]) == {"d": "D", "e": "E", "f": "F"}


def test_threads_may_share_it() -> None:
    cache = LookupCache(Source(), maxsize=5)
    found: list[dict[str, str]] = []
    ids = [f"id{n}" for n in range(20)]
    threads = [Thread(target=lambda: found.extend(cache.get_many(ids) for _ in range(50))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 200 and all(list(each) == ids for each in found)
