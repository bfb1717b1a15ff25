"""The server as a process of its own, beside something else that runs in the foreground."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.errors import CannotServe
from kg.i18n import message

_ENDING = 10.0


@contextlib.contextmanager
def server_beside(home: Path, port: int) -> Iterator[str]:
    """Run the server of `home` and give its address; it ends with the block. Its log goes to `<home>/server.log`.

    Raises CannotServe where it does not start.
    """
    log = home / "server.log"
    with log.open("a", encoding="utf-8") as file:
        began = file.tell()
        command = [sys.executable, "-m", "kg", "serve", "--home", str(home), "--port", str(port)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=file, text=True, start_new_session=True)
    try:
        assert child.stdout is not None
        line = child.stdout.readline()
        if not line:
            child.wait()
            fault = log.read_text(encoding="utf-8")[began:].strip() or str(log)
            raise CannotServe(message("errors.cannot-serve.not_started", fault=fault))
        yield line.split()[-1]
    finally:
        child.terminate()
        try:
            child.wait(_ENDING)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def free_port(preferred: int) -> int:
    """`preferred`, or, where that is taken, 0: a free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            return 0
    return preferred
