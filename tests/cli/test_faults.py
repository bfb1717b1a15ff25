"""Whose fault it is: errors of the user are told in a sentence, faults of the program with their traceback, in the reader's language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import kg

_BROKEN = """
import sys
import kg.graph
def answer(*_, **__): {fault}
kg.graph.Graph.answer = answer
sys.argv = ["kg", "ask", "tasks"]
from kg.cli import main
main()
"""


def run(home: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "ZHENGMAI"))}
    environment |= {"ZHENGMAI_HOME": str(home), "PYTHONUTF8": "1", **variables}
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize("fault", ["[].index('x')", "{}['x']", "int('x')", "raise FileNotFoundError(2, 'No such file', 'x')"])
def test_a_fault_of_the_program_is_not_told_as_the_users(home: Path, fault: str) -> None:
    result = run(home, "-c", _BROKEN.format(fault=fault))
    assert result.returncode == 70 and "Traceback" in result.stderr
    assert "This is a fault of the program" in result.stderr.splitlines()[-1]


def test_a_full_disk_is_told_in_a_sentence(home: Path) -> None:
    result = run(home, "-c", _BROKEN.format(fault="raise OSError(28, 'No space left on device', 'x')"))
    assert result.returncode == 1 and result.stderr.startswith("the disk is full (x)") and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("options", "variables", "said"),
    [
        ((), {}, "no question"),
        ((), {"LANG": "zh_CN.UTF-8"}, "没有“fundng”这个问题"),
        (("--lang", "zh"), {}, "没有“fundng”这个问题"),
        (("--lang", "en"), {"LC_ALL": "zh_CN.UTF-8"}, "no question"),
    ],
)
def test_the_language_is_the_one_asked_for_else_that_of_the_locale(
    home: Path, options: tuple[str, ...], variables: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG", raising=False)
    result = kg(*options, "ask", "fundng", home=home, **{"LC_ALL": "", "LC_MESSAGES": "", **variables})
    assert result.returncode == 1 and result.stderr.startswith(said)
