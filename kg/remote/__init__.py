"""Remote graphs, with the methods of a local one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

_SECONDS = 15.0
_HEALTH_BYTES = 1 << 20


def open_remote(url: str) -> KnowledgeGraph:
    """The graph at `url`: of a Zhengmai server, which `/health` tells, else of the SPARQL endpoint at that very address.

    Raises ValueError where `url` is no http(s) address, RemoteError where nothing there can be asked.
    """
    match _health(url).get("kind"):
        case "zhengmai":
            from kg.remote.server import RemoteGraph

            return RemoteGraph(url)
        case "store":
            url = url.rstrip("/") + "/sparql"
    from kg.remote.endpoint import EndpointGraph

    return EndpointGraph(url)


def _health(url: str) -> dict[str, Any]:
    """The health report of a server of this program; empty for any other server. Raises Unreachable."""
    from kg.errors import RemoteError, Unreachable
    from kg.store.http_client import HttpClient

    try:
        return HttpClient(url, timeout=_SECONDS, answer_bytes=_HEALTH_BYTES).get("/health").json
    except Unreachable:
        raise
    except RemoteError:
        return {}
