"""How many of the written forms of tests/text/figure_forms.csv each reader of figures gets right.

    python bench/figure_readers.py

A form is right where the values are exactly those of the table, in the base unit: yuan, fractions, people. Units and bounds are not
asked, because only the reader of kg.text gives them. cn2an and jionlp are measured where they are installed; neither is a dependency.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from kg.text.figures import figures

Values = frozenset[Decimal]
FORMS = Path(__file__).parents[1] / "tests" / "text" / "figure_forms.csv"
_EXPECTED = re.compile(r"(?P<kind>\w+) (?:[<>]=|~)?(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?")


def expected(cell: str) -> tuple[str, Values]:
    """The kind of the first figure of a cell of the table, and all its values."""
    found = [match for part in cell.split(" | ") if (match := _EXPECTED.match(part))]
    values = {Decimal(text) for match in found for text in match.group("low", "high") if text}
    return (found[0]["kind"] if found else "none"), frozenset(value.normalize() for value in values)


def ours(words: str) -> Values:
    return frozenset(value.normalize() for figure in figures(words) for value in figure.values)


def cn2an(words: str) -> Values:
    with contextlib.suppress(Exception), warnings.catch_warnings(action="ignore"):
        words = str(import_module("cn2an").transform(words, "cn2an"))
    factor = {"万": 10**4, "亿": 10**8}
    return frozenset(
        (Decimal(number) * factor.get(scale, 1) / (100 if percent else 1)).normalize()
        for number, percent, scale in re.findall(r"(\d+(?:\.\d+)?)(%?)([万亿]?)", words)
    )


def jionlp(words: str) -> Values:
    module = import_module("jionlp")
    found: set[Decimal] = set()
    for part in module.ner.extract_money(words, with_parsing=True):
        numbers = part["detail"]["num"]
        for number in [numbers] if isinstance(numbers, str) else numbers:
            with contextlib.suppress(InvalidOperation):
                found.add(Decimal(number).normalize())
    return frozenset(found)


def main() -> None:
    readers: dict[str, Callable[[str], Values]] = {"kg.text.figures": ours}
    with contextlib.redirect_stdout(io.StringIO()):
        readers |= {reader.__name__: reader for reader in (cn2an, jionlp) if find_spec(reader.__name__)}
    with FORMS.open(encoding="utf-8", newline="") as file:
        forms = [(row["words"], *expected(row["figures"])) for row in csv.DictReader(file)]
    asked = Counter(kind for _, kind, _ in forms)
    print("kind", "forms", *readers, sep="\t")
    right: dict[str, Counter[str]] = {name: Counter() for name in readers}
    for words, kind, values in forms:
        for name, reader in readers.items():
            with contextlib.redirect_stdout(io.StringIO()):
                right[name][kind] += reader(words) == values
    for kind, count in asked.most_common():
        print(kind, count, *(right[name][kind] for name in readers), sep="\t")
    print("all", len(forms), *(f"{right[name].total()} ({right[name].total() / len(forms):.0%})" for name in readers), sep="\t")


if __name__ == "__main__":
    main()
