"""Errors told to a person on standard error.

An error of ours (kg.errors) is told in plain sentences: exit code 1. Anything else is a fault of the program: its traceback is shown,
with what to do about it, and the exit code is 70 (EX_SOFTWARE of sysexits.h).
"""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import ZhengmaiError

USER_ERROR = 1
INTERNAL_FAULT = 70
_OF_THE_SYSTEM = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE)
"""What a system refuses wherever a file is opened: no fault of the program."""


@contextmanager
def telling() -> Iterator[None]:
    """End the process with a message and an exit code where an error comes out of the block."""
    try:
        yield
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if known := _ours(error):
            print(known, file=sys.stderr)
            sys.exit(USER_ERROR)
        from kg import __version__
        from kg.i18n import text

        traceback.print_exc()
        print(text("cli.fault", version=__version__), file=sys.stderr)
        sys.exit(INTERNAL_FAULT)


def _ours(error: Exception) -> ZhengmaiError | None:
    """The error as one of ours, if a person can do something about it."""
    from dataclasses import replace

    from kg.errors import UnknownValue, ZhengmaiError, as_write_error

    if isinstance(error, UnknownValue) and error.parameter:
        return replace(error, parameter="--" + error.parameter.replace("_", "-"))
    if isinstance(error, ZhengmaiError):
        return error
    if isinstance(error, OSError) and (error.errno in _OF_THE_SYSTEM or "No space left" in str(error)):
        return as_write_error(error, error.filename or "")
    return None
