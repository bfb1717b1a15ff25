"""Runs the server as a background process, beside the viewer."""

from __future__ import annotations

import contextlib
import logging
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Thread

from kg.errors import CannotServe
from kg.i18n import message

_STOP_TIMEOUT = 10.0
_LOG_BYTES = 5 << 20
_LAST_LINES = 20


@contextlib.contextmanager
def server_beside(home: Path, port: int) -> Iterator[str]:
    """Run the server of `home` during the block, and yield its address. Its log is `<home>/server.log`, which is limited in size.

    Raises CannotServe if it does not start.
    """
    log = home / "server.log"
    log_file = BoundedLog(log)
    last: deque[str] = deque(maxlen=_LAST_LINES)
    command = [sys.executable, "-m", "kg", "serve", "--home", str(home), "--port", str(port)]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", start_new_session=True
    )
    assert child.stdout is not None and child.stderr is not None
    writer = Thread(target=_write_log, args=(child.stderr, log_file, last), daemon=True)
    writer.start()
    try:
        line = child.stdout.readline()
        if not line:
            child.wait()
            writer.join(_STOP_TIMEOUT)
            fault = "".join(last).strip() or str(log)
            raise CannotServe(message("errors.cannot-serve.not_started", fault=fault))
        yield line.split()[-1]
    finally:
        child.terminate()
        try:
            child.wait(_STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        writer.join(_STOP_TIMEOUT)


class BoundedLog(RotatingFileHandler):
    """A log file that is rotated to `<file>.1` at `max_bytes`. Raises OSError if it cannot be opened."""

    def __init__(self, path: Path, max_bytes: int = _LOG_BYTES) -> None:
        super().__init__(path, maxBytes=max_bytes, backupCount=1, encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignore errors such as a full disk: the log ends, the server goes on."""


def _write_log(lines: Iterable[str], log: BoundedLog, last: deque[str]) -> None:
    """Write each line as it comes, and keep the last ones in `last`."""
    with contextlib.closing(log):
        for line in lines:
            last.append(line)
            log.handle(logging.makeLogRecord({"msg": line.rstrip("\n")}))


def free_port(preferred: int) -> int:
    """`preferred`, or 0, which means any free port, if it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            return 0
    return preferred
