"""`kg` in this process: a tenth of what a process of its own takes. Tests of what only a process has (signals, pipes, a terminal) start one."""

from __future__ import annotations

import io
import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from kg.cli import app
from kg.cli.errors import reporting_errors

SETTINGS = {"COLUMNS": "160", "LC_ALL": "C.UTF-8"}
"""The environment of every command, unless a test says otherwise."""


def kg(*words: object, home: Path | None = None, stdin: str = "", cwd: Path | None = None, **environment: str) -> CompletedProcess[str]:
    """What `kg` with these words ends with and writes. The environment and the folder are as before afterwards."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code = 0
    with (
        patch.dict(os.environ, SETTINGS | environment | ({"ZHENGMAI_HOME": str(home)} if home else {})),
        chdir(cwd or "."),
        redirect_stdout(out),
        redirect_stderr(err),
        patch("sys.stdin", io.StringIO(stdin)),
    ):
        if home is None:
            os.environ.pop("ZHENGMAI_HOME", None)
        try:
            with reporting_errors():
                app(list(map(str, words)), prog_name="kg")
        except SystemExit as end:
            code = int(end.code or 0)
    return CompletedProcess(["kg", *words], code, *map(_written, (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
