"""Write a brief (简报) of a city, an agency, a talent category, or cities side by side, as Word or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress
from kg.i18n import text


def brief(
    city: Annotated[str | None, typer.Option(help="Name or code of a city; several with commas are compared", show_default=False)] = None,
    agency: Annotated[str | None, typer.Option(help="Id, name or alias of an agency", show_default=False)] = None,
    category: Annotated[str | None, typer.Option(help="Id or name of a talent category", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option(help="The day whose status documents have. Default: today", show_default=False)] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="docx or pdf. Default: by the file's ending, else docx", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write. Default: …简报.docx here", show_default=False)] = None,
    home: HomeOrAddress = None,
) -> None:
    import kg
    from kg.errors import writing
    from kg.export.brief import brief_bytes, brief_file_name, brief_of
    from kg.queries.parameters import split_list

    name = format or (out.suffix.removeprefix(".") if out else "") or "docx"
    made = brief_of(kg.open(home), cities=split_list(city), agency=agency, category=category, as_of=as_of)
    content = brief_bytes(made, name)
    path = out or Path(brief_file_name(made, name))
    with writing(path):
        path.write_bytes(content)
    typer.echo(text("cli.written", path=path))
