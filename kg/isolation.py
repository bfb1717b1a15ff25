"""Isolation of a process of this package: no network, bounded memory, CPU time and files, no life beyond its parent (Linux)."""

from __future__ import annotations

import ctypes
import math
import os
import resource
import signal
import time
from pathlib import Path

_CLONE_NEWUSER, _CLONE_NEWNET, _PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1
_WALL = 10
"""Wall time for CPU time: other processes want the processor too."""
_GRACE = 5
"""Seconds between SIGXCPU, which tells why a process ended, and SIGKILL."""


def isolate(niceness: int, *, keep_network: bool = False) -> bool:
    """Lower the priority, disable core dumps, die with the parent process, and leave the network. Returns whether there is no network.

    Call it before the process has threads.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(niceness)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would reserve memory for itself
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid()
    # A new network namespace has only a loopback interface that is down.
    isolated = not keep_network and (libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0)
    end_with(parent)  # after unshare, which clears it
    return isolated


def end_with(parent: int) -> None:
    """Be killed when the process `parent`, whose child this is, ends in whatever way."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limit_memory(extra: int) -> None:
    """Limit the address space to its present size and `extra` bytes."""
    _limit(resource.RLIMIT_AS, _memory(0) + extra)


def limit_time(seconds: int, longest: int | None = None) -> None:
    """From now on, end this process after `seconds` of CPU time (SIGXCPU) or ten times that of wall time (SIGALRM).

    A process that it starts has the CPU time too, not the alarm. Call it again to have more, up to `longest` of the first call in all.
    """
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if longest is not None and (hard == resource.RLIM_INFINITY or longest + _GRACE < hard):
        hard = longest + _GRACE
    allowed = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (allowed if hard == resource.RLIM_INFINITY else min(allowed, hard - _GRACE), hard))
    signal.setitimer(signal.ITIMER_REAL, _WALL * seconds)


def limit_file_size(size: int) -> None:
    """Let no file that this process or its children write grow beyond `size` bytes."""
    _limit(resource.RLIMIT_FSIZE, size)


def resident_memory() -> int:
    """Resident memory of this process in bytes."""
    return _memory(1)


def _limit(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (allowed, allowed))


def _memory(field: int) -> int:
    """Memory of this process in bytes: field 0 is its address space, field 1 its resident set (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[field]) * resource.getpagesize()
