"""The ledger of tasks (任务台账) of one agency, or of all in a city or document, as Excel, Word or calendar; and taking it in again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Data, HomeOrAddress
from kg.i18n import message, text

app = typer.Typer(help=__doc__, invoke_without_command=True, no_args_is_help=False)
_SHOWN = 20
"""Doubts that are told on the screen; the file has all."""


@app.callback()
def ledger(
    context: typer.Context,
    agency: Annotated[
        str | None,
        typer.Option("--agency", help="Id, name or alias of the agency; without one, all of the city or document", show_default=False),
    ] = None,
    city: Annotated[
        str | None,
        typer.Option("--city", help="Name or code of the place; of an agency, where several have one of that name", show_default=False),
    ] = None,
    document: Annotated[str | None, typer.Option("--document", help="Id, number or title of a document", show_default=False)] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="xlsx, docx or ics. Default: by the file's ending, else xlsx", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write. Default: 任务台账-….xlsx here", show_default=False)
    ] = None,
    home: HomeOrAddress = None,
) -> None:
    """Write the ledger. `kg ledger import FILE` takes it in again."""
    if context.invoked_subcommand:
        return
    import kg
    from kg.errors import writing
    from kg.export.ledger import ledger_bytes, ledger_file_name

    name = format or (out.suffix.removeprefix(".") if out else "") or "xlsx"
    content = ledger_bytes(kg.open(home), agency=agency, city=city, document=document, format=name)
    path = out or Path(ledger_file_name("-".join(filter(None, [city, document, agency])), name))
    with writing(path):
        path.write_bytes(content)
    typer.echo(text("cli.written", path=path))


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="The ledger as Excel that an office filled in")],
    by: Annotated[str, typer.Option("--by", help="Who says so. Default: the name of your account", show_default=False)] = "",
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the statements. Default: today", show_default=False)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Take nothing where something cannot be taken")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken, and take nothing")] = False,
    data: Data = None,
    home: HomeOrAddress = None,
) -> None:
    """Take in a ledger that an office filled in: dated statements in data/progress, each doubt told, nothing lost."""
    import kg
    from kg import paths
    from kg.errors import reading, writing
    from kg.progress.doubts import doubts_csv
    from kg.progress.importing import import_ledger

    with reading(file):
        content = file.read_bytes()
    day = on.date() if on else None
    done = import_ledger(kg.open(home), paths.writable_data(data), content, file.name, by=by, on=day, strict=strict, dry=dry)
    for doubt in done.doubts[:_SHOWN]:
        typer.echo(str(doubt.told), err=True)
    if done.doubts:
        beside = file.with_name(f"{file.stem}.存疑.csv")
        with writing(beside):
            beside.write_bytes(doubts_csv(done.doubts))
        typer.echo(str(message("cli.ledger_doubts", count=len(done.doubts), left=len(done.left), path=beside)), err=True)
    counts = {"count": len(done.entries), "rows": done.rows}
    typer.echo(text("cli.ledger_taken", **counts) if done.written else text("cli.ledger_not_taken", **counts))
    if not done.written and not dry:
        raise typer.Exit(1)
