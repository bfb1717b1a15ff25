"""Serve the graph over HTTP: SPARQL, linked data, JSON API, search. In the foreground until Ctrl-C."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import Data, Home

PORT = 8686
_MIB = 1 << 20


def serve(
    home: Home = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="Serve this Oxigraph folder, or the SPARQL endpoint at this address, instead of a published version: "
            "SPARQL and linked data only",
            show_default=False,
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on. 0.0.0.0: all addresses of this machine")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port. 0: any free port", min=0, max=65535)] = PORT,
    deadline: Annotated[float, typer.Option(help="Time limit of an answer, in seconds", min=0.1)] = 30.0,
    memory: Annotated[int, typer.Option(help="Memory limit of an answer, in MiB", min=64)] = 1024,
    answer_size: Annotated[int, typer.Option(help="Size limit of an answer, in MiB", min=1)] = 64,
    answer_rows: Annotated[int, typer.Option(help="Limit of rows or triples in an answer", min=1)] = 1_000_000,
    rate: Annotated[int, typer.Option(help="Limit of requests per client and minute. 0: no limit", min=0)] = 1200,
    workers: Annotated[
        int | None, typer.Option(help="Processes for SPARQL. Default: four a core, at least 8", min=1, show_default=False)
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="Address of a reverse proxy whose X-Forwarded-For header is used; may be repeated", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    from dataclasses import replace

    from kg import paths
    from kg.server.run import run_server
    from kg.server.settings import Settings
    from kg.workers.limits import Limits

    limits = Limits(deadline=deadline, memory=memory * _MIB, answer_bytes=answer_size * _MIB, answer_rows=answer_rows)
    settings = Settings(
        paths.home(home),
        store=store,
        data=data and data.resolve(),
        host=host,
        port=port,
        limits=limits,
        requests_per_minute=rate,
        trusted_proxies=tuple(proxy or ()),
    )
    run_server(replace(settings, query_workers=workers) if workers else settings, _announce)


def _announce(address: str, service: object) -> None:
    from kg.server.service import Service

    assert isinstance(service, Service)
    if service.version:
        content = f"graph version {service.version.id}: SPARQL {address}/sparql, questions {address}/docs, search {address}/search?q="
    else:
        content = f"{service.settings.store}: SPARQL {address}/sparql and linked data only; a bare store has no questions and no search"
    if service.settings.store and not service.network_isolated:
        network = "network: workers need it for the remote endpoint; SERVICE is refused only by the check of the query text"
    elif service.network_isolated:
        network = "network: workers are isolated"
    else:
        network = "network: this system does not support isolated workers; SERVICE is refused only by the check of the query text"
    print(f"server  {address}", flush=True)
    print(f"{content}\n{network}", file=sys.stderr, flush=True)
