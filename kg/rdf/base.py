"""The base: the address that the IRIs of data begin with, a setting of whoever hosts the graph."""

from __future__ import annotations

import os
import re

from kg.errors import WrongBase
from kg.i18n import Message, message

SETTING = "ZHENGMAI_BASE"
"""The environment variable that holds the base."""

_PLANES = "".join(f"{chr((plane << 16) + (0x1000 if plane == 14 else 0))}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 15))
_LETTERS = rf"A-Za-z0-9._~\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef{_PLANES}"
"""`iunreserved` of RFC 3987, section 2.2. The patterns are compiled where a base is set, not at every start."""
_FOREIGN = rf"[^{_LETTERS}:/?#\[\]@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{{2}})"
"""What stands in no IRI."""
_HOST = rf"https?://(?:[{_LETTERS}%]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?/"
"""Scheme, host and port. A user name would make a secret of an identifier."""


def configured_base(canonical: str) -> str:
    """The base that the environment sets, else `canonical`. Raises WrongBase."""
    value = os.environ.get(SETTING)
    return checked_base(value, canonical) if value else canonical


def checked_base(value: str, canonical: str) -> str:
    """`value`, where it is an absolute http or https IRI that ends with `/`, without query and fragment. Raises WrongBase.

    What lies under the ontology and the vocabularies of `canonical` is theirs alone.
    """
    fault = _fault(value, canonical)
    if fault:
        raise WrongBase(value, fault)
    return value


def _fault(value: str, canonical: str) -> Message | None:
    if foreign := re.search(_FOREIGN, value):
        found = foreign.group()
        if found == "%":
            return message("errors.wrong-base.percent")
        return message("errors.wrong-base.foreign", character=f"“{found}”" if found.isprintable() else f"U+{ord(found):04X}")
    if not value.startswith(("http://", "https://")):
        return message("errors.wrong-base.scheme")
    if "?" in value or "#" in value:
        return message("errors.wrong-base.query")
    if not value.endswith("/"):
        return message("errors.wrong-base.slash")
    host = re.match(_HOST, value)
    if host is None:
        return message("errors.wrong-base.host")
    path = value[host.end() :]
    if "[" in path or "]" in path:
        return message("errors.wrong-base.brackets")
    if {".", ".."}.intersection(path.split("/")):
        return message("errors.wrong-base.dots")
    if value.startswith((f"{canonical}ontology/", f"{canonical}vocab/")):
        return message("errors.wrong-base.ours")
    return None
