"""For curators: clauses of a document, ids for new rows, what may have been overlooked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Data
from kg.i18n import text

app = typer.Typer(help=__doc__, no_args_is_help=True, rich_markup_mode=None)
Document = Annotated[str, typer.Argument(help="The document's id, the name of its folder")]


@app.command()
def ids(data: Data = None) -> None:
    """Give new rows their ids, and bring the lists of given ids up to date. An id is never given twice."""
    from kg import paths
    from kg.curation.ids import give_ids

    given = give_ids(paths.writable_data(data), tell=typer.echo)
    for file, count in given.items():
        typer.echo(text("cli.ids_given_in", file=file, count=count))
    typer.echo(text("cli.ids_given", count=sum(given.values())))


@app.command()
def gaps(document: Document, data: Data = None) -> None:
    """List figures, 《》, “” and words such as 牵头, 给予, 出台 that no fact quotes, and clauses neither read nor holding a fact."""
    from kg import paths
    from kg.curation.gaps import find_gaps

    found = find_gaps(data or paths.DATA, document)
    for gap in found:
        typer.echo(f"{gap.clause}\t{gap.what}\t{gap.words}")
    typer.echo(text("cli.places_to_look_at", count=len(found)), err=True)


@app.command()
def doubts(document: Document, data: Data = None) -> None:
    """List places to hold against the original: clause, page, kind, offset in source.txt, 【the words】 in theirs, the other reading.

    A misread one becomes a row of corrections.csv. Those that have one are marked =.
    """
    from kg import paths
    from kg.curation.doubts import list_doubts

    found = list_doubts(data or paths.DATA, document)
    for place in found:
        mark = "=" if place.corrected else "?"
        typer.echo(f"{mark}\t{place.clause}\t{place.page or '-'}\t{place.kind}\t{place.start}\t{place.words}\t{place.found}")
    typer.echo(text("cli.doubts", count=len(found), corrected=sum(place.corrected for place in found)), err=True)


@app.command()
def clauses(document: Document, data: Data = None) -> None:
    """List the clauses of a document, and the numbered lines that are no heading, with the reason."""
    from kg import paths
    from kg.curation.clauses import list_clauses

    for line in list_clauses(data or paths.DATA, document):
        typer.echo(line)


@app.command()
def new(
    document: Document,
    source: Annotated[Path, typer.Argument(help="The official text, UTF-8")],
    place: Annotated[str, typer.Option(help="GB/T 2260 code of the place")],
    outline: Annotated[str, typer.Option(help="Name of an outline that describes its numbering")] = "auto",
    data: Data = None,
) -> None:
    """Make the folder of a new document: its text, its head to fill in, an empty file for each kind of fact."""
    from kg import paths
    from kg.curation.new import make_document

    made = make_document(paths.writable_data(data), document, source, place, outline)
    typer.echo(text("cli.document_made", folder=made))
