"""What publishing costs beside a bare bulk load of the same quads, how much memory it takes, and what one changed document costs.

    python bench/publish.py [--documents 50,200,1000] [--facts 0.05]

For each number of documents, in processes of their own: a bare bulk load into Oxigraph (read, load, flush), publishing (graph, tables,
words, texts, synced and hashed), and publishing again with one document changed. Prints seconds of wall and CPU, their ratios,
and peak memory. The documents are what the build made of the real data, under other ids.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg import paths
from kg.build.document import BuiltDocument
from kg.build.pipeline import build
from kg.store import integrity

BARE = """
import json, sys, time
from pathlib import Path
from pyoxigraph import RdfFormat, Store
home, store = Path(sys.argv[1]), sys.argv[2]
start = time.perf_counter()
graph = Store(store)
graph.bulk_load(path=str(home / "all.nq"), format=RdfFormat.N_QUADS)
graph.flush()
print(json.dumps({"seconds": time.perf_counter() - start}))
"""
PUBLISH = """
import json, sys, time
from pathlib import Path
from kg import paths
from kg.build.change import Change
from kg.build.publish import publish
from kg.build.shared_data import load_shared_data
from kg.store.versions import current_version
home, id_ = Path(sys.argv[1]), sys.argv[2]
shared, _ = load_shared_data(paths.DATA, paths.ONTOLOGY, paths.DATA.parent)
hashes = {folder.name: max(path.name for path in folder.iterdir()) for folder in (home / "cache").iterdir()}
before = current_version(home)
import pyarrow.parquet, duckdb, pypinyin
pypinyin.lazy_pinyin("人")
start = time.perf_counter()
change = Change.since(home, before, "", hashes)
version = publish(home, {"version": id_, "common": "", "documents": hashes, "originals": {}}, change, shared, [])
print(json.dumps({"seconds": time.perf_counter() - start, "triples": version.manifest["triples"]}))
"""


def copied(source: BuiltDocument, id_: str, hash_: str, home: Path) -> None:
    """The result of a document under another id, as a build keeps it."""
    folder = home / "cache" / id_ / hash_
    folder.mkdir(parents=True)
    own = source.folder.parent.name
    for file in source.folder.iterdir():
        if file.name == integrity.CACHE_RECORDS:
            continue
        (folder / file.name).write_bytes(file.read_bytes().replace(own.encode(), id_.encode()))
    (folder / integrity.CACHE_RECORDS).write_text(json.dumps(integrity.recorded(folder)), encoding="utf-8")


def edited(folder: Path, hash_: str, *, fact: bool) -> None:
    """Another result of a document: one value of the funding rows edited, or every title of a task, so that all tables differ."""
    before, now = folder / "1", folder / hash_
    now.mkdir()
    for file in before.iterdir():
        if file.name == integrity.CACHE_RECORDS:
            continue
        text = file.read_text(encoding="utf-8")
        if fact:
            text = text.replace("funding/1", "funding/901") if file.suffix in (".nq", ".json") and file.name != "source.json" else text
        else:
            text = text.replace(folder.name + "/c", folder.name + "/d").replace("人才", "才人")
        (now / file.name).write_text(text, encoding="utf-8")
    (now / integrity.CACHE_RECORDS).write_text(json.dumps(integrity.recorded(now)), encoding="utf-8")


def measured(program: str, *arguments: str) -> dict[str, float]:
    """What a program prints as JSON, with `cpu` in seconds and `peak` memory in MB of its process."""
    with subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("the benchmark failed")
    found: dict[str, float] = json.loads(told)
    return found | {"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


def measure(sources: list[BuiltDocument], count: int) -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        home = Path(folder)
        for number in range(count):
            source = sources[number % len(sources)]
            copied(source, f"{source.folder.parent.name}-{number:06d}", "1", home)
        with (home / "all.nq").open("wb") as together:
            for file in sorted(home.glob("cache/*/*/*.nq")):
                with file.open("rb") as one_file:
                    shutil.copyfileobj(one_file, together)
        bare = measured(BARE, folder, f"{folder}/bare")
        whole = measured(PUBLISH, folder, "one")
        edited(sorted((home / "cache").iterdir())[count // 2], "2", fact=True)
        fact = measured(PUBLISH, folder, "two")
        edited(sorted((home / "cache").iterdir())[count // 3], "2", fact=False)
        one = measured(PUBLISH, folder, "three")
        print(f"{count} documents, {whole['triples']:,} triples")
        for name, run in {"bare bulk load": bare, "publishing": whole, "one fact edited": fact, "one document replaced": one}.items():
            ratio = run["seconds"] / bare["seconds"], run["cpu"] / bare["cpu"]
            times = f"{run['seconds']:8.2f} s, {ratio[0]:5.2f} x bare; CPU {run['cpu']:8.2f} s, {ratio[1]:5.2f} x bare"
            print(f"  {name:<22}{times}; peak {run['peak']:6.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", default="50,200,1000")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build(paths.DATA, Path(folder))
        sources = [BuiltDocument(next(path.iterdir())) for path in sorted((Path(folder) / "cache").iterdir())]
        for count in map(int, arguments.documents.split(",")):
            measure(sources, count)


if __name__ == "__main__":
    main()
