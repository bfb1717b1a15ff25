"""What the fork server imports for its workers exists: it passes over a name that does not, and each worker would load it anew."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.server.run import run_server
from kg.server.settings import Settings
from kg.workers import worker_handle


class Begun(Exception):
    pass


def test_what_is_imported_for_workers_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    named = list(worker_handle._PRELOADED)

    def begun(*modules: str) -> None:
        named.extend(modules)
        raise Begun

    monkeypatch.setattr(worker_handle, "start_fork_server", begun)
    with pytest.raises(Begun):
        run_server(Settings(Path()))
    assert "kg.server.pages.preloaded" in named
    assert all(map(find_spec, named))
