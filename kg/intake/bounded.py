"""A command in a process of its own, with its children: bounded in time, its reply bounded in size, killed whole at the end."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

_BLOCK = 1 << 16
REPLY_TO = "KG_REPLY_TO"
"""The environment variable that tells the process the number of the file descriptor for its reply."""


@dataclass(frozen=True)
class Outcome:
    """`reply` is whole if `ended` is `done`. `exit_code` is that of subprocess.Popen: negative for a signal."""

    ended: str
    """`done`, `late` or `too_long`."""
    reply: bytes
    exit_code: int | None


def run_bounded(command: Sequence[str], *, seconds: float, reply_bytes: int, folder: str, environment: Mapping[str, str]) -> Outcome:
    """Run `command` in `folder` until it closes its reply, for at most `seconds` of wall time, and kill it and its children.

    The process may read its standard input to learn of its parent's end. What it prints is dropped.
    """
    ours, theirs = os.pipe()
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**environment, REPLY_TO: str(theirs)},
            pass_fds=[theirs],
            start_new_session=True,
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    try:
        ended, reply = _receive(ours, time.monotonic() + seconds, reply_bytes)
        if ended == "done":
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
        return Outcome(ended, reply, process.poll())
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)
        if process.stdin:
            process.stdin.close()


def _receive(source: int, deadline: float, limit: int) -> tuple[str, bytes]:
    poll = select.poll()
    poll.register(source, select.POLLIN)
    reply = bytearray()
    while (left := deadline - time.monotonic()) > 0:
        if not poll.poll(left * 1000):
            continue
        block = os.read(source, _BLOCK)
        if not block:
            return "done", bytes(reply)
        reply += block
        if len(reply) > limit:
            return "too_long", b""
    return "late", b""
