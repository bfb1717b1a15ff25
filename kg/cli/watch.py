"""Ask the addresses where documents came from: what changed, what is gone. Nothing is asked unless this command is run."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Data

Documents = Annotated[list[str] | None, typer.Argument(help="Ids of documents. Default: all that have an address", show_default=False)]


def watch(
    documents: Documents = None,
    data: Data = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text or json")] = "text",
) -> None:
    import json

    from kg import paths
    from kg.errors import UnknownFormat
    from kg.watch import report
    from kg.watch.check import Checker
    from kg.watch.held import held_documents
    from kg.watch.visits import Visitor

    if format not in ("text", "json"):
        raise UnknownFormat(format, ["text", "json"])
    held, without = held_documents(paths.writable_data(data), documents or [])
    checks = []
    for checked in Checker(Visitor()).check(held):
        checks.append(checked)
        if format == "text":
            for line in report.lines(checked):
                typer.echo(line)
    if format == "json":
        typer.echo(json.dumps(report.as_json(checks, without), ensure_ascii=False, indent=2))
    typer.echo(report.summary(checks, without), err=format == "json")
    raise typer.Exit(report.exit_code(checks))
