"""Files of the user that cannot be read or written."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike

from kg.errors.base import ZhengmaiError
from kg.i18n import Message, message


@dataclass(eq=False)
class CannotRead(ZhengmaiError):
    """A file or folder that was named cannot be read."""

    code = "cannot-read"
    path: str
    fault: str | Message


@dataclass(eq=False)
class CannotWrite(ZhengmaiError):
    """A file or folder that was named cannot be written."""

    code = "cannot-write"
    path: str
    fault: str | Message


@dataclass(eq=False)
class DiskFull(ZhengmaiError):
    """No room is left."""

    code = "disk-full"
    status = 507
    path: str


@contextmanager
def reading(path: str | PathLike[str]) -> Iterator[None]:
    """Read `path` inside. Raises CannotRead for what the system or the encoding refuses."""
    try:
        yield
    except OSError as error:
        raise CannotRead(str(error.filename or path), _refusal(error)) from error
    except UnicodeDecodeError as error:
        raise CannotRead(str(path), str(error)) from error


@contextmanager
def writing(path: str | PathLike[str]) -> Iterator[None]:
    """Write to `path` inside. Raises CannotWrite, DiskFull for what the system refuses."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise as_write_error(error, path) from error


def as_write_error(error: OSError, path: str | PathLike[str]) -> CannotWrite | DiskFull:
    """The error of ours for one of the system."""
    named = str(error.filename or path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error):  # errors of the graph store have no number
        return DiskFull(named)
    return CannotWrite(named, _refusal(error))


def _refusal(error: OSError) -> str | Message:
    """What the system says, in the words of our catalog where they are known: the system speaks English to everybody."""
    if error.errno == errno.ENOENT:
        return message("errors.cannot-read.missing")
    if error.errno in (errno.EACCES, errno.EPERM):
        return message("errors.cannot-read.denied")
    return error.strerror or str(error)
