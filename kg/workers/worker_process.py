"""The main loop of a worker process: it isolates itself, opens its data source, then runs one job at a time."""

from __future__ import annotations

import os
import pickle
import select
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from kg.errors import TooMuchMemory
from kg.isolation import isolate, limit_memory, resident_memory
from kg.workers.data_source import DataSource, WorkerContext, set_worker_context
from kg.workers.limits import Limits

HEADER = struct.Struct(">Q")
"""The length of a message, sent before it."""

JOB_ACCEPTED = b"+"
"""Sent by a worker before it begins a job."""

OUT_OF_MEMORY = 77
"""The exit code of a process that could not allocate memory for its error message."""

_MAX_ERROR_LENGTH = 10_000
_MIN_RETAINED = 64 << 20
"""Bytes of resident memory that a worker may always keep after a job."""


class Reply(NamedTuple):
    """The outcome of a job. `value` is its result if `ok`, else the exception. `retire` asks the parent to replace the process."""

    ok: bool
    value: Any
    retire: bool = False


def serve_jobs(connection: socket.socket, source: DataSource, limits: Limits, warm_up: Callable[[], object], niceness: int) -> None:
    """Run jobs from `connection` until the parent closes it. The first reply says whether the network is isolated.

    Memory that `warm_up` allocates does not count towards the limit of a job.
    """
    with connection, connection.makefile("rwb") as stream:
        try:
            network_isolated = isolate(niceness, keep_network=source.kind == "endpoint")
            threading.Thread(target=_exit_with_parent, args=(connection,), daemon=True).start()
            context = WorkerContext(source, limits)
            _ = context.store
            set_worker_context(context)
            warm_up()
            limit_memory(limits.memory)
        except Exception as error:
            _send(stream, Reply(False, error))
            return
        _send(stream, Reply(True, network_isolated))
        try:
            _run_jobs(stream, limits)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _run_jobs(stream: Any, limits: Limits) -> None:
    max_retained = resident_memory() + max(_MIN_RETAINED, limits.memory // 4)
    while header := stream.read(HEADER.size):
        message = stream.read(HEADER.unpack(header)[0])
        stream.write(JOB_ACCEPTED)
        stream.flush()
        call = pickle.loads(message)
        try:
            ok, value = True, call()
        except MemoryError:
            ok, value = False, TooMuchMemory(limits.memory)
        except Exception as error:
            ok, value = False, TooMuchMemory(limits.memory) if "OutOfMemory" in type(error).__name__ else error
        out_of_memory = isinstance(value, TooMuchMemory)
        _send(stream, Reply(ok, value, out_of_memory or resident_memory() > max_retained))  # the engine does not return memory


def _send(stream: Any, reply: Reply) -> None:
    try:
        message = pickle.dumps(tuple(reply))
        if not reply.ok:
            pickle.loads(message)
    except MemoryError:
        raise
    except Exception:  # an exception that cannot be pickled is sent as its text
        text = f"{type(reply.value).__name__}: {reply.value}"[:_MAX_ERROR_LENGTH]
        message = pickle.dumps((False, RuntimeError(text), reply.retire))
    stream.write(HEADER.pack(len(message)))
    stream.write(message)
    stream.flush()


def _exit_with_parent(connection: socket.socket) -> None:
    """Exit when the parent closes the connection, whatever the worker is doing. A server that was killed cannot kill its workers."""
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP)
    poll.poll()
    os._exit(1)
