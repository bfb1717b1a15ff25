"""What git remembers of ids: those of rows that were taken out, and those that other branches gave."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kg.loaders.ids import FactId
from kg.model.facts import FACT_KINDS

_LOG = ("log", "--all", "--reflog", "--format=", "-c", "-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--text")
_CLAUSE_KIND_NUMBER = re.compile(r'[+-]+\ufeff?"?(?P<clause>[a-z][a-z0-9-]*)"?,"?(?P<kind>[a-z_]+)"?,"?(?P<number>[1-9][0-9]{0,4})"?\s*')


def ids_in_history(folder: Path) -> set[FactId] | None:
    """Ids that any commit of the repository around `folder` gave there. None where git does not run or knows no repository."""
    command = ["git", "-C", str(folder), *_LOG, "--", "."]
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}  # a hook sets them
    try:
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    except OSError:
        return None
    with run as process:
        assert process.stdout
        ids = ids_in_diff(folder.name, (line.decode("utf-8", "replace") for line in process.stdout))
    return ids if process.returncode == 0 else None


def ids_in_diff(document: str, lines: Iterable[str]) -> set[FactId]:
    """Ids of `document` at the begin of changed lines: of rows, of `ids.csv`, and up to each number of an older `ids.csv`."""
    row = re.compile(rf'[+-]+\ufeff?"?(?P<id>{re.escape(document)}/[^",;\s]+)')
    ids = set()
    for line in lines:
        if (match := row.match(line)) and (id_ := FactId.parse(match["id"])):
            ids.add(id_)
        elif (match := _CLAUSE_KIND_NUMBER.fullmatch(line)) and match["kind"] in FACT_KINDS:
            ids |= {FactId(document, match["clause"], match["kind"], n) for n in range(1, int(match["number"]) + 1)}
    return ids
