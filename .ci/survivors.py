"""The mutants that no test detects, held against tests/survivors.yaml, which says of each why it is none that a test could detect.

    python .ci/survivors.py

Reads what `mutmut run` left in `mutants/`. Prints how many were detected, how many have no result, and each survivor that is not
explained. Fails where there is one, and where a mutant has no result.
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
from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[1]
DETECTED = {"killed", "timeout", "segfault", "caught by type check"}
SURVIVED = {"survived", "no tests"}


def results() -> Iterator[tuple[str, str, str]]:
    """File, name and status of each mutant."""
    for meta in sorted((ROOT / "mutants").rglob("*.meta")):
        file = str(meta.relative_to(ROOT / "mutants")).removesuffix(".meta")
        for name, code in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].items():
            yield file, name, status_by_exit_code[code]


def changed_lines(name: str) -> str:
    """The lines of a mutant that differ from the code, in one."""
    shown = subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return " ".join(line[1:].strip() for line in shown.splitlines() if re.match(r"\+(?!\+\+)", line))


def explained() -> set[tuple[str, str]]:
    """File and changed lines of the mutants that tests/survivors.yaml explains."""
    entries = yaml.safe_load((ROOT / "tests/survivors.yaml").read_text(encoding="utf-8"))
    return {(file, line) for entry in entries for file, lines in entry["mutants"].items() for line in lines}


def main() -> int:
    known = explained()
    made, detected, survived = Counter[str](), Counter[str](), Counter[str]()
    unexplained = []
    for file, name, status in results():
        made[file] += 1
        detected[file] += status in DETECTED
        if status in SURVIVED:
            survived[file] += 1
            if (file, line := changed_lines(name)) not in known:
                unexplained.append(f"{file}\n    {name}\n    {line}")
    for file in made:
        print(file, _counts(made[file], detected[file], survived[file]), sep="\t")
    print("all", _counts(made.total(), detected.total(), survived.total()), sep="\t")
    for mutant in unexplained:
        print(mutant)
    return 0 if made and made == detected + survived and not unexplained else 1


def _counts(made: int, detected: int, survived: int) -> str:
    return f"{detected} of {made} detected, {survived} survived, {made - detected - survived} without a result"


if __name__ == "__main__":
    sys.exit(main())
