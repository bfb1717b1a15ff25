"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the published versions. Default: $ZHENGMAI_HOME, else .zhengmai", show_default=False),
]
HomeOrAddress = Annotated[
    str | None,
    typer.Option(
        "--home",
        help="Folder of the published versions, or the http(s) address of a server. Default: $ZHENGMAI_HOME, else .zhengmai",
        show_default=False,
    ),
]
Data = Annotated[
    Path | None, typer.Option("--data", help="Folder of the curated data. Default: the data that come with the program", show_default=False)
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of standard output", show_default=False)]
