"""The viewer under people at work: how long pages take for 20 and for 60 of them, and what memory and CPU that needs.

    python bench/viewer_people.py --home FOLDER [--people 20,60] [--processes 1,4] [--minutes 1] [--pages] [--loads 500]

Each person is a session over Streamlit's own protocol (bench/viewer_client.py): opens a page, reads for 5 to 15 seconds, opens the next or
filters; a third of the steps are filters by a city. The times are the viewer's part, without the browser's. `--pages` tells each page by
itself, one person alone, first and again, with the CPU that the viewer took, which other programs of the machine do not change;
`--loads` opens so many pages and tells what memory they leave.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from viewer_client import Person, Run

from kg.graph import Graph

STARTER = """import sys; from pathlib import Path; from viewer.start import run_viewer
run_viewer(Path(sys.argv[1]), 0, processes=int(sys.argv[2]))"""
READING = (5.0, 15.0)
_MB = 1 << 20


@dataclass(frozen=True)
class Viewer:
    address: str
    root: int
    """The process that was started; those that work are its children."""

    def workers(self) -> list[int]:
        return [int(child) for child in Path(f"/proc/{self.root}/task/{self.root}/children").read_text().split()]

    def memory(self) -> float:
        """MB that the processes hold, together."""
        return sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in self.workers()) * os.sysconf("SC_PAGE_SIZE") / _MB

    def cpu(self) -> float:
        """Seconds of CPU that the processes took."""
        fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in self.workers()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")

    def cookie(self) -> str:
        """What the viewer gives a new browser: the process that it stays with; nothing where there is one process."""
        connection = http.client.HTTPConnection(self.address.removeprefix("http://"), timeout=60)
        connection.request("GET", "/")
        given = connection.getresponse().headers.get("Set-Cookie") or ""
        connection.close()
        return given.partition(";")[0]


@contextmanager
def running(home: Path, processes: int) -> Iterator[Viewer]:
    started = subprocess.Popen([sys.executable, "-c", STARTER, str(home), str(processes)], stdout=subprocess.PIPE, text=True)
    try:
        assert started.stdout is not None
        yield Viewer(started.stdout.readline().split()[1], started.pid)
    finally:
        started.terminate()
        started.wait(30)


@dataclass(frozen=True)
class Steps:
    """What people open: pages with the filters that their addresses hold."""

    cities: list[str]
    documents: list[str]

    @classmethod
    def of(cls, home: Path) -> Steps:
        rows = Graph(home).answer("documents").rows
        return cls(sorted({row["city_code"] for row in rows}), sorted(row["document"] for row in rows))

    def first(self) -> list[tuple[str, dict[str, str]]]:
        """Each page as one comes to it."""
        names = ("", "cities", "graph", "agencies", "compare", "questions", "match", "brief", "health", "progress")
        return [*((name, {}) for name in names), ("source", {"document": self.documents[0]}), ("questions", {"question": "measures"})]

    def filtered(self, draw: random.Random) -> list[tuple[str, dict[str, str]]]:
        """Pages filtered by a city."""
        city = draw.choice(self.cities)
        names = ("cities", "agencies", "match", "health", "progress", "brief")
        pages = [
            *((name, {"city": city}) for name in names),
            ("compare", {"cities": ",".join(draw.sample(self.cities, min(5, len(self.cities))))}),
        ]
        return [*pages, ("questions", {"question": "funding", "city": city}), ("source", {"document": draw.choice(self.documents)})]


async def work(viewer: Viewer, steps: Steps, until: float, draw: random.Random) -> list[Run]:
    """A person at work."""
    runs = []
    async with Person(viewer.address, viewer.cookie()) as person:
        await person.opens("")
        await asyncio.sleep(draw.uniform(0, READING[1]))
        while time.monotonic() < until:
            page, filters = draw.choice(steps.filtered(draw) if draw.random() < 1 / 3 else steps.first())
            runs.append(await person.opens(page, **filters))
            await asyncio.sleep(draw.uniform(*READING))
    return runs


async def at_work(viewer: Viewer, steps: Steps, people: int, minutes: float) -> None:
    until = time.monotonic() + 60 * minutes
    before, begun = viewer.cpu(), time.monotonic()
    each = await asyncio.gather(*(work(viewer, steps, until, random.Random(n)) for n in range(people)))
    runs = [run for one in each for run in one]
    busy = (viewer.cpu() - before) / (time.monotonic() - begun)
    ordered = sorted(run.seconds for run in runs)
    late = ordered[round(0.95 * (len(ordered) - 1))]
    told = f"{statistics.median(ordered):.2f} s median, {late:.2f} s p95, n={len(runs)}, broken {sum(run.broken for run in runs)}"
    print(f"{people:>3} people, {len(viewer.workers())} processes: {told}; {busy:.2f} cores; {viewer.memory():.0f} MB", flush=True)


async def each_page(viewer: Viewer, steps: Steps) -> None:
    """Each page first and again, then filtered by a city that nobody asked for."""
    async with Person(viewer.address, viewer.cookie()) as person:
        draw = random.Random(7)
        for page, filters in [*steps.first(), *steps.filtered(draw)]:
            told = []
            for _ in range(2):
                before = viewer.cpu()
                run = await person.opens(page, **filters)
                told.append(f"{run.seconds:6.2f} s {viewer.cpu() - before:6.2f} CPU")
            asked = " ".join([page or "overview", *(f"{name}={value[:24]}" for name, value in filters.items())])
            print(
                f"{asked:<48} first {told[0]}   again {told[1]}   {run.size / 1024:6.0f} KB{'   broken' if run.broken else ''}", flush=True
            )


async def growth(viewer: Viewer, steps: Steps, loads: int) -> None:
    """Memory while new sessions open pages one after another."""
    draw = random.Random(3)
    for load in range(1, loads + 1):
        async with Person(viewer.address, viewer.cookie()) as person:
            page, filters = draw.choice([*steps.first(), *steps.filtered(draw)])
            await person.opens(page, **filters)
        if load % max(1, loads // 10) == 0:
            print(f"{load:>4} page loads: {viewer.memory():.0f} MB", flush=True)


async def measure(viewer: Viewer, steps: Steps, given: argparse.Namespace) -> None:
    if given.pages:
        await each_page(viewer, steps)
    if given.loads:
        await growth(viewer, steps, given.loads)
    if not given.pages and not given.loads:
        async with Person(viewer.address, viewer.cookie()) as person:
            for page, filters in steps.first():
                await person.opens(page, **filters)
        for people in map(int, given.people.split(",")):
            await at_work(viewer, steps, people, given.minutes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--people", default="20,60")
    parser.add_argument("--processes", default="1,4")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--loads", type=int, default=0)
    given = parser.parse_args()
    steps = Steps.of(given.home)
    for processes in [1] if given.pages else map(int, given.processes.split(",")):
        with running(given.home, processes) as viewer:
            asyncio.run(measure(viewer, steps, given))


if __name__ == "__main__":
    main()
