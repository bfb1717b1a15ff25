"""The mutants that no test detects, held against tests/survivors.yaml, which says of each why it is none that a test could detect.

    python .ci/survivors.py

Reads what `mutmut run` left in `mutants/`. Prints how many were detected, and each survivor that is not explained; then it fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
SURVIVED = 0


def results() -> Iterator[tuple[str, str, int]]:
    """File, name of a mutant, exit code of the tests, of all mutants that were run."""
    for meta in sorted((ROOT / "mutants").rglob("*.meta")):
        file = str(meta.relative_to(ROOT / "mutants")).removesuffix(".meta")
        for name, code in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].items():
            if code is not None:
                yield file, name, code


def changed_lines(name: str) -> str:
    """The lines of a mutant that differ from the code, in one."""
    shown = subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return " ".join(line[1:].strip() for line in shown.splitlines() if re.match(r"\+(?!\+\+)", line))


def main() -> int:
    explained = {(file, line) for entry in yaml.safe_load((ROOT / "tests/survivors.yaml").read_text(encoding="utf-8"))
                 for file, lines in entry["mutants"].items() for line in lines}  # fmt: skip
    run: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    unexplained = []
    for file, name, code in results():
        run[file] += 1
        if code == SURVIVED:
            survived[file] += 1
            line = changed_lines(name)
            if (file, line) not in explained:
                unexplained.append(f"{file}\n    {name}\n    {line}")
    for file in run:
        print(f"{file}\t{run[file] - survived[file]} of {run[file]} detected")
    print(f"all\t{run.total() - survived.total()} of {run.total()} detected ({1 - survived.total() / max(1, run.total()):.1%})")
    print(*unexplained, sep="\n")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
