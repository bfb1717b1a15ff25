"""Findings of the health check (政策体检): the list for the office that mends them, and what is answered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Data, Home, HomeOrAddress
from kg.i18n import text

app = typer.Typer(help=__doc__, no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_findings(
    city: Annotated[str | None, typer.Option("--city", help="Name or code of the place", show_default=False)] = None,
    document: Annotated[str | None, typer.Option("--document", help="Id, number or title of a document", show_default=False)] = None,
    severity: Annotated[str | None, typer.Option("--severity", help="contradiction, gap or note", show_default=False)] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="A health rule", show_default=False)] = None,
    agency: Annotated[str | None, typer.Option("--agency", help="Who leads the task in which it stands", show_default=False)] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write. Default: 体检清单-….xlsx here", show_default=False)
    ] = None,
    home: HomeOrAddress = None,
) -> None:
    """Write the findings as an Excel list, a row each, with columns to fill in."""
    import kg
    from kg.errors import writing
    from kg.export.findings import finding_list_bytes, finding_list_file_name

    given = {"city": city, "document": document, "severity": severity, "rule": rule, "agency": agency}
    content = finding_list_bytes(kg.open(home), {name: value for name, value in given.items() if value})
    path = out or Path(finding_list_file_name(*given.values()))
    with writing(path):
        path.write_bytes(content)
    typer.echo(text("cli.written", path=path))


@app.command()
def answer(
    finding: Annotated[str, typer.Argument(help="The id of the finding, as kg ask findings gives it")],
    answer: Annotated[str, typer.Argument(help="known, accepted, to_be_corrected, wrong; open takes an answer back")],
    reason: Annotated[str, typer.Option("--reason", help="Why")],
    by: Annotated[str, typer.Option("--by", help="Who answers")],
    date: Annotated[str | None, typer.Option("--date", help="The day, as 2026-12-01. Default: today", show_default=False)] = None,
    data: Data = None,
    home: Home = None,
) -> None:
    """Answer a finding: a row of answers.csv of its document. The next build publishes it."""
    import datetime

    import kg
    from kg import paths
    from kg.export.findings.rows import answer_codes
    from kg.findings.answering import GivenAnswer, answer_findings, finding_named

    graph = kg.open(home)
    codes = answer_codes(graph)
    given = GivenAnswer(codes.get(answer, answer), reason, by, date or datetime.date.today().isoformat())
    added = answer_findings(paths.writable_data(data), [(finding_named(graph, finding), given)], codes.values())
    typer.echo(text("cli.answers_added", count=added))


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="An Excel list of kg health list, filled in")],
    data: Data = None,
    home: Home = None,
) -> None:
    """Take the answers of a list that comes back. Every row that cannot be taken is told; the others are added."""
    import datetime

    import kg
    from kg import paths
    from kg.export.findings.rows import answer_codes
    from kg.findings.answering import answer_findings
    from kg.findings.returned import read_returned

    graph = kg.open(home)
    returned = read_returned(graph, file, datetime.date.today())
    for doubt in returned.doubts:
        typer.echo(str(doubt), err=True)
    added = answer_findings(paths.writable_data(data), returned.answers, answer_codes(graph).values())
    typer.echo(text("cli.answers_added", count=added))
    if returned.doubts:
        typer.echo(text("cli.answers_in_doubt", count=len(returned.doubts)), err=True)
        raise typer.Exit(1)
