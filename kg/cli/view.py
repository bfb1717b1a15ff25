"""Open the viewer: the graph for people, in a browser. In the foreground until Ctrl-C."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Home

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


def view(home: Home = None, port: Port = None) -> None:
    from kg import paths
    from kg.server.background import free_port
    from kg.store.versions import open_version
    from viewer.start import run_viewer

    folder = paths.home(home)
    open_version(folder)
    run_viewer(folder, free_port(PORT) if port is None else port)
