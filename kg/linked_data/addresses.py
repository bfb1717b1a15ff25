"""The HTTP address of an IRI on this server, and the IRIs that an address may stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes, urlencode

from kg.rdf.terms import is_valid_iri

if TYPE_CHECKING:
    from kg.linked_data.nodes import Node

_PERCENT_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_SAFE_IN_PATH = "/:@!$&'()*+,;=-._~%"
ABOUT = "/about"
SUFFIXES = ("html", "ttl", "jsonld", "nt", "rdf")


class Addresses:
    """Maps IRIs to addresses of this server and back.

    An IRI under one of `bases` is served at the rest of its path; any other at `/about?iri=`.
    """

    def __init__(self, bases: Sequence[str]) -> None:
        self._bases = tuple(dict.fromkeys(bases))
        self._hosts = tuple(dict.fromkeys("/".join(base.split("/")[:3]) + "/" for base in self._bases))

    def candidate_iris(self, path: str) -> list[str]:
        """The IRIs that a request path may stand for, the likeliest first.

        `path` is the raw path without its leading slash. Non-ASCII characters arrive percent-encoded; the IRI may hold them either way
        (RFC 3987, section 3.2). A base may have a path of its own, which a reverse proxy removes or keeps.
        """
        forms = dict.fromkeys([path, _PERCENT_ENCODED.sub(_decoded, path)])
        under_base = [base + form for form in forms for base in self._bases]
        under_host = [iri for form in forms for host in self._hosts if (iri := host + form).startswith(self._bases)]
        return [iri for iri in dict.fromkeys(under_base + under_host) if is_valid_iri(iri)]

    def local_address(self, iri: str) -> str | None:
        """The path of `iri` on this server, with its fragment; None if it is under no base or has a query string."""
        rest = next((iri[len(base) :] for base in self._bases if iri.startswith(base)), None)
        if rest is None or "?" in rest:
            return None
        path, hash_, fragment = rest.partition("#")
        return "/" + quote(path, safe=_SAFE_IN_PATH) + hash_ + quote(fragment, safe=_SAFE_IN_PATH + "?")

    def description_address(self, iri: str, suffix: str = "", **parameters: str | int | None) -> str:
        """The path of the description of `iri`.

        `suffix` is one of SUFFIXES; without it the format is negotiated. Parameters that are None are left out.
        """
        end = f".{suffix}" if suffix else ""
        given = {name: value for name, value in parameters.items() if value is not None}
        path = None if "#" in iri else self.local_address(iri)
        if path is None or path == "/":
            address, given = f"{ABOUT}{end}", {"iri": iri, **given}
        else:
            address = f"{ABOUT}{path}{end}"
        return address + (f"?{urlencode(given)}" if given else "")

    def href(self, node: Node) -> str | None:
        """The link target of `node` on a page: a page of this server if it has one, else the IRI itself.

        None for IRIs of other schemes than http and https, such as `javascript:`.
        """
        iri = node.iri
        if iri is None or not is_valid_iri(iri):
            return None
        local = self.local_address(iri)
        if local and ("#" not in iri or node.has_anchor):
            return local
        if node.known:
            return self.description_address(iri, "html")
        return iri if iri.startswith(("http://", "https://")) else None


def _decoded(escaped: re.Match[str]) -> str:
    """The characters that the percent-encoded octets stand for; the octets unchanged if they are not UTF-8."""
    try:
        return unquote_to_bytes(escaped.group()).decode()
    except UnicodeDecodeError:
        return escaped.group()
