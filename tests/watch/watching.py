"""What the tests of kg.watch share: a visitor that may ask this machine and does not wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.watch.fetch import Fetcher, Limits
from kg.watch.visits import Visitor
from tests.conftest import Asked

Answer = tuple[int, Mapping[str, str], bytes]


@dataclass
class Clock:
    """A time that passes only while somebody waits."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def visitor(clock: Clock | None = None, **limits: float) -> Visitor:
    clock = clock or Clock()
    return Visitor(Fetcher(Limits(**({"seconds": 5.0, "loopback": True} | limits))), clock.sleep, clock)  # type: ignore[arg-type]


def pages(**of: Answer | Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Answers by the name of a page (`a` is at `/a`); there is nothing elsewhere."""

    def answer(asked: Asked) -> Answer:
        found = of.get(asked.path.strip("/").split("?")[0].replace(".", "_"), (404, {}, b""))
        return found(asked) if callable(found) else found

    return answer
