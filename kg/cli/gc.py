"""Remove what a home keeps and nothing needs any more: build results of other inputs, originals that no version refers to."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Home
from kg.i18n import text

All = Annotated[bool, typer.Option("--all", help="Remove the version before the one in use, too: nobody should have it open")]


def gc(home: Home = None, everything: All = False) -> None:
    from kg import paths
    from kg.store.garbage import collect

    found = collect(paths.home(home), everything=everything)
    freed = round(found.bytes / 1e6, 1)
    typer.echo(text("cli.collected", versions=found.versions, results=found.results, megabytes=freed))
