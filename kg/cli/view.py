"""Open the viewer: the graph for people, in a browser. In the foreground until Ctrl-C."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Data, Home

if TYPE_CHECKING:
    from kg.access import SignIn

PORT = 8501
LOCAL = "127.0.0.1"
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
    editing: Annotated[bool, typer.Option("--edit", help="With the pages that write to the data, for those who may")] = False,
    data: Data = None,
    host: Annotated[str, typer.Option(help="Address to listen on. 0.0.0.0: all addresses of this machine")] = LOCAL,
    sign_in_header: Annotated[
        str | None,
        typer.Option(help="The reverse proxy on this machine signs people in and tells their names in this header", show_default=False),
    ] = None,
    oidc: Annotated[
        Path | None,
        typer.Option(
            help="People sign in by OpenID Connect, as [auth] in this TOML file says",
            exists=True,
            dir_okay=False,
            show_default=False,
        ),
    ] = None,
    roles: Annotated[
        Path | None,
        typer.Option(help="YAML file: who reads, reviews, enters progress", exists=True, dir_okay=False, show_default=False),
    ] = None,
    processes: Annotated[
        int,
        typer.Option(
            help="So many processes work behind the address: one for each 10 people at work, as many as the machine has cores", min=1
        ),
    ] = 1,
) -> None:
    from kg import paths
    from kg.access import SignIn, check_oidc

    if oidc:
        check_oidc(oidc)
    sign_in = SignIn(sign_in_header, oidc is not None, roles)
    sign_in.check(host, editing)
    _run(home, port, paths.writable_data(data) if editing else None, host=host, sign_in=sign_in, secrets=oidc, processes=processes)


def edit(home: Path | None, port: int | None, data: Path, by: str, page: str) -> None:
    """The viewer with the pages that write to `data`, in the name of `by`. `page`: the address that is told."""
    _run(home, port, data, by, page)


def _run(
    home: Path | None,
    port: int | None,
    data: Path | None,
    by: str = "",
    page: str = "",
    *,
    host: str = LOCAL,
    sign_in: SignIn | None = None,
    secrets: Path | None = None,
    processes: int = 1,
) -> None:
    from kg import paths
    from kg.server.background import free_port
    from kg.store.versions import open_version
    from viewer.start import run_viewer

    folder = paths.home(home)
    open_version(folder)
    environment = {paths.REVIEWED: str(data.resolve()), paths.REVIEWER: by} if data else {}
    environment |= sign_in.environment() if sign_in else {}
    chosen = free_port(PORT) if port is None else port
    run_viewer(folder, chosen, environment, page, host=host, secrets=secrets, processes=processes)
