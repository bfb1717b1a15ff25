"""Review the drafts of a document in the browser, on this machine only, until Ctrl-C. Every decision is on disk when it is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Data, Home
from kg.cli.view import Port, edit
from kg.i18n import text


def review(
    document: Annotated[str | None, typer.Argument(help="The document's id. With --cases it may be left out")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who decides. Default: the name of your account", show_default=False)] = None,
    redraft: Annotated[bool, typer.Option("--redraft", help="Draft anew; decisions hold")] = False,
    status: Annotated[bool, typer.Option("--status", help="Say how far the review is, and end")] = False,
    drafts: Annotated[bool, typer.Option("--drafts", help="List the drafts, a line each: status, clause, rule, fact; and end")] = False,
    cases: Annotated[bool, typer.Option("--cases", help="List what was edited, rejected or missed, a line of JSON each, and end")] = False,
    home: Home = None,
    port: Port = None,
    data: Data = None,
) -> None:
    from kg import paths

    if cases:
        _list_cases(data or paths.DATA, document)
        return
    if document is None:
        raise typer.BadParameter(text("cli.review_what"))
    from kg.review.opening import open_review

    folder = paths.writable_data(data)
    opened = open_review(folder, document, by or "", redraft)
    for notice in opened.notices:
        typer.echo(str(notice), err=True)
    done = opened.progress()
    counts = {name: done.counts.get(name, 0) for name in ("open", "waiting", "accepted", "edited", "rejected")}
    told = {"clauses": done.clauses, "read": done.clauses_read, "minutes": round(done.seconds / 60), "added": done.added}
    typer.echo(text("cli.review_status", **counts, **told))
    if drafts:
        for item in (opened.item(draft) for draft in opened.state.drafts):
            reading = opened.reading(item.draft.kind, item.values)
            typer.echo("\t".join([str(item.outcome.status), item.draft.clause, item.draft.origin, reading]))
    elif not status:
        edit(home, port, folder, opened.by, f"review?document={document}")


def _list_cases(data: Path, document: str | None) -> None:
    import json
    from dataclasses import asdict

    from kg.review.cases import cases

    for case in cases(data, document):
        if case.verdict != "right":
            typer.echo(json.dumps(asdict(case), ensure_ascii=False))
