"""Run a SPARQL query from a file, or from standard input with -. The project's prefixes are known."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress, Out


def sparql(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input")],
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="table, csv, json, xlsx; ttl, nt, jsonld for triples", show_default=False)
    ] = None,
    out: Out = None,
    home: HomeOrAddress = None,
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not look at Ctrl-C before a query ends
    import kg
    from kg.errors import reading
    from kg.export.sparql_results import write_result

    with reading(file):
        query = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    write_result(kg.open(home).sparql(query), format, out)
