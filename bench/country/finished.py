"""The country as build results, for more documents than a build of all would take time for.

Some documents are built; the others are these under the names of other cities and years: ids, numbers, codes of place and province,
and the city's name are replaced byte for byte. A document is given to cities whose name has as many characters, so all offsets hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

from bench.country.documents import document_id, turn_of, written
from bench.country.folders import write_document
from bench.country.registry import write_registry
from bench.country.words import cities, province
from kg import paths
from kg.build.change import Change
from kg.build.document import BuiltDocument, derive_document, load
from kg.build.publish import publish
from kg.build.shared_data import SharedData, load_shared_data
from kg.intake.divisions import Division
from kg.rdf.namespaces import BASE
from kg.store import integrity
from kg.store.versions import Version, building, current_version

_FEW, _MANY = 2, 12
"""How many documents are built for names of a length that few cities have, and for the length of most."""
_ALSO_SUMS = {"150000", "500000"}
"""Codes of provinces that are sums of money, too; no document of theirs is taken for others."""
_HASH = "1"


def write_finished(folder: Path, count: int, seed: int = 1) -> None:
    """Write the registry into `folder`/data and the results of `count` documents into the cache of `folder`/home."""
    held = cities()[:count]
    write_registry(folder / "data/registry", held)
    shared = _shared(folder)
    built = {length: _built(folder, length, held, shared, seed) for length in {len(city.name) for city in held}}
    for number in range(count):
        city = held[number % len(held)]
        of_length = built[len(city.name)]
        source, like = of_length[number // len(held) % len(of_length)]
        _copy(source, like, city, *turn_of(number), folder / "home")


def publish_finished(folder: Path) -> Version:
    """Publish what was written into `folder`, in `folder`/home."""
    home, shared = folder / "home", _shared(folder)
    hashes = {path.name: _HASH for path in sorted((home / "cache").iterdir())}
    manifest = {"version": f"country-{len(hashes)}", "base": BASE, "common": "", "documents": hashes, "originals": {}}
    with building(home):
        return publish(home, manifest, Change.since(home, current_version(home), "", hashes), shared, [])


def _shared(folder: Path) -> SharedData:
    shared, problems = load_shared_data(folder / "data", paths.ONTOLOGY, folder)
    assert not problems, problems
    return shared


def _built(
    folder: Path, length: int, held: Sequence[Division], shared: SharedData, seed: int
) -> list[tuple[BuiltDocument, Division]]:  # fmt: skip
    """Documents of cities with names of this length, each with its city."""
    named = [city for city in held if len(city.name) == length]
    like = next((city for city in named if province(city).code not in _ALSO_SUMS), named[0])
    found = []
    for turn in range(1, (_MANY if 3 * len(named) > len(held) else _FEW) + 1):
        made = written(like, 2015 + turn % 10, 9000 + turn, Random(f"{seed}/{length}/{turn}"))
        write_document(folder / "data/built", made)
        loaded, problems = load(folder / "data/built" / made.id, folder / "data", shared, folder)
        assert loaded, problems
        result, faults = derive_document(*loaded, shared, folder / "data/results" / made.id / _HASH)
        assert result, faults
        found.append((result, like))
    return found


def _copy(source: BuiltDocument, like: Division, city: Division, year: int, turn: int, home: Path) -> None:
    id_ = document_id(city, year, turn)
    into = home / "cache" / id_ / _HASH
    into.mkdir(parents=True)
    own = source.folder.parent.name
    number = f"{own.rpartition('-')[2]}号"
    replaced = {
        own: id_,
        f"第{number}": f"第{turn:04}号",
        f"〕{number}": f"〕{turn:04}号",
        like.code: city.code,
        province(like).code: province(city).code,
        like.name: city.name,
    }
    by_bytes = {one.encode(): other.encode() for one, other in replaced.items()}
    pattern = re.compile(b"|".join(map(re.escape, by_bytes)))
    records: integrity.Records = {}
    for file in sorted(source.folder.iterdir()):
        if file.name == integrity.CACHE_RECORDS:
            continue
        copied = into / file.name
        copied.write_bytes(pattern.sub(lambda match: by_bytes[match[0]], file.read_bytes()))
        state = copied.stat()
        records[file.name] = integrity.FileRecord(state.st_size, state.st_mtime_ns // 1000, integrity.hash_of(copied))
    (into / integrity.CACHE_RECORDS).write_text(json.dumps(records), encoding="utf-8")
