"""Do everything that a build does but publishing."""

from __future__ import annotations

import typer

from kg.cli.options import Data, Home
from kg.cli.progress import progress
from kg.i18n import text


def check(data: Data = None, home: Home = None) -> None:
    from kg import paths
    from kg.build.pipeline import check
    from kg.cli.reports import told
    from kg.review.merging import told_of_data

    for words in told(data or paths.DATA, paths.home(home)):
        typer.echo(words, err=True)
    for notice in told_of_data(data or paths.DATA):
        typer.echo(str(notice), err=True)
    with progress() as draw:
        report = check(data or paths.DATA, paths.home(home), draw)
    for notice in report.notices:
        typer.echo(str(notice), err=True)
    typer.echo(text("cli.checked", documents=report.documents, changed=len(report.changed)))
