"""Whoever opens a folder pays nothing for what others open over a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.graph import Graph


def test_a_folder_is_opened_without_what_a_network_needs(home: Path) -> None:
    code = (
        "import kg, sys; kg.open(sys.argv[1]).answer('documents'); "
        "print(*sorted({'httpx', 'kg.remote', 'kg.store.http_client', 'pandas'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("kind", [str, Path])
def test_a_folder_is_a_folder(home: Path, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.open_remote", lambda _: pytest.fail("a folder was taken for an address"))
    assert isinstance(kg.open(kind(home)), Graph)
