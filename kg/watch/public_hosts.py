"""Connections to public hosts only: the address that a name leads to is looked at just before it is connected to."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from kg.errors import NotAsked
from kg.i18n import message

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, shared, multicast, reserved or unspecified.

    An IPv6 address that stands for one of IPv4 (RFC 4291, 6052, 3056, 4380) is what that one is.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_global(one) for one in (ip, *_inner(ip)))


def _is_global(ip: Address) -> bool:
    special = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified
    mapped = isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped is not None or ip in _NAT64)
    return mapped or (ip.is_global and not special)


def _inner(ip: Address) -> list[Address]:
    """The addresses of IPv4 that one of IPv6 stands for."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    inner: list[Address] = [part for part in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if part is not None]
    if ip in _NAT64:
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return inner


class PublicHosts(httpcore.NetworkBackend):
    """Connects to public addresses only, and ends whatever is not done at `deadline`, a time of `time.monotonic()`.

    loopback: whether addresses of this machine are allowed too, for tests.
    """

    def __init__(self, deadline: float, *, loopback: bool = False) -> None:
        self._deadline = deadline
        self._loopback = loopback
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first public address of `host` that answers. Raises NotAsked where it has none, and what httpcore raises."""
        found = _addresses(host, port)
        allowed = [address for address in found if self._allows(address)]
        if not allowed:
            raise NotAsked(host, message("watch.refusal.private", address=found[0]))
        fault: Exception | None = None
        for address in allowed:
            try:
                stream = self._sockets.connect_tcp(address, port, _remaining(self._deadline, timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
                continue
            peer = stream.get_extra_info("server_addr")[0]
            if not self._allows(peer):
                stream.close()
                raise NotAsked(host, message("watch.refusal.private", address=peer))
            return _UntilDeadline(stream, self._deadline)
        raise fault or httpcore.ConnectError(host)

    def _allows(self, address: str) -> bool:
        return is_public(address) or (self._loopback and ipaddress.ip_address(address.partition("%")[0]).is_loopback)


def _addresses(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises httpcore.ConnectError where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _remaining(deadline: float, timeout: float | None) -> float:
    """Seconds that the next step may take. Raises httpcore.ReadTimeout where none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("deadline")
    return left if timeout is None else min(left, timeout)


class _UntilDeadline(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline: a host that sends a byte a second does not hold us."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _remaining(self._deadline, timeout))
        return _UntilDeadline(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
