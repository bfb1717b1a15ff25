"""Saved pages and their clauses, measured by bench/intake.py: each function gives the rows of one table."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.intake_tally import Corpus, Row, Tally, read_and_compare, report
from kg.errors import ZhengmaiError
from kg.intake.understanding import as_json, understand

_SIGN = re.compile(
    r"^\s*(第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])"
)


def pages(given: Corpus, folder: Path) -> list[Row]:
    """Saved pages against the text of the document."""
    rows = []
    for path in sorted(given.folder.glob("*.html")) if given.folder else ():
        text = path.with_suffix(".txt")
        if not text.exists():
            continue
        tally = Tally()
        read_and_compare(tally, path, text.read_text(encoding="utf-8-sig"), 1)
        report(given, path.name, tally)
        rows.append(
            {
                "page": path.stem,
                "kept": tally.share(tally.characters - tally.lost),
                "more": tally.share(tally.more),
                "CPU s": f"{tally.cpu:.2f}",
            }
        )
    return rows


def headings(given: Corpus, folder: Path) -> list[Row]:
    """Headings in order with their numbers, and with the right parent, in the text and in the saved page."""
    rows = []
    for ending in ("txt", "html"):
        met = parents = hard = 0
        for path in sorted(given.folder.glob("*.gold.json")) if given.folder else ():
            source = path.with_name(f"{path.name.removesuffix('.gold.json')}.{ending}")
            gold = json.loads(path.read_text(encoding="utf-8")).get("headings")
            if not gold or not source.exists():
                continue
            counted = _headings(gold, as_json(understand(source)))
            met, parents, hard = met + counted[0], parents + counted[1], hard + counted[2]
        if hard:
            row = {
                "of": ending,
                "headings": str(hard),
                "in order, with number": f"{met / hard:.3f}",
                "with the right parent": f"{parents / hard:.3f}",
            }
            rows.append(row)
    return rows


_FOLD = str.maketrans('(),:;"”—–－~～[]［］％．', "（），：；““-----〔〕〔〕%.") | {0xFF10 + n: str(n) for n in range(10)}


def _folded(words: Any) -> str:
    return re.sub(r"\s+", "", str(words or "")).translate(_FOLD)


def _headings(gold: list[dict[str, Any]], read: dict[str, Any]) -> tuple[int, int, int]:
    """Headings met in order, those of them under the right one, and how many are asked. `soft` headings may be decided either way."""
    clauses: list[dict[str, Any]] = read["clauses"]
    bare = lambda words: re.sub(r"[.、，：（）#*]", "", _folded(words))  # noqa: E731
    at = met = parents = 0
    found: dict[int, dict[str, Any]] = {}
    for index, heading in enumerate(gold):
        hit = next(
            (
                n
                for n in range(at, len(clauses))
                if bare(clauses[n]["number"]) == bare(heading["number"]) and _begins(clauses[n], heading, read)
            ),
            None,
        )
        if hit is None:
            continue
        at, found[index] = hit + 1, clauses[hit]
        above = next((clause for clause in clauses if clause["path"] == clauses[hit]["parent"]), None)
        wanted = heading["parent"]
        right = not (above and above["number"]) if wanted is None else wanted in found and above is found[wanted]
        if not heading.get("soft"):
            met, parents = met + 1, parents + right
    return met, parents, sum(not heading.get("soft") for heading in gold)


def _begins(clause: dict[str, Any], heading: dict[str, Any], read: dict[str, Any]) -> bool:
    words = _folded(clause["heading"]) + _folded(read["text"][clause["start"] :][:80])
    return _folded(heading["words"])[:6] in words


def numbered(given: Corpus, folder: Path) -> list[Row]:
    """Every line of DIR/more/*.html that begins with a number is a clause, or told as none."""
    counted, failed = Counter[str](), 0
    began = time.perf_counter()
    for path in _more(given):
        try:
            read = as_json(understand(path))
        except ZhengmaiError as error:
            failed += 1
            print(f"{path.name}: {error}")
            continue
        starts = [clause["start"] for clause in read["clauses"]]
        told = [(doubt["start"], doubt["end"]) for doubt in read["doubts"] if doubt["kind"] == "not_a_clause"]
        for line in re.finditer(r"[^\n]+", read["text"]):
            if not _SIGN.match(line.group()):
                continue
            kind = (
                "a clause"
                if _within(starts, line)
                else "told"
                if any(a < line.end() and line.start() < max(b, a + 1) for a, b in told)
                else "lost"
            )
            counted[kind] += 1
            if kind == "lost" and given.details:
                print(f"{path.name}: {line.group()[:60]}")
    if not counted:
        return []
    seconds = time.perf_counter() - began
    return [
        {
            "numbered lines": str(counted.total()),
            **{kind: str(counted[kind]) for kind in ("a clause", "told", "lost")},
            "files refused": str(failed),
            "s": f"{seconds:.0f}",
        }
    ]


def _more(given: Corpus) -> Iterable[Path]:
    return sorted((given.folder / "more").glob("*.html")) if given.folder else ()


def _within(starts: list[int], line: re.Match[str]) -> bool:
    return any(line.start() <= start < line.end() for start in starts)
