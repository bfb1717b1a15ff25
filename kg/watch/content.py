"""The body of an answer, unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

_GZIP = b"\x1f\x8b"


def unpacked(parts: Iterable[bytes], coding: str, most: int) -> bytes:
    """The content of `parts` that are packed by `coding` (RFC 9110, section 8.4): nothing, gzip or deflate.

    At most `most` + 1 bytes are unpacked: a result of that length is the begin of more. Raises ValueError where it is packed
    otherwise, or breaks off.
    """
    kind = coding.strip().lower().removeprefix("x-")
    if kind in ("", "identity"):
        return _plain(parts, most)
    if kind not in ("gzip", "deflate"):
        raise ValueError(coding)
    try:
        return _inflated(parts, kind, most)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _plain(parts: Iterable[bytes], most: int) -> bytes:
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > most:
            break
    return bytes(content[: most + 1])


def _inflated(parts: Iterable[bytes], kind: str, most: int) -> bytes:
    content, machine = bytearray(), None
    for part in parts:
        left = part
        while left:
            machine = machine or _machine(kind, left)
            content += machine.decompress(left, most + 1 - len(content))
            if len(content) > most:
                return bytes(content)
            left = machine.unconsumed_tail
            if machine.eof:  # what follows is another member, or nothing that counts
                left = machine.unused_data if machine.unused_data.startswith(_GZIP) else b""
                machine = None if left else machine
    if machine is not None and not machine.eof:
        raise ValueError("it breaks off")
    return bytes(content)


def _machine(kind: str, begin: bytes) -> Any:
    """What is called deflate has the header of zlib, or, from servers that mistake it, none."""
    if kind == "gzip":
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    headed = begin[0] & 0x0F == 8 and begin[0] >> 4 <= 7
    return zlib.decompressobj(zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)
