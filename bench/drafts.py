"""How right and how whole drafts are: on the curated documents, each as if it were not held, and on a folder of readings.

    make evaluate [CORPUS=DIR]
    python -m bench.drafts [DIR] [--only funding …] [--documents ID …] [--details] [--write]

A curated document is drafted with neither its own rows nor the entries of the registry that it alone refers to (bench/left_out.py), and
with statistics of the other documents. A draft is right where a curated row states the same and their words overlap
(bench/draft_matching.py), each used once. DIR holds readings of other documents: NAME.txt or NAME.html with NAME.gold.json
(bench/draft_readings.py). Cases of reviews (rejected, edited and missed facts) are held against what the rules draft today
(bench/draft_cases.py). --write keeps the confidence in drafts, as it was measured, in
kg/extraction/confidence/measured.json, and the tables in docs/drafts.md; it needs all documents.
"""

from __future__ import annotations

import argparse
import resource
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bench.draft_cases import by_origin as by_review
from bench.draft_matching import JUDGED_BY, TABLES, Item, items_of, match
from bench.draft_readings import readings
from bench.judged import judged, verdict
from bench.left_out import Curated
from kg import paths
from kg.build.shared_data import SharedData
from kg.extraction.confidence import Confidence, Judged, fingerprint_of, learn
from kg.extraction.confidence.committed import write as write_confidence
from kg.extraction.draft import DraftedDocument, draft
from kg.extraction.opening import open_file
from kg.intake.understanding import understand

PAGE = Path(__file__).parents[1] / "docs" / "drafts.md"
_BEGIN, _END = "<!-- measured -->", "<!-- /measured -->"
Origin = tuple[str, str]
"""A kind of fact and the rule that drafts it."""


