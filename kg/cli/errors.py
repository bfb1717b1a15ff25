"""Error reports of the command line, on standard error.

An error of kg.errors is reported by its message, with exit code 1. Any other exception is an internal error: it is reported with its
traceback and what to do about it, and the exit code is 70 (EX_SOFTWARE of sysexits.h).
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
INTERNAL_ERROR = 70
_SYSTEM_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE)
"""Errors of the operating system that are not internal errors, wherever they occur."""


@contextmanager
def reporting_errors() -> Iterator[None]:
    """Report an exception of the block and exit."""
    try:
        yield
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if known := _known_error(error):
            print(known, file=sys.stderr)
            sys.exit(USER_ERROR)
        from kg import __version__
        from kg.i18n import text

        traceback.print_exc()
        print(text("cli.fault", version=__version__), file=sys.stderr)
        sys.exit(INTERNAL_ERROR)


def _known_error(error: Exception) -> ZhengmaiError | None:
    """The error as one of kg.errors, with parameters named as options; None for an internal error."""
    from dataclasses import replace

    from kg.errors import UnknownValue, ZhengmaiError, as_write_error

    if isinstance(error, UnknownValue) and error.parameter:
        return replace(error, parameter="--" + error.parameter.replace("_", "-"))
    if isinstance(error, ZhengmaiError):
        return error
    if isinstance(error, OSError) and (error.errno in _SYSTEM_ERRORS or "No space left" in str(error)):
        return as_write_error(error, error.filename or "")
    return None
