"""Any file as a text: read by the reader of its format, in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import signal
import stat
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from kg.errors import CannotRead, UnreadableFile, ZhengmaiError, error_classes, reading, rebuilt
from kg.i18n import Message, message
from kg.intake.bounded import Outcome, run_bounded
from kg.intake.pages import ReadText

_LOG = logging.getLogger(__name__)
_MIB = 1 << 20
_ROOT = Path(__file__).parents[2]
_TEXT = TypeAdapter(ReadText)


@dataclass(frozen=True)
class ReadLimits:
    """Bounds of reading one file. Sizes are in bytes, times in seconds."""

    file_size: int = 200 * _MIB
    cpu: int = 60
    """CPU time until the reader asks for more, by its pages (`kg.isolation.limit_time`); wall time is ten times that."""
    longest: int = 3600
    """CPU time of the longest reading: a hundred scanned pages and more."""
    memory: int = 4096 * _MIB
    """Address space of the process, and of each that it starts."""
    reply: int = 64 * _MIB
    """The text with its layout."""
    written: int = 512 * _MIB
    """A temporary file. All are removed."""


def read_file(path: Path, limits: ReadLimits | None = None) -> ReadText:
    """The text of a file of any format that a reader knows (`kg.intake.media_type`), whatever its ending says.

    Nothing outside a temporary folder is written, no network is there where the system allows that.
    Raises UnreadableFile, MissingReader; CannotRead for what the system refuses.
    """
    limits = limits or ReadLimits()
    with TemporaryDirectory(prefix="zhengmai-read-") as folder:
        copy = Path(folder) / f"original{_suffix(path)}"
        _copy(path, copy, limits.file_size)
        work = Path(folder) / "work"
        work.mkdir()
        outcome = run_bounded(
            [sys.executable, "-m", "kg.intake.reader_process", str(copy), json.dumps(asdict(limits))],
            seconds=10 * limits.longest,
            reply_bytes=limits.reply,
            folder=str(work),
            environment=process_environment(str(work)),
        )
    return text_of(path, outcome, limits)


def _suffix(path: Path) -> str:
    """The ending, which tells Markdown from plain text and nothing else."""
    return path.suffix.lower() if re.fullmatch(r"\.[a-zA-Z0-9]{1,8}", path.suffix) else ""


def _copy(path: Path, copy: Path, limit: int) -> None:
    """A copy is what is read: what the path leads to may change, and the process may have fewer rights."""
    with reading(path):
        source = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        _check(path, os.fstat(source), limit)
        with reading(path), copy.open("wb") as target:
            shutil.copyfileobj(os.fdopen(source, "rb", closefd=False), target)
    finally:
        os.close(source)


def _check(path: Path, state: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(state.st_mode):
        kind = message("intake.fault.folder") if stat.S_ISDIR(state.st_mode) else message("intake.fault.device")
        raise UnreadableFile(str(path), kind, message("intake.remedy.file"))
    if not state.st_size:
        raise UnreadableFile(str(path), message("intake.fault.empty"), message("intake.remedy.empty"))
    if state.st_size > limit:
        fault = message("intake.fault.too_large", size=state.st_size // _MIB, limit=limit // _MIB)
        raise UnreadableFile(str(path), fault, message("intake.remedy.too_large"))


def process_environment(folder: str) -> dict[str, str]:
    """The environment in which a process finds this package and writes to `folder`."""
    search = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": search, "PYTHONSAFEPATH": "1", "TMPDIR": folder, "PYTHONUTF8": "1"}


def text_of(path: Path, outcome: Outcome, limits: ReadLimits) -> ReadText:
    """What the process of a reader replied about `path`. Raises the error it replied, or UnreadableFile where it was ended."""
    if outcome.ended == "too_long":
        raise _refused(path, message("intake.fault.too_much_text", limit=limits.reply // _MIB))
    if outcome.ended == "late":
        raise _refused(path, message("intake.fault.too_slow"))
    reply = json.loads(outcome.reply) if outcome.reply else {}
    if "text" in reply:
        return _TEXT.validate_python(reply["text"])
    if "error" in reply:
        raise _named(path, rebuilt(error_classes()[reply["error"]], reply["values"], reply["told"]))
    if "unexpected" in reply:
        _LOG.warning("%s: %s", path, reply["unexpected"])
        fault = message("intake.fault.unexpected", fault=reply["unexpected"].splitlines()[-1][:200])
        raise UnreadableFile(str(path), fault, message("intake.remedy.unexpected"))
    raise _refused(path, _ended(outcome.exit_code, reply, limits))


def _ended(code: int | None, reply: dict[str, object], limits: ReadLimits) -> Message:
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return message("intake.fault.too_slow")
    if "memory" in reply:
        return message("intake.fault.too_much_memory", limit=limits.memory // _MIB)
    return message("intake.fault.crashed", code=code)


def _refused(path: Path, fault: Message) -> UnreadableFile:
    return UnreadableFile(str(path), fault, message("intake.remedy.bounds"))


def _named(path: Path, error: ZhengmaiError) -> ZhengmaiError:
    """The error, naming the file as it was given, not its copy."""
    if isinstance(error, UnreadableFile | CannotRead) or hasattr(error, "path"):
        error.path = str(path)
    return error