@dataclass
class Tally:
    """Counts by table and document, and by origin."""

    tables: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    origins: dict[Origin, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    refused: Counter[Origin] = field(default_factory=Counter)
    judged: list[list[Judged]] = field(default_factory=list)
    """The drafts of each curated document."""


def evaluate(curated: Curated, documents: Iterable[str], tables: Sequence[str], details: bool) -> Tally:
    """Draft each document as if it were not held, and hold the drafts against its rows."""
    tally = Tally()
    for document in documents:
        drafted = _timed(document, lambda document=document: draft(curated.without(document)))
        facts = curated.records[document].facts
        tally.judged.append(judged(drafted.drafts, verdict(drafted.drafts, facts)[0]))
        _count(tally, document, {table: items_of(facts, TABLES[table].kind) for table in tables}, drafted, details)
    return tally


def evaluate_readings(folder: Path, shared: SharedData, tables: Sequence[str], details: bool) -> Tally:
    """Draft each file of a folder that has a reading, and hold the drafts against it."""
    tally = Tally()
    for reading in readings(folder):
        drafted = _timed(reading.name, lambda reading=reading: draft(open_file(understand(reading.path), "reading-1", shared)))
        text = drafted.source.parsed.normalised
        found = {table: items for table in tables if (items := reading.items(table, text)) is not None}
        _count(tally, reading.name, found, drafted, details)
    return tally


def _timed(name: str, work: Callable[[], DraftedDocument]) -> DraftedDocument:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    drafted = work()
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    print(f"{name}: {len(drafted.drafts)} drafts, {len(drafted.refused)} refused, {seconds:.1f} CPU s", flush=True)
    return drafted


def _count(tally: Tally, document: str, stated: Mapping[str, Sequence[Item]], drafted: DraftedDocument, details: bool) -> None:
    for refusal in drafted.refused:
        tally.refused[refusal.proposal.kind, refusal.proposal.origin] += 1
    for table, items in stated.items():
        kind = TABLES[table].kind
        outcome = match(items, [one for one in drafted.drafts if one.kind == kind], TABLES[table])
        counts = tally.tables[table, document]
        counts.update(met=len(outcome.met), missed=len(outcome.missed), extra=len(outcome.extra))
        if JUDGED_BY.get(kind, kind) == table:
            for _, right in outcome.met:
                tally.origins[kind, right.origin].update(drafts=1, right=1)
            for wrong in outcome.extra:
                tally.origins[kind, wrong.origin].update(drafts=1)
        if details:
            for item in outcome.missed:
                print(f"{table} missed {document} {item.name}: {_values(item.record)}")
            for extra in outcome.extra:
                print(f"{table} extra {document} {extra.origin} {extra.clause}: {_values(extra.fact.record)}")


def _values(record: Any) -> dict[str, str]:
    values = record.model_dump() if isinstance(record, BaseModel) else vars(record)
    return {name: str(value) for name, value in values.items() if value not in (None, [], "") and name not in ("id", "clause", "note")}


def report(tally: Tally) -> None:
    """Prints tables in Markdown: by table and document, by origin the worst first."""
    print("\n" + "\n".join(by_table(tally)) + "\n\n" + "\n".join(by_origin(tally)))


def by_table(tally: Tally) -> list[str]:
    """Precision, recall and F1 of each table, and F1 by document."""
    names = list(dict.fromkeys(table for table, _ in tally.tables))
    documents = list(dict.fromkeys(document for _, document in tally.tables))
    lines = [f"| table | precision | recall | F1 | rows | drafts | {' | '.join(documents)} |", "|" + " --- |" * (6 + len(documents))]
    for table in names:
        every = sum((tally.tables[table, document] for document in documents), Counter())
        each = " | ".join(f"{scores(tally.tables[table, document])[2]:.2f}" for document in documents)
        totals = " | ".join(f"{score:.3f}" for score in scores(every))
        lines.append(f"| {table} | {totals} | {every['met'] + every['missed']} | {every['met'] + every['extra']} | {each} |")
    return lines


def by_origin(tally: Tally) -> list[str]:
    """Each rule, those with most wrong drafts first: that is where to mend next."""
    lines = ["| origin | drafts | right | precision | refused |", "| --- | --- | --- | --- | --- |"]
    for (kind, origin), counts in sorted(tally.origins.items(), key=lambda item: item[1]["right"] - item[1]["drafts"]):
        precision = counts["right"] / counts["drafts"]
        lines.append(f"| {kind}: {origin} | {counts['drafts']} | {counts['right']} | {precision:.2f} | {tally.refused[kind, origin]} |")
    return lines


def scores(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of what was met, missed and drafted too much."""
    met, missed, extra = counts["met"], counts["missed"], counts["extra"]
    precision = met / (met + extra) if met + extra else 0.0
    recall = met / (met + missed) if met + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if met else 0.0


def by_band(confidence: Confidence) -> list[str]:
    """The confidences of each rule that has many drafts, and of each kind, the highest first, and on how many each was measured."""
    lines = ["| drafts of | confidence: measured on |", "| --- | --- |"]
    for group, bands in confidence.bands.items():
        told = "; ".join(f"{band.precision:.3f}: {band.drafts}" for band in reversed(bands))
        lines.append(f"| {group} | {told} |")
    return lines


def write(tally: Tally, confidence: Confidence) -> None:
    """Keep the measured confidence in drafts, and the tables in docs/drafts.md."""
    write_confidence(confidence)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    tables = "\n".join([*by_table(tally), "", *by_band(confidence), "", *by_origin(tally)])
    PAGE.write_text(f"{before}{_BEGIN}\n{tables}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path)
    arguments.add_argument("--only", nargs="*", choices=TABLES, default=list(TABLES))
    arguments.add_argument("--documents", nargs="*", help="ids of curated documents; all without it")
    arguments.add_argument("--details", action="store_true", help="print what was missed and what is extra")
    arguments.add_argument("--write", action="store_true", help="keep the measured confidence in drafts")
    given = arguments.parse_args()
    curated = Curated.of(paths.DATA)
    tally = evaluate(curated, given.documents or curated.records, given.only, given.details)
    report(tally)
    print("\n" + "\n".join(by_review(curated.data, curated.shared)))
    if given.write:
        write(tally, learn(tally.judged, fingerprint_of(curated.data)))
    if given.corpus:
        print(f"\nReadings of {given.corpus}")
        report(evaluate_readings(given.corpus, curated.shared, given.only, given.details))


if __name__ == "__main__":
    main()
