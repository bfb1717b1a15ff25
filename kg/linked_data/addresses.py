"""Where an IRI answers on a server, and which IRI an address stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes, urlencode

if TYPE_CHECKING:
    from kg.linked_data.nodes import Node

_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_IN_PATHS = "/:@!$&'()*+,;=-._~%"
ABOUT = "/about"
SUFFIXES = ("html", "ttl", "jsonld", "nt", "rdf")


class Addresses:
    """The IRIs that lie under one of `bases` answer at the rest of their path; any other at `/about`, which is given the IRI."""

    def __init__(self, bases: Sequence[str]) -> None:
        self._bases = tuple(dict.fromkeys(bases))
        self._hosts = tuple(dict.fromkeys("/".join(base.split("/")[:3]) + "/" for base in self._bases))

    def iris(self, path: str) -> list[str]:
        """What `path`, as it came over the wire and without its first slash, may stand for, the likeliest first.

        NormalisedText beyond ASCII travel percent-encoded, and may stand in the IRI either way (RFC 3987, section 3.2).
        A base may have a path of its own, which a proxy in front takes away or leaves.
        """
        forms = dict.fromkeys([path, _ESCAPED.sub(_decoded, path)])
        rests = [base + form for form in forms for base in self._bases]
        wholes = [iri for form in forms for host in self._hosts if (iri := host + form).startswith(self._bases)]
        return [iri for iri in dict.fromkeys(rests + wholes) if is_iri(iri)]

    def here(self, iri: str) -> str | None:
        """The address on this server at which `iri` answers, fragment included; None where it has none."""
        rest = next((iri[len(base) :] for base in self._bases if iri.startswith(base)), None)
        if rest is None or "?" in rest:
            return None
        path, hash_, fragment = rest.partition("#")
        return "/" + quote(path, safe=_IN_PATHS) + hash_ + quote(fragment, safe=_IN_PATHS + "?")

    def about(self, iri: str, suffix: str = "", **parameters: str | int | None) -> str:
        """The address of the description of `iri` in the format that `suffix` names; without one it is negotiated."""
        end = f".{suffix}" if suffix else ""
        given = {name: value for name, value in parameters.items() if value is not None}
        path = None if "#" in iri else self.here(iri)
        if path is None or path == "/":
            address, given = f"{ABOUT}{end}", {"iri": iri, **given}
        else:
            address = f"{ABOUT}{path}{end}"
        return address + (f"?{urlencode(given)}" if given else "")

    def link(self, node: Node) -> str | None:
        """Where a page may send its reader: on this server where it can tell more, else to the IRI itself if a browser can open it.

        Other schemes than http and https, such as javascript, are nowhere.
        """
        iri = node.iri
        if iri is None or not is_iri(iri):
            return None
        here = self.here(iri)
        if here and ("#" not in iri or node.anchored):
            return here
        if node.known:
            return self.about(iri, "html")
        return iri if iri.startswith(("http://", "https://")) else None


def is_iri(text: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _decoded(escaped: re.Match[str]) -> str:
    """The letters that the octets stand for, or the octets as they were."""
    try:
        return unquote_to_bytes(escaped.group()).decode()
    except UnicodeDecodeError:
        return escaped.group()
