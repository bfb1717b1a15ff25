"""Read every file that a home keeps, and tell which are not as they were written."""

from __future__ import annotations

import typer

from kg.cli.options import Home
from kg.i18n import text


def verify(home: Home = None) -> None:
    from kg import paths
    from kg.errors import DamagedFiles
    from kg.store.verification import verify

    damaged: list[str] = []
    for part in verify(paths.home(home)):
        for file, fault in part.faults:
            typer.echo(f"{file}: {fault}", err=True)
            damaged.append(str(file))
        state = text("cli.part_damaged", count=len(part.faults)) if part.faults else text("cli.part_whole")
        typer.echo(text("cli.verified", name=part.name, files=part.files, megabytes=round(part.bytes / 1e6, 1), state=state))
    if damaged:
        raise DamagedFiles(damaged)
