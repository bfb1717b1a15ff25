"""Only addresses of the public internet are connected to, whatever a name says."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotAsked
from kg.watch.public_hosts import PublicHosts, is_public

PUBLIC = ["8.8.8.8", "114.114.114.114", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
OTHERS = [
    "127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "224.0.0.1", "239.1.1.1", "ff02::1", "240.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "::127.0.0.1", "x", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", OTHERS)
def test_other_addresses(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_what_stands_for_an_address_is_what_that_is(address: Any) -> None:
    plain = is_public(str(address))
    assert is_public(f"::ffff:{address}") == plain
    assert is_public(f"64:ff9b::{address}") == plain


def leading_to(*addresses: str) -> Any:
    return lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
def test_a_name_that_leads_inside_is_refused_without_a_connection(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leading_to(address))
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(NotAsked) as told:
        PublicHosts(time.monotonic() + 5).connect_tcp("www.example.gov.cn", 80)
    assert address in str(told.value)


def test_of_several_addresses_only_the_public_are_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> None:
        tried.append(address[0])
        raise OSError("no route")

    monkeypatch.setattr(socket, "getaddrinfo", leading_to("10.0.0.1", "8.8.8.8", "127.0.0.1", "8.8.4.4"))
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Exception, match="no route"):
        PublicHosts(time.monotonic() + 5).connect_tcp("www.example.gov.cn", 80)
    assert tried == ["8.8.8.8", "8.8.4.4"]


def test_loopback_is_allowed_only_where_it_is_said_and_no_other_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leading_to("192.168.0.1"))
    with pytest.raises(NotAsked):
        PublicHosts(time.monotonic() + 5, loopback=True).connect_tcp("x", 80)
