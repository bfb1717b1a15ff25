"""The CPU of a build by document, beside that of an earlier revision: both build their own data, in turns, in one run.

    python bench/build_cpu.py REVISION [--runs 5] [--check] [--times 1]

Prints user and system seconds of whole processes by document and by 1,000 facts, and the ratio of this tree to the revision. `--check`
leaves publishing out (`kg check`); with `--times 4` each document is there four times, so that what a process costs once counts less. The
revision runs with the packages that are installed; nothing of it stays.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kg.model.facts import FACT_KINDS

ROOT = Path(__file__).parent.parent


class Build(NamedTuple):
    seconds: float
    documents: int
    facts: int


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """A work tree of `revision`."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "-C", ROOT, "worktree", "add", "--quiet", "--detach", tree, revision], check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)


def copied(data: Path, into: Path, times: int) -> Path:
    """The data in `into`, with each document `times` times under ids of its own."""
    shutil.copytree(data, into)
    documents = sorted(path.name for path in (data / "documents").iterdir() if path.is_dir())
    named = re.compile("|".join(documents).encode())
    for number in range(2, times + 1):
        for document in documents:
            folder = into / "documents" / f"{document}-{number}"
            shutil.copytree(data / "documents" / document, folder)
            for path in (path for path in folder.iterdir() if path.suffix in (".csv", ".yaml")):
                path.write_bytes(named.sub(rb"\g<0>-%d" % number, path.read_bytes()))
    return into


def build(tree: Path, verb: str, times: int) -> Build:
    """A cold `kg build` or `kg check` of the data of `tree` by its own code."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = os.environ | {"PYTHONPATH": str(tree), "ZHENGMAI_HOME": str(home)}
        command = [sys.executable, "-m", "kg", verb, "--data", str(copied(tree / "data", Path(folder) / "data", times))]
        with subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the build of {tree} failed")
        results = [path for path in home.glob("cache/*/*") if path.is_dir()]
        counts = [json.loads((result / "counts.json").read_text(encoding="utf-8")) for result in results]
        return Build(usage.ru_utime + usage.ru_stime, len(results), sum(count[kind] for count in counts for kind in FACT_KINDS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("revision")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--times", type=int, default=1)
    arguments = parser.parse_args()
    verb = "check" if arguments.check else "build"
    with checked_out(arguments.revision) as before:
        trees = {arguments.revision[:12]: before, "this tree": ROOT}
        builds: dict[str, list[Build]] = {name: [] for name in trees}
        for _ in range(arguments.runs):
            for name, tree in trees.items():
                builds[name].append(build(tree, verb, arguments.times))
    by_document = {}
    for name, runs in builds.items():
        seconds = statistics.median(run.seconds for run in runs)
        by_document[name] = seconds / runs[0].documents
        by_fact = 1000 * seconds / runs[0].facts
        held = f"{runs[0].documents} documents, {runs[0].facts:,} facts"
        print(f"{name:<14} {held}: {by_document[name]:.2f} s a document, {by_fact:.2f} s by 1,000 facts")
    then, now = by_document.values()
    print(f"a document costs {now / then:.2f} times the CPU")


if __name__ == "__main__":
    main()
