"""Write the ledger of tasks (任务台账) of one agency, or of all in a city or document, as Excel or Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress
from kg.i18n import text


def ledger(
    agency: Annotated[
        str | None,
        typer.Option("--agency", help="Id, name or alias of the agency; without one, all of the city or document", show_default=False),
    ] = None,
    city: Annotated[
        str | None,
        typer.Option("--city", help="Name or code of the place; of an agency, where several have one of that name", show_default=False),
    ] = None,
    document: Annotated[str | None, typer.Option("--document", help="Id, number or title of a document", show_default=False)] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="xlsx or docx. Default: by the file's ending, else xlsx", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write. Default: 任务台账-….xlsx here", show_default=False)
    ] = None,
    home: HomeOrAddress = None,
) -> None:
    import kg
    from kg.errors import writing
    from kg.export.ledger import ledger_bytes, ledger_file_name

    name = format or (out.suffix.removeprefix(".") if out else "") or "xlsx"
    content = ledger_bytes(kg.open(home), agency=agency, city=city, document=document, format=name)
    path = out or Path(ledger_file_name("-".join(filter(None, [city, document, agency])), name))
    with writing(path):
        path.write_bytes(content)
    typer.echo(text("cli.written", path=path))
