"""How much of a file is read wrong or lost, what is flagged, what is understood, and what reading costs.

    make evaluate-intake [CORPUS=DIR] [ONLY="forms scans"]
    python -m bench.intake [DIR] [--only forms scans lines pages headings numbered] [--sheets 2] [--documents NAME ...]

Texts are those of data/documents and every DIR/NAME.txt. They are written as files of each format by bench/file_forms.py, pages as scans by
bench/rendering.py, and read by `kg.intake.read.read_file`. Characters wrong or lost: the edit distance (Levenshtein) between text and
reading, both without white space, for the characters of the text. DIR/NAME.html are saved pages held against NAME.txt, DIR/NAME.gold.json
has the headings (`headings`: number, words, parent), DIR/more/*.html are pages whose numbered lines must be clauses or reported.
Scans are sampled: --sheets pages of each text, the first among them. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.intake_files import forms, lines, scans
from bench.intake_structure import headings, numbered, pages
from bench.intake_tally import Corpus, Row, corpus

SECTIONS: dict[str, Callable[[Corpus, Path], list[Row]]] = {
    "forms": forms,
    "pages": pages,
    "headings": headings,
    "numbered": numbered,
    "lines": lines,
    "scans": scans,
}
"""The cheapest first: the peak memory of a section is that of the sections up to it."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path)
    arguments.add_argument("--only", nargs="*", choices=SECTIONS, default=list(SECTIONS))
    arguments.add_argument("--sheets", type=int, default=2, help="pages of each text that are scanned")
    arguments.add_argument("--documents", nargs="*", default=[], help="names of texts; all without it")
    arguments.add_argument("--details", action="store_true", help="print what was read wrong")
    given = arguments.parse_args()
    texts = corpus(given.corpus, given.documents, given.sheets, given.details)
    for name, section in SECTIONS.items():
        if name not in (given.only or SECTIONS):
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows = section(texts, Path(folder))
        if rows:
            print_table(rows)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"\n{name}: peak memory of a reading process so far {peak:.0f} MB\n", flush=True)


def print_table(rows: list[Row]) -> None:
    names = list(rows[0])
    print("|", " | ".join(names), "|")
    print("|", " | ".join("---" for _ in names), "|")
    for row in rows:
        print("|", " | ".join(row[name] for name in names), "|")


if __name__ == "__main__":
    main()
