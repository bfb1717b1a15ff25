"""Take everything out: ttl, trig, nq, jsonld; csv (a folder of tables), xlsx (a sheet a table); graphml, gexf; shacl (the shapes)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress
from kg.i18n import text


def export(
    out: Annotated[Path, typer.Argument(help="The file to write; for csv a folder")],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="ttl, trig, nq, jsonld, csv, xlsx, graphml, gexf, shacl. Default: by the file's ending",
            show_default=False,
        ),
    ] = None,
    home: HomeOrAddress = None,
) -> None:
    import kg
    from kg.errors import writing
    from kg.export import export_graph

    name = format or out.suffix.removeprefix(".") or "csv"
    graph = kg.open(home)
    with writing(out):
        export_graph(graph, name, out)
    typer.echo(text("cli.written", path=out))
