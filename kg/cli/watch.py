"""Ask the addresses where documents came from: what changed, what is gone. Nothing is asked unless this command is run."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Data

Documents = Annotated[list[str] | None, typer.Argument(help="Ids of documents. Default: all that have an address", show_default=False)]


def watch(
    documents: Documents = None,
    data: Data = None,
    take: Annotated[bool, typer.Option("--take", help="Make a new version of each document whose text changed")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text or json")] = "text",
) -> None:
    import json

    from kg import paths
    from kg.errors import UnknownFormat, ZhengmaiError
    from kg.watch import report
    from kg.watch.check import Checker
    from kg.watch.held import held_documents
    from kg.watch.take import Taken, take_version
    from kg.watch.visits import Visitor

    if format not in ("text", "json"):
        raise UnknownFormat(format, ["text", "json"])
    folder = paths.writable_data(data)
    held, without = held_documents(folder, documents or [])
    checks = []
    taken: dict[str, Taken | ZhengmaiError] = {}
    for checked in Checker(Visitor()).check(held):
        checks.append(checked)
        told = [*report.lines(checked)]
        if take and checked.fetched:
            try:
                version = taken[checked.document.id] = take_version(checked, folder)
                told += report.taken_lines(version)
            except ZhengmaiError as error:
                taken[checked.document.id] = error
                told.append(report.not_taken_line(error))
        if format == "text":
            typer.echo("\n".join(told))
    if format == "json":
        typer.echo(json.dumps(report.as_json(checks, taken, without), ensure_ascii=False, indent=2))
    typer.echo(report.summary(checks, without), err=format == "json")
    raise typer.Exit(report.exit_code(checks))
