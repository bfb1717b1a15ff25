"""What the tests with LibreOffice share. Without it they are left out, which the end of the run says loudly.

Where ZHENGMAI_NEEDS_OFFICE is set they fail instead.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.intake.readers.office import program

PROGRAM = program()
Convert = Callable[[Sequence[Path], str], list[Path]]
"""Files and a format of LibreOffice (`doc:MS Word 97`) -> the files made of them, by one start of it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    if PROGRAM is None and not os.environ.get("ZHENGMAI_NEEDS_OFFICE"):
        for item in here:
            item.add_marker(pytest.mark.skip(reason="no LibreOffice"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    left_out = [report.nodeid for report in terminalreporter.stats.get("skipped", []) if "no LibreOffice" in str(report.longrepr)]
    if left_out:
        terminalreporter.section("LEFT OUT: tests with LibreOffice", sep="!", red=True, bold=True)
        for name in left_out:
            terminalreporter.line(name)
        terminalreporter.line(f"{len(left_out)} tests were NOT run: there is no LibreOffice. Install it (make office) and run them again.")


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    profile = tmp_path_factory.mktemp("profile")

    def converted(files: Sequence[Path], form: str) -> list[Path]:
        assert PROGRAM is not None, "there is no LibreOffice: make office"
        folder = tmp_path_factory.mktemp("converted")
        command = [str(PROGRAM), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", form]
        for _ in range(2):  # the first start makes the profile and ends
            if subprocess.run([*command, "--outdir", str(folder), *map(str, files)], capture_output=True, timeout=300).returncode == 0:
                break
        return [folder / f"{file.stem}.{form.partition(':')[0]}" for file in files]

    return converted
