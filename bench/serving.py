"""64 clients ask a server for a minute, each from an address of its own, so that the rate limit counts them apart.

python bench/serving.py [--clients 64] [--seconds 60] [--home FOLDER]

Prints requests, errors and the milliseconds within which half, 95 and 99 of 100 answers came, by kind. Exit code 1 where one failed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from itertools import cycle
from statistics import quantiles

import httpx

PATHS = {
    "sparql": [
        "/sparql?query=SELECT * { ?agency zm:leads ?task . ?task dcterms:title ?title } LIMIT 50",
        "/sparql?query=SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class",
        "/sparql?query=CONSTRUCT { ?s ?p ?o } { ?s a zm:Task ; ?p ?o } LIMIT 100",
    ],
    "question": [
        "/api/funding?city=太原&limit=20",
        "/api/agency_load?city=石嘴山",
        "/api/findings?severity=contradiction",
        "/api/documents",
    ],
    "search": ["/search?q=人才", "/search?q=补贴&city=太原", "/things?name=晋阳工匠"],
    "page": ["/about/agency/640200-human-resources.html", "/about/place/140100.ttl", "/about/program/jinyang-gongjiang.jsonld"],
}
PAUSE = 0.25
"""Seconds that a client thinks between two requests, at most."""


async def client(number: int, base: str, end: float, times: dict[str, list[float]], faults: Counter[str]) -> None:
    chance = random.Random(number)
    transport = httpx.AsyncHTTPTransport(local_address=f"127.0.0.{number + 2}")
    async with httpx.AsyncClient(base_url=base, transport=transport, timeout=60, trust_env=False) as http:
        for kind in cycle(PATHS):
            if time.monotonic() > end:
                return
            path = chance.choice(PATHS[kind])
            begun = time.perf_counter()
            try:
                answer = await http.get(path)
                if answer.status_code != 200 or not answer.content:
                    faults[f"{answer.status_code} {path}"] += 1
            except httpx.HTTPError as error:
                faults[f"{type(error).__name__} {path}"] += 1
            times[kind].append(1000 * (time.perf_counter() - begun))
            await asyncio.sleep(chance.uniform(0, PAUSE))


async def run(base: str, clients: int, seconds: float) -> int:
    times: dict[str, list[float]] = defaultdict(list)
    faults: Counter[str] = Counter()
    end = time.monotonic() + seconds
    await asyncio.gather(*(client(number, base, end, times, faults) for number in range(clients)))
    print(f"{clients} clients, {seconds:g} s: {sum(map(len, times.values()))} requests, {faults.total()} errors")
    for kind, found in times.items():
        cuts = quantiles(found, n=100)
        print(f"{kind:<10} {len(found):>6} requests   p50 {cuts[49]:7.0f} ms   p95 {cuts[94]:7.0f} ms   p99 {cuts[98]:7.0f} ms")
    for fault, count in faults.most_common(10):
        print(f"{count} x {fault}")
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--home", default=".zhengmai")
    given = parser.parse_args()
    command = [sys.executable, "-m", "kg", "serve", "--home", given.home, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        base = server.stdout.readline().split()[-1]
        try:
            return asyncio.run(run(base, given.clients, given.seconds))
        finally:
            server.terminate()
            print("server ended with", server.wait(30))


if __name__ == "__main__":
    sys.exit(main())
