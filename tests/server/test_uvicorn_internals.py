"""The parts of uvicorn's HTTP/1.1 protocol class that kg/server/protocol/connections.py relies on, although they are no public API."""

from __future__ import annotations

import ast
import asyncio
import hashlib
import importlib.metadata
import inspect
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from uvicorn.protocols.http import h11_impl

from kg.server.protocol import connections
from tests.conftest import REPOSITORY

ADVICE = (
    "uvicorn changed what kg/server/protocol/connections.py builds on. Read the change in uvicorn/protocols/http/h11_impl.py, adapt "
    "LimitedProtocol, run tests/server/abuse, then update this table."
)
UVICORN_INTERNALS = {
    "H11Protocol.__init__": "b1c9d67437253bd6",
    "H11Protocol.connection_made": "b4322d5141d76aaa",
    "H11Protocol.connection_lost": "d4e45c2d0fdc562b",
    "H11Protocol.data_received": "ed475eda42cc9c3d",
    "H11Protocol.handle_events": "d7b28a7ed9577f81",
    "H11Protocol.on_response_complete": "d90686c90d53a4db",
    "H11Protocol.pause_writing": "627fa9f41c25f184",
    "H11Protocol.resume_writing": "df8c93a5cae4949f",
    "H11Protocol.send_400_response": "44d08e7b6029b87d",
    "H11Protocol.timeout_keep_alive_handler": "fe50a9599222d744",
    "RequestResponseCycle.__init__": "1ed7fa85837030ca",
    "RequestResponseCycle.receive": "7529edc7cd9281d2",
    "RequestResponseCycle.send": "da5656c03e63c2f3",
}
"""Each method that is overridden, or that sets or reads an attribute used there, with a digest of its source."""
ATTRIBUTES = {"app", "conn", "cycle", "transport"}
"""Attributes of H11Protocol that are used."""
METHODS = {"on_response_complete", "send_400_response"}
"""Methods of H11Protocol that are overridden, beside those of asyncio.Protocol."""


def digest(name: str) -> str:
    member = h11_impl
    for part in name.split("."):
        member = getattr(member, part, None)
    return hashlib.sha256(" ".join(inspect.getsource(member).split()).encode()).hexdigest()[:16] if member else "missing"


@pytest.mark.parametrize("name", UVICORN_INTERNALS)
def test_internals_are_unchanged(name: str) -> None:
    assert digest(name) == UVICORN_INTERNALS[name], f"{name}: {ADVICE}"


def test_one_minor_version_is_allowed() -> None:
    dependencies = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    [uvicorn] = [found for found in map(Requirement, dependencies) if found.name == "uvicorn"]
    installed = Version(importlib.metadata.version("uvicorn"))
    assert installed in uvicorn.specifier
    assert Version(f"{installed.major}.{installed.minor + 1}.0") not in uvicorn.specifier, ADVICE


def test_nothing_else_of_uvicorn_is_used() -> None:
    tree = ast.parse(Path(connections.__file__).read_text(encoding="utf-8"))
    [own] = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == "LimitedProtocol"]
    defined = {node.name for node in own.body if isinstance(node, ast.FunctionDef)}
    defined |= {node.target.id for node in own.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    defined |= {target.id for node in own.body if isinstance(node, ast.Assign) for target in node.targets if isinstance(target, ast.Name)}
    used = {
        node.attr
        for node in ast.walk(own)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    assert used - defined == ATTRIBUTES
    inherited = {name for name in defined if hasattr(h11_impl.H11Protocol, name)}
    assert inherited - set(dir(asyncio.Protocol)) == METHODS
    assert {f"H11Protocol.{name}" for name in inherited} <= set(UVICORN_INTERNALS)
    assert "_" not in {name[0] for name in ATTRIBUTES | METHODS}
