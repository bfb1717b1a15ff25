"""The log of a server beside the viewer is bounded in size."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kg.server.background import BoundedLog, server_beside
from kg.server.run import CannotServe


def test_a_log_is_begun_anew_before_it_is_too_large(tmp_path: Path) -> None:
    log = BoundedLog(tmp_path / "server.log", max_bytes=1000)
    for number in range(100):
        log.handle(logging.makeLogRecord({"msg": f"line {number:03} " + "x" * 40}))
    log.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["server.log", "server.log.1"]
    assert all((tmp_path / name).stat().st_size <= 1000 for name in files)
    assert "line 099" in (tmp_path / "server.log").read_text(encoding="utf-8")


def test_why_a_server_did_not_start_is_told_and_in_its_log(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match="kg build"), server_beside(tmp_path, 0):
        pass
    assert "kg build" in (tmp_path / "server.log").read_text(encoding="utf-8")
