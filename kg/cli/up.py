"""Start what there is to start, in the foreground until Ctrl-C: the viewer for people, the server for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Home
from kg.cli.serve import PORT as SERVER_PORT
from kg.cli.view import Port, view


def up(
    home: Home = None,
    port: Port = None,
    server_port: Annotated[
        int | None, typer.Option(help=f"Port of the server. Default: {SERVER_PORT}, likewise", min=0, max=65535, show_default=False)
    ] = None,
) -> None:
    from kg import paths
    from kg.server.background import free_port, server_beside
    from kg.store.versions import open_version

    folder = paths.home(home)
    open_version(folder)
    with server_beside(folder, free_port(SERVER_PORT) if server_port is None else server_port) as address:
        typer.echo(f"server  {address}")
        view(folder, port)
