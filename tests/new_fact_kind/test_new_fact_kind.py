"""docs/adding.md followed to the letter: its made-up kind of fact is counted, searched, drawn, marked and exported in every interface."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.test_docs import ROOT, Block, Desk, blocks, desk, is_new_fact_kind, run

__all__ = ["desk"]

PAGE = ROOT / "docs" / "adding.md"
IN_THE_COPY = Path(__file__).with_name("in_the_copy.py")


def section() -> Iterator[Block]:
    """The blocks of the page that add a kind of fact."""
    return filter(is_new_fact_kind, blocks(PAGE))


def test_a_new_kind_of_fact_is_everywhere(desk: Desk) -> None:
    desk.keep(("taiyuan-2018-2",))
    for block in section():
        run(block, desk)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pyproject.toml", "--rootdir", ".", str(IN_THE_COPY)]
    seen = subprocess.run(command, cwd=desk.folder, env=desk.environment, capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stdout + seen.stderr


def test_one_file_of_code_is_touched() -> None:
    written = [block.file for block in section() if block.file and block.verb != "From"]
    assert [file for file in written if file.endswith(".py")] == ["kg/model/facts.py"]
    assert {Path(file).suffix for file in written} == {".py", ".ttl", ".csv"}
