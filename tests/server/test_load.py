"""Many concurrent clients with all kinds of requests get no errors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server.serving import Serving

pytestmark = pytest.mark.timing

BENCH = Path(__file__).parents[2] / "bench/serving.py"


def test_64_concurrent_clients_get_no_errors(serve: Callable[..., Serving], real_home: Path) -> None:
    """The benchmark asks for what the real data holds."""
    server = serve("--home", real_home, "--rate", "0")
    command = [sys.executable, str(BENCH), server.address, "--clients", "64", "--seconds", "5"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr
    assert ", 0 errors" in result.stdout


def test_load_generator_reports_errors(serve: Callable[..., Serving], home: Path) -> None:
    """The proof above can fail."""
    serving = serve("--home", home, "--workers", "1", "--rate", "5")
    command = [sys.executable, str(BENCH), serving.address, "--clients", "4", "--seconds", "2"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1
    assert "429" in result.stdout
