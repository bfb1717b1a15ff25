"""The life of a worker process: cut off, bounded, it opens once and then answers one job at a time."""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import signal
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.workers.limits import Limits, too_much_memory
from kg.workers.opening import Opened, Opening, set_opened

HEADER = struct.Struct(">Q")
"""Before each message its length."""

OUT_OF_MEMORY = 77
"""The exit code of a process that had no memory left to say so."""

_CLONE_NEWUSER, _CLONE_NEWNET, _PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1
_NICER = 5


def serve_jobs(connection: socket.socket, opening: Opening, limits: Limits, warm_up: Callable[[], object]) -> None:
    """Answer jobs on `connection` until the parent closes it. The first message says whether the network is walled off.

    What `warm_up` loads does not count as memory that a job takes.
    """
    with connection, connection.makefile("rwb") as stream:
        try:
            walled = _confine(keep_network=opening.kind == "endpoint")
            opened = Opened(opening, limits)
            _ = opened.store
            set_opened(opened)
            warm_up()
            _bound_memory(limits.memory)
        except Exception as error:
            _send(stream, False, error)
            return
        _send(stream, True, walled)
        try:
            _answer(stream, limits)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _answer(stream: Any, limits: Limits) -> None:
    while header := stream.read(HEADER.size):
        job, args, kwargs = pickle.loads(stream.read(HEADER.unpack(header)[0]))
        try:
            good, value = True, job(*args, **kwargs)
        except MemoryError:
            good, value = False, too_much_memory(limits)
        except Exception as error:
            good, value = False, too_much_memory(limits) if "OutOfMemory" in type(error).__name__ else error
        _send(stream, good, value)


def _send(stream: Any, good: bool, value: Any) -> None:
    try:
        words = pickle.dumps((good, value))
        if not good:
            pickle.loads(words)
    except Exception:  # an error that does not travel as it is travels as its words
        words = pickle.dumps((False, RuntimeError(f"{type(value).__name__}: {value}")))
    stream.write(HEADER.pack(len(words)))
    stream.write(words)
    stream.flush()


def _confine(*, keep_network: bool) -> bool:
    """Whether this process now has no network. It dies with its parent, yields to its betters, and leaves no core dump."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(_NICER)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would reserve memory for itself
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A network namespace of its own holds nothing but a loopback that is down; it must be made before the process has threads.
    return not keep_network and (libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0)


def _bound_memory(extra: int) -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + extra
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
