"""Open the viewer: the graph for people, in a browser. In the foreground until Ctrl-C."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Data, Home

PORT = 8501
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        help=f"Port of the viewer. 0: a free one. Default: {PORT}, or a free one where that is taken",
        min=0,
        max=65535,
        show_default=False,
    ),
]


def view(
    home: Home = None,
    port: Port = None,
    editing: Annotated[bool, typer.Option("--edit", help="With the page on which drafts are reviewed; it writes to the data")] = False,
    data: Data = None,
) -> None:
    from kg import paths

    if editing:
        edit(home, port, paths.writable_data(data), "", "")
        return
    from kg.server.background import free_port
    from kg.store.versions import open_version
    from viewer.start import run_viewer

    folder = paths.home(home)
    open_version(folder)
    run_viewer(folder, free_port(PORT) if port is None else port)


def edit(home: Path | None, port: int | None, data: Path, by: str, page: str) -> None:
    """The viewer with the page of reviews, which writes to `data` in the name of `by`. `page`: the address that is told."""
    from kg import paths
    from kg.server.background import free_port
    from kg.store.versions import open_version
    from viewer.start import run_viewer

    folder = paths.home(home)
    open_version(folder)
    review = {paths.REVIEWED: str(data.resolve()), paths.REVIEWER: by}
    run_viewer(folder, free_port(PORT) if port is None else port, review, page)
