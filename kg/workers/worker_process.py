"""The life of a worker process: cut off, bounded, it opens once and then answers one job at a time."""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import select
import signal
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import TooMuchMemory
from kg.workers.data_source import Opened, Opening, set_opened
from kg.workers.limits import Limits

HEADER = struct.Struct(">Q")
"""Before each message its length."""

TAKEN_UP = b"+"
"""What a worker says before it begins a job."""

OUT_OF_MEMORY = 77
"""The exit code of a process that had no memory left to say so."""

_LONGEST_WORDS = 10_000
_KEPT_AT_LEAST = 64 << 20
"""Bytes that a job may leave behind in a process that goes on."""

_CLONE_NEWUSER, _CLONE_NEWNET, _PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1


class Reply(NamedTuple):
    """What a worker says of a job: its result or the error it met, and whether the process is to be replaced."""

    good: bool
    value: Any
    spent: bool = False


def serve_jobs(connection: socket.socket, opening: Opening, limits: Limits, warm_up: Callable[[], object], nicer: int) -> None:
    """Answer jobs on `connection` until the parent closes it. The first message says whether the network is walled off.

    What `warm_up` loads does not count as memory that a job takes.
    """
    with connection, connection.makefile("rwb") as stream:
        try:
            walled = _confine(nicer, keep_network=opening.kind == "endpoint")
            threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
            opened = Opened(opening, limits)
            _ = opened.store
            set_opened(opened)
            warm_up()
            _bound_memory(limits.memory)
        except Exception as error:
            _send(stream, Reply(False, error))
            return
        _send(stream, Reply(True, walled))
        try:
            _answer(stream, limits)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _answer(stream: Any, limits: Limits) -> None:
    most_kept = _resident() + max(_KEPT_AT_LEAST, limits.memory // 4)
    while header := stream.read(HEADER.size):
        words = stream.read(HEADER.unpack(header)[0])
        stream.write(TAKEN_UP)
        stream.flush()
        job, args, kwargs = pickle.loads(words)
        try:
            good, value = True, job(*args, **kwargs)
        except MemoryError:
            good, value = False, TooMuchMemory(limits.memory)
        except Exception as error:
            good, value = False, TooMuchMemory(limits.memory) if "OutOfMemory" in type(error).__name__ else error
        short = isinstance(value, TooMuchMemory)
        _send(stream, Reply(good, value, short or _resident() > most_kept))  # the engine keeps what it once had


def _send(stream: Any, reply: Reply) -> None:
    try:
        words = pickle.dumps(tuple(reply))
        if not reply.good:
            pickle.loads(words)
    except MemoryError:
        raise
    except Exception:  # an error that does not travel as it is travels as its words
        words = pickle.dumps((False, RuntimeError(f"{type(reply.value).__name__}: {reply.value}"[:_LONGEST_WORDS]), reply.spent))
    stream.write(HEADER.pack(len(words)))
    stream.write(words)
    stream.flush()


def _end_with(connection: socket.socket) -> None:
    """End this process, whatever it is at, where nobody is left to hear the answer: a server that was killed kills no workers."""
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP)
    poll.poll()
    os._exit(1)


def _confine(nicer: int, *, keep_network: bool) -> bool:
    """Whether this process now has no network. It dies with its fork server, yields to its betters, and leaves no core dump."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(nicer)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would reserve memory for itself
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid()
    # A network namespace of its own holds nothing but a loopback that is down; it must be made before the process has threads.
    walled = not keep_network and (libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # after unshare, which clears it
    if os.getppid() != parent:
        os._exit(1)
    return walled


def _bound_memory(extra: int) -> None:
    most = _memory(0) + extra
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _resident() -> int:
    return _memory(1)


def _memory(field: int) -> int:
    """Bytes of this process: 0 its addresses, 1 what of them is in memory (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[field]) * resource.getpagesize()
