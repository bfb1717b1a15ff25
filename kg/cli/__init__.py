"""The command line interface `kg`: one module for each command. It holds no queries and no rules of its own."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli import (
    add,
    ask,
    brief,
    build,
    check,
    curate,
    draft,
    export,
    gc,
    health,
    ledger,
    match,
    read,
    review,
    search,
    serve,
    show,
    sparql,
    up,
    verify,
    view,
    watch,
)
from kg.cli.errors import reporting_errors
from kg.i18n import Language, set_language

app = typer.Typer(
    name="kg",
    help="政脉 Zhengmai: a verifiable knowledge graph of Chinese city talent policy.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhengmai {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end", callback=_print_version, is_eager=True)] = False,
    lang: Annotated[Language | None, typer.Option(help="Language of messages. Default: that of the locale", show_default=False)] = None,
) -> None:
    """Options of `kg` itself."""
    if lang:
        set_language(lang)


app.command(help=build.__doc__)(build.build)
app.command(help=check.__doc__)(check.check)
app.command(help=verify.__doc__)(verify.verify)
app.command(help=gc.__doc__)(gc.gc)
app.command(help=read.__doc__)(read.read)
app.command(help=add.__doc__)(add.add)
app.command(help=draft.__doc__)(draft.draft)
app.command(help=review.__doc__)(review.review)
app.command(help=ask.__doc__, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(ask.ask)
app.command(help=show.__doc__)(show.show)
app.command(help=search.__doc__)(search.search)
app.command(help=sparql.__doc__)(sparql.sparql)
app.command(help=export.__doc__)(export.export)
app.command(help=match.__doc__)(match.match)
app.command(help=brief.__doc__)(brief.brief)
app.command(help=serve.__doc__)(serve.serve)
app.command(help=up.__doc__)(up.up)
app.command(help=view.__doc__)(view.view)
app.command(help=watch.__doc__)(watch.watch)
app.add_typer(ledger.app, name="ledger")
app.add_typer(curate.app, name="curate")
app.add_typer(health.app, name="health")


def main() -> None:
    """Run the command line. Errors are reported on standard error with exit code 1, internal errors with exit code 70."""
    with reporting_errors():
        app()
    sys.exit(0)
