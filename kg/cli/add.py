"""Add files as documents: read them, show what is understood, ask, and make their folders. A folder stands for the files in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kg.cli.options import Data

if TYPE_CHECKING:
    from kg.intake.add import Intake


class _Given(NamedTuple):
    """What somebody says of a file."""

    place: str | None
    id: str | None
    address: str | None
    whole: bool


def add(
    files: Annotated[list[Path], typer.Argument(help="Saved pages, Word files, PDFs, scans, OFDs, texts, or folders of them")],
    place: Annotated[str | None, typer.Option(help="Name or GB/T 2260 code of the place, where the text does not tell it")] = None,
    id: Annotated[str | None, typer.Option("--id", help="The document's id, as taiyuan-2018-2. Default: place, year, number")] = None,
    address: Annotated[str | None, typer.Option(help="Where on the web it came from")] = None,
    whole: Annotated[bool, typer.Option("--whole", help="A text that looks like several documents is one")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking")] = False,
    data: Data = None,
) -> None:
    import sys

    from kg import paths
    from kg.errors import InvalidArgument
    from kg.i18n import message
    from kg.intake.add import Intake
    from kg.intake.batch import files_in

    found = files_in(files)
    several = len(found) != 1 or files[0].is_dir()
    if several and (id or address):
        raise InvalidArgument(message("adding.one_file"))
    if not yes and not sys.stdin.isatty():
        raise InvalidArgument(message("adding.needs_yes"))
    intake = Intake.into(paths.writable_data(data))
    if several:
        _add_all(intake, found, place, whole, yes)
    else:
        _add_one(intake, found[0], _Given(place, id, address, whole), yes)


def _add_one(intake: Intake, file: Path, given: _Given, yes: bool) -> None:
    from kg.i18n import text
    from kg.intake.report import clause_lines, doubt_lines, head_lines
    from kg.intake.understanding import understand

    understood = understand(file)
    for lines in (head_lines(understood), clause_lines(understood), doubt_lines(understood)):
        for line in lines:
            typer.echo(line)
    addition = intake.plan(understood, *given)
    if not yes and not typer.confirm(text("adding.ask", document=addition.document), default=True):
        typer.echo(text("adding.not_added"))
        raise typer.Exit(1)
    folder = intake.add(addition)
    typer.echo(text("adding.added", document=addition.document, folder=folder))


def _add_all(intake: Intake, files: list[Path], place: str | None, whole: bool, yes: bool) -> None:
    from kg.cli.progress import progress
    from kg.i18n import text
    from kg.intake.batch import add_all

    if not yes and not typer.confirm(text("adding.ask_all", count=len(files)), default=True):
        typer.echo(text("adding.not_added"))
        raise typer.Exit(1)
    with progress() as draw:
        results = add_all(intake, files, place, whole, draw)
    for result in results:
        typer.echo(result.line)
    added, held, failed = (sum(result.kind == kind for result in results) for kind in ("added", "held", "failed"))
    typer.echo(text("adding.summary", added=added, held=held, failed=failed))
    if failed:
        raise typer.Exit(1)
