"""Faults told to a person: plain sentences on standard error, exit code 1, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


def _sentences(error: BaseException) -> list[str] | None:
    """What to say of an error that a person can do something about; None for a fault of the program."""
    from kg.model.problems import InvalidData, Unanswerable
    from kg.queries.name_resolution import UnknownValue
    from kg.store.http_client import RemoteError
    from kg.store.versions import Busy, NoVersion, OldVersion, OtherBase

    if isinstance(error, InvalidData):
        return [*map(str, error.problems), f"{_count(len(error.problems), 'problem')}; the published version is untouched"]
    if isinstance(error, NoVersion | OldVersion | OtherBase | Busy | RemoteError):
        return [str(error)]
    if type(error).__name__ in ("CannotServe", "CannotOpen"):
        return [str(error)]
    faults = getattr(error, "faults", None)
    if isinstance(faults, list):
        return [*faults, f"{_count(len(faults), 'fault')}; the published version is untouched"]
    if isinstance(error, SyntaxError) and (error.filename or "").endswith(".py"):
        return None
    if isinstance(error, UnknownValue):
        parameter, told = str(error).split(":", 1)
        return [f"--{parameter.replace('_', '-')}:{told}"]
    if isinstance(error, Unanswerable):
        return [str(error)]
    if isinstance(error, LookupError | ValueError | SyntaxError) and type(error).__module__.startswith(("kg.", "builtins")):
        return [str(error)] if not isinstance(error, KeyError | IndexError) else None
    if isinstance(error, OSError):
        if "No space left" in str(error):  # the graph store's own errors have no number
            return [f"the disk is full ({error.filename or error}): make room and begin again; the published version is untouched"]
        return [f"{error.filename or 'file'}: {error.strerror or error}"]
    return None


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@contextmanager
def telling() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        sentences = _sentences(error)
        if sentences is None:
            raise
        print("\n".join(sentences), file=sys.stderr)
        sys.exit(1)
