"""How long a cold build and an answer take, and how much memory: whole processes, measured by the operating system.

    python bench/build_and_ask.py [--runs 5]

Prints triples, seconds by phase of the build, peak memory, and the process time of `kg ask` beside that of a bare
`python -c "import duckdb"` in the same run, with their ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = """
import json, resource, sys, time
from pathlib import Path
from kg import paths
import kg.build.pipeline, pyshacl, rdflib, pyarrow.parquet  # what a build imports late
start = time.perf_counter()
report = kg.build.pipeline.build(paths.DATA, Path(sys.argv[1]))
total = time.perf_counter() - start
print(json.dumps({
    "total": total, "phases": report.seconds, "manifest": report.version.manifest,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
QUESTIONS = (
    ("tasks",),
    ("funding", "--city", "太原", "--format", "json"),
    ("responsibilities", "--agency", "市人社局", "--role", "lead"),
    ("agency_load", "--city", "石嘴山"),
    ("findings", "--severity", "gap", "--format", "csv"),
)


def process_seconds(command: list[str], home: Path) -> tuple[float, float]:
    """User and system time of one process, and its peak memory in MB."""
    environment = os.environ | {"ZHENGMAI_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        builds = []
        for run in range(runs):
            output = subprocess.run([sys.executable, "-c", BUILD, f"{folder}/{run}"], capture_output=True, text=True, check=True).stdout
            builds.append(json.loads(output))
        manifest = builds[0]["manifest"]
        print(f"{manifest['rows']['documents']} documents, {manifest['triples']} triples, {runs} runs, medians")
        seconds, peak = statistics.median(b["total"] for b in builds), max(b["peak_mb"] for b in builds)
        print(f"cold build  {seconds:.2f} s after imports, peak {peak:.0f} MB")
        for phase in builds[0]["phases"]:
            print(f"  {phase:<24} {statistics.median(b['phases'][phase] for b in builds):.2f} s")
        home = Path(folder) / "0"
        bare = [process_seconds([sys.executable, "-c", "import duckdb"], home)[0] for _ in range(runs)]
        print(f"{'bare import of duckdb':<50} {statistics.median(bare):.3f} s")
        for question in QUESTIONS:
            pairs = []
            for _ in range(runs):
                seconds, peak = process_seconds([sys.executable, "-m", "kg", "ask", *question], home)
                base, _ = process_seconds([sys.executable, "-c", "import duckdb"], home)
                pairs.append((seconds, seconds / base, peak))
            median, ratio = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
            print(f"{'kg ask ' + ' '.join(question):<50} {median:.3f} s  {ratio:.1f} x bare, peak {max(p[2] for p in pairs):.0f} MB")


if __name__ == "__main__":
    main()
