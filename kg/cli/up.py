"""Start what there is to start, in the foreground until Ctrl-C: the viewer, on a free port of this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import Home


def up(
    home: Home = None,
    port: Annotated[int, typer.Option(help="Port of the viewer. 0: a free one", min=0, max=65535)] = 0,
) -> None:
    from kg import paths
    from kg.store.versions import open_version
    from viewer.start import run_viewer

    open_version(paths.home(home))
    run_viewer(paths.home(home), port)
