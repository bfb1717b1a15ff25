"""Find words in the texts, whatever white space the scan put in. Several words: clauses that hold them all."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress, Out


def search(
    words: Annotated[list[str], typer.Argument(help="Words, numbers, names")],
    city: Annotated[str | None, typer.Option(help="Only documents of this place", show_default=False)] = None,
    document: Annotated[str | None, typer.Option(help="Only this document", show_default=False)] = None,
    limit: Annotated[int, typer.Option(help="How many places at most", min=1)] = 50,
    format: Annotated[str, typer.Option("--format", "-f", help="table, csv, json or xlsx")] = "table",
    out: Out = None,
    home: HomeOrAddress = None,
) -> None:
    import kg
    from kg.export.answers import write_answer
    from kg.export.entities import hits_answer

    write_answer(hits_answer(kg.open(home).search(" ".join(words), city=city, document=document, limit=limit)), format, out)
