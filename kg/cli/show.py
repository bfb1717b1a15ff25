"""All about one thing, evidence included: an id, a name, an alias, the number of a document."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress


def show(
    thing: Annotated[str, typer.Argument(help="An id, a name or an alias: 晋阳工匠, 市人社局, taiyuan-2018-2/a19/funding/1")],
    format: Annotated[str, typer.Option("--format", "-f", help="text or json")] = "text",
    home: HomeOrAddress = None,
) -> None:
    import kg
    from kg.cli.reports import told_of
    from kg.errors import UnknownFormat
    from kg.export.entities import entities_json, entity_text

    if format not in ("text", "json"):
        raise UnknownFormat(format, ("text", "json"))
    things = kg.open(home).show(thing)
    typer.echo(entities_json(things) if format == "json" else "\n\n".join(map(entity_text, things)))
    for words in told_of([thing.named.id for thing in things], home):
        typer.echo(words, err=True)
