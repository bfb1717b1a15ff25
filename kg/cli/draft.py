"""Draft the facts of a file, or of a document held, each with its words. The data stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Data


def draft(
    source: Annotated[
        str, typer.Argument(metavar="FILE|DOCUMENT", help="A file of any format that `kg read` reads, or the id of a document")
    ],
    format: Annotated[str, typer.Option("--format", "-f", help="json, or csv: one file a kind, as a curator writes it")] = "json",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for csv. Default: drafts-DOCUMENT", show_default=False)] = None,
    model: Annotated[bool, typer.Option("--model/--no-model", help="Ask the language model of ZHENGMAI_MODEL_URL, where it is set")] = True,
    data: Data = None,
) -> None:
    import json

    from kg import paths
    from kg.errors import UnknownFormat
    from kg.extraction.language_model.settings import model_settings
    from kg.extraction.report import draft_anything, write_csv
    from kg.i18n import text

    if format not in ("json", "csv"):
        raise UnknownFormat(format, ("json", "csv"))
    settings = model_settings() if model else None
    asked = None
    if settings:
        from kg.extraction.language_model.extract import LanguageModel

        asked = LanguageModel(settings)
        typer.echo(asked.notice(), err=True)
    report = draft_anything(source, data or paths.DATA, asked)
    for fault in asked.faults if asked else ():
        typer.echo(text("cli.draft.model_failed", fault=str(fault)), err=True)
    if format == "json":
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
        return
    folder = out or Path(f"drafts-{report.drafted.source.document}")
    for path in write_csv(report, folder):
        typer.echo(str(path))
