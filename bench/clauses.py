"""How the reader without an outline reads documents: against their outlines, and the numbered lines that it leaves.

    python bench/clauses.py [FILE ...]

Prints, for each document of `data/`, how many clauses of its outline have the same path, number, heading and beginning; then, for each
text FILE, how many clauses it has by kind, odd numbers, and how many numbered lines are neither a clause nor reported. Seconds are CPU.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path

from kg import paths
from kg.loaders.documents import document_folders, read_document
from kg.text.clauses import ClauseTree
from kg.text.structure import read_structure

_NUMBERED = re.compile(
    r"[\s　#*]*(?:[（(\[〔]?\s*(?:[一二三四五六七八九十百]{1,4}|[\d０-９]{1,3})\s*[）)、.．\]〕]"
    r"|第\s*[一二三四五六七八九十百\d]+\s*[编章节条]|[①-⑳⑴-⒛㈠-㈩])"
)


def against_outline(folder: Path) -> str:
    _, source, _ = read_document(folder, paths.DATA, paths.DATA.parent)
    assert source is not None
    tree, spent = timed(source.text)
    counts: Counter[str] = Counter()
    for path, clause in source.tree.clauses.items():
        found = tree.clauses.get(path)
        counts["path and number"] += found is not None and found.number == clause.number
        counts["heading"] += found is not None and found.heading == clause.heading
        counts["beginning"] += found is not None and found.start == clause.start
        counts["parent"] += found is not None and found.parent == clause.parent
    more = [path for path in tree.clauses if path not in source.tree.clauses]
    figures = ", ".join(f"{name} {count}" for name, count in counts.items())
    return f"{folder.name}: {len(source.tree.clauses)} clauses; same {figures}; more: {' '.join(more) or '-'}; {spent:.2f} s"


def of_file(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    tree, spent = timed(text)
    kinds = Counter(clause.kind for clause in tree.clauses.values())
    return f"{path.name}: {dict(kinds)}; odd {len(tree.odd)}; reported {len(tree.skipped)}; left {left(text, tree)}; {spent:.2f} s"


def left(text: str, tree: ClauseTree) -> int:
    """How many lines begin with a number and are neither the beginning of a clause nor reported."""
    places = {clause.start for clause in tree.clauses.values()} | {line.start for line in tree.skipped}
    numbered = [
        match.span() for match in re.finditer(r"[^\n]+", text) if _NUMBERED.match(match.group()) and "\t" not in match.group().strip()
    ]
    return sum(not any(at in places for at in range(start, end)) for start, end in numbered)


def timed(text: str) -> tuple[ClauseTree, float]:
    began = time.process_time()
    return read_structure(text), time.process_time() - began


if __name__ == "__main__":
    for document in document_folders(paths.DATA):
        print(against_outline(document))
    for name in sys.argv[1:]:
        print(of_file(Path(name)))
