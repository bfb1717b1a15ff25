"""The synthetic corpus with names and words that try to be markup, for a graph built from them as any other is."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.datasets import CORPUS

IMAGE = "<img src=x onerror=alert(1)>"
LINK = "[x](javascript:alert(1))"
CITY = "910100"
DOCUMENT = "yunze-2021-5"
AGENCY = "910100-human-resources"
PROGRAM = "yunque"
SPOILED = ("云雀计划", "人才公寓管理办法", "领军人才", "安家补贴")
"""Words of the text that get markup behind them, wherever they stand: in titles, quotes, names, recipients and purposes."""


def hostile_data(folder: Path) -> Path:
    """A copy of the corpus with one document.

    Markup stands in its title, in some of its words and at its end, so in quotes and titles too; and in the names of the city and of all agencies,
    programmes, categories and indicators, whose old names are aliases; in the name of its original, in doubts and in a correction.
    """
    data = folder / "data"
    shutil.copytree(CORPUS, data)
    for document in (data / "documents").iterdir():
        if document.name != DOCUMENT:
            shutil.rmtree(document)
    document = data / "documents" / DOCUMENT
    for path in [document / "source.txt", *document.glob("*.csv"), *(data / "registry" / "programs").glob("*.csv")]:
        text = path.read_bytes().decode()
        for words in SPOILED:
            text = text.replace(words, f"{words}{IMAGE}{LINK}")
        path.write_bytes(text.encode())
    source = document / "source.txt"
    source.write_bytes(source.read_bytes() + f"{IMAGE}{LINK}</script>\n".encode())
    text = source.read_text("utf-8")
    _change(document / "corrections.csv", lambda row: {"start": str(text.index("市往建局") + 1), "reason": f"{IMAGE}{LINK}", "by": IMAGE})
    _change(document / "doubts.csv", lambda _: {"found": f"{IMAGE}{LINK}"})
    for path in [*(data / "registry").glob("*/*.csv"), data / "registry" / "indicators.csv"]:
        if path.parent.name != "documents":
            _change(path, _renamed)
    _change(data / "registry" / "places.csv", lambda row: {"name": f"{row['name']}{IMAGE}"} if row["code"] == CITY else {})
    head = document / "document.yaml"
    lines = head.read_text(encoding="utf-8").splitlines()
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    changed = {"title": f"{IMAGE}{LINK}", "status_basis": IMAGE, "sha256": digest, "  name": f"{IMAGE}{LINK}.pdf"}
    head.write_text("\n".join(_line(line, changed) for line in lines) + "\n", encoding="utf-8")
    return data


def _renamed(row: dict[str, str]) -> dict[str, str]:
    """Another name, unlike that of any other row; the old one is an alias."""
    aliases = [row["name"], *filter(None, row.get("aliases", "").split("|"))]
    return {"name": f"{row['name']}{IMAGE}{LINK}", "aliases": "|".join(dict.fromkeys(aliases))}


def _change(path: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        rows = [row | change(row) for row in reader]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _line(line: str, changed: dict[str, str]) -> str:
    name = line.partition(":")[0]
    return f'{name}: "{changed[name]}"' if name in changed else line
