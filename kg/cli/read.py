"""Read a file of any format, and show what is understood of it: text, clauses, head, doubts. Nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def read(
    file: Annotated[Path, typer.Argument(help="A saved page, Word file, PDF, scan, OFD or text")],
    format: Annotated[str, typer.Option("--format", "-f", help="text or json")] = "text",
) -> None:
    import json

    from kg.errors import UnknownFormat
    from kg.intake.report import clause_lines, doubt_lines, head_lines
    from kg.intake.understanding import as_json, understand

    if format not in ("text", "json"):
        raise UnknownFormat(format, ("text", "json"))
    understood = understand(file)
    if format == "json":
        typer.echo(json.dumps(as_json(understood), ensure_ascii=False))
        return
    every = len(understood.tree.clauses) + 1
    for lines in (head_lines(understood), clause_lines(understood, every), doubt_lines(understood)):
        for line in lines:
            typer.echo(line)
