"""How the server answers many clients at once: mixed requests, counted, with the time they took.

    python bench/serving.py [ADDRESS] [--clients 64] [--seconds 60] [--home FOLDER]

Without ADDRESS it starts `kg serve` on the version published in FOLDER, or on one that it builds. Each client has an address of its own
(127.0.0.2 and on), so that bounds on one client count them apart, and asks again as soon as it was answered. Prints requests, errors
and the time to the whole answer at the middle, 95 and 99 of 100, for each kind of request. Exit code 1 where there was an error.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

QUERIES = (
    "ASK { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n)",
    "SELECT ?s ?label { ?s skos:prefLabel|rdfs:label ?label } LIMIT 100",
    "SELECT ?task ?agency { ?r zm:task ?task ; zm:agency ?agency } LIMIT 200",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s a zm:Agency ; ?p ?o } LIMIT 500",
    "DESCRIBE ?a WHERE { ?a a zm:Agency } LIMIT 3",
)
QUESTIONS = (
    "documents",
    "tasks?city=太原&limit=50",
    "funding?limit=100",
    "agency_load",
    "findings?limit=100",
    "targets?format=csv",
    "programs?format=xlsx&limit=50",
)
WORDS = ("人才", "补贴", "住房", "晋阳工匠", "博士 太原", "2025", "海城")
SHOWN = "SELECT DISTINCT ?s { ?s a ?class FILTER(?class IN (zm:Agency, zm:Task, zm:Programme)) } LIMIT 60"
BASE = "https://w3id.org/zhengmai"
KINDS = ("SPARQL", "API", "search", "linked data")


@dataclass
class Tally:
    """What came of the requests. Seconds to the whole answer, by kind."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)


class Client:
    """One client: an address, a connection that is kept."""

    def __init__(self, address: str, number: int, iris: list[str], tally: Tally) -> None:
        parts = urlsplit(address)
        source = f"127.0.{number // 250}.{number % 250 + 2}" if parts.hostname in ("127.0.0.1", "localhost") else ""
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120, source_address=(source, 0))
        self._random = random.Random(number)
        self._iris = iris
        self._tally = tally

    def ask(self) -> None:
        """One request of some kind; a redirect belongs to it."""
        kind = self._random.choice(KINDS)
        begun = time.perf_counter()
        try:
            fault = getattr(self, "_" + kind.partition(" ")[0].lower())()
        except (OSError, http.client.HTTPException) as error:
            fault = repr(error)
            self._connection.close()
        self._tally.seconds[kind].append(time.perf_counter() - begun)
        if fault:
            self._tally.errors[f"{kind}: {fault}"] += 1

    def _sparql(self) -> str | None:
        query = self._random.choice(QUERIES)
        if self._random.random() < 0.5:
            return self._get("/sparql?" + urlencode({"query": query}))
        return self._fault(*self._send("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"}))

    def _api(self) -> str | None:
        return self._get("/api/" + quote(self._random.choice(QUESTIONS), safe="?=&"))

    def _search(self) -> str | None:
        return self._get("/search?" + urlencode({"q": self._random.choice(WORDS)}))

    def _linked(self) -> str | None:
        path = self._random.choice(self._iris).removeprefix(BASE)
        accept = {"Accept": self._random.choice(("text/html", "text/turtle", "application/ld+json"))}
        response, content = self._send("GET", path, headers=accept)
        if response.status == 303:
            target = urlsplit(response.headers["Location"])
            response, content = self._send("GET", target.path + (f"?{target.query}" if target.query else ""), headers=accept)
        return self._fault(response, content)

    def _get(self, path: str) -> str | None:
        return self._fault(*self._send("GET", path))

    def _send(
        self, method: str, path: str, content: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        self._connection.request(method, path, content, headers or {})
        response = self._connection.getresponse()
        return response, response.read()

    @staticmethod
    def _fault(response: http.client.HTTPResponse, content: bytes) -> str | None:
        if response.status != 200:
            return f"{response.status} {content[:300].decode(errors='replace')}"
        return None if content else "an empty answer"


def run(address: str, clients: int, seconds: float) -> Tally:
    """Let so many clients ask for so long."""
    tally = Tally()
    iris = _iris(address)
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        client = Client(address, number, iris, tally)
        while time.monotonic() < end:
            client.ask()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def _iris(address: str) -> list[str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request("GET", "/sparql?" + urlencode({"query": SHOWN}))
    return [row["s"]["value"] for row in json.loads(connection.getresponse().read())["results"]["bindings"]]


@contextlib.contextmanager
def serving(home: str | None) -> Iterator[str]:
    """A server of our own; its address."""
    with contextlib.ExitStack() as stack:
        if home is None:
            home = stack.enter_context(tempfile.TemporaryDirectory())
            subprocess.run([sys.executable, "-m", "kg", "build", "--home", home], check=True, capture_output=True)
        command = [sys.executable, "-m", "kg", "serve", "--home", home, "--port", "0"]
        process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True))
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def report(tally: Tally, seconds: float) -> None:
    total = sum(map(len, tally.seconds.values()))
    print(f"{total} requests, {total / seconds:.0f} a second, {tally.errors.total()} errors")
    print(f"{'':12} {'requests':>9} {'p50 ms':>9} {'p95 ms':>9} {'p99 ms':>9}")
    for kind in KINDS:
        times = sorted(tally.seconds[kind])
        at = [1000 * times[min(len(times) - 1, int(len(times) * part))] if times else 0.0 for part in (0.5, 0.95, 0.99)]
        print(f"{kind:12} {len(times):9} {at[0]:9.0f} {at[1]:9.0f} {at[2]:9.0f}")
    for error, count in tally.errors.most_common(20):
        print(f"{count} x {error}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("address", nargs="?")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--home")
    given = parser.parse_args()
    with contextlib.nullcontext(given.address) if given.address else serving(given.home) as address:
        tally = run(address.rstrip("/"), given.clients, given.seconds)
    report(tally, given.seconds)
    sys.exit(1 if tally.errors or not all(tally.seconds[kind] for kind in KINDS) else 0)


if __name__ == "__main__":
    main()
