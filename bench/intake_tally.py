"""What bench/intake.py counts: readings held against texts."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from kg.errors import ZhengmaiError
from kg.intake.pages import ReadText
from kg.intake.read import read_file

ROOT = Path(__file__).parents[1]
Row = dict[str, str]


@dataclass(frozen=True)
class Corpus:
    folder: Path | None
    texts: dict[str, str]
    """Name -> text."""
    sheets: int
    details: bool


@dataclass
class Tally:
    """What the readings of one kind of file came to."""

    files: int = 0
    pages: int = 0
    characters: int = 0
    lost: int = 0
    more: int = 0
    wrong: int = 0
    cpu: float = 0.0
    failed: list[str] = field(default_factory=list)
    slips: Counter[tuple[str, str]] = field(default_factory=Counter)

    def compare(self, text: str, read: str) -> None:
        """Count the edits that make `text` of what was read, white space apart."""
        one, other = ("".join(words.split()) for words in (text, read))
        self.files += 1
        self.characters += len(one)
        for edit in Levenshtein.opcodes(one, other):
            if edit.tag == "equal":
                continue
            before, after = one[edit.src_start : edit.src_end], other[edit.dest_start : edit.dest_end]
            self.slips[before, after] += 1
            self.wrong += max(len(before), len(after))
            self.lost += len(before)
            self.more += len(after)

    def share(self, count: int) -> str:
        return f"{100 * count / max(1, self.characters):.2f} %"


def corpus(folder: Path | None, names: Sequence[str], sheets: int, details: bool) -> Corpus:
    """The source texts of the repository and, from `folder`, every NAME.txt."""
    found = {path.parent.name: path for path in sorted((ROOT / "data" / "documents").glob("*/source.txt"))}
    found |= {path.stem: path for path in sorted(folder.glob("*.txt"))} if folder else {}
    texts = {name: path.read_text(encoding="utf-8-sig") for name, path in found.items() if not names or name in names}
    return Corpus(folder, texts, sheets, details)


@contextmanager
def cpu(tally: Tally) -> Iterator[None]:
    """Adds the CPU time of the processes that were started inside."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    tally.cpu += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def read_and_compare(tally: Tally, path: Path, truth: str, pages: int) -> ReadText | None:
    tally.pages += pages
    with cpu(tally):
        try:
            read = read_file(path)
        except ZhengmaiError as error:
            tally.failed.append(f"{path.name}: {error}")
            tally.compare(truth, "")
            return None
    tally.compare(truth, read.text)
    return read


def report(given: Corpus, name: str, tally: Tally) -> None:
    for failure in tally.failed:
        print(f"{name}: {failure}")
    if given.details:
        print(f"{name}:", ", ".join(f"{one!r}→{other!r} ×{count}" for (one, other), count in tally.slips.most_common(40)), flush=True)
