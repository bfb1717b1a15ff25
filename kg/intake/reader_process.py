"""The process that reads one file: `python -m kg.intake.reader_process FILE LIMITS`. It isolates itself and sends one reply."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import ZhengmaiError
from kg.intake.bounded import REPLY_TO
from kg.isolation import isolate, limit_file_size, limit_memory, limit_time

_NICENESS = 5


def main(path: Path, limits: dict[str, int]) -> None:
    """Read `path`, and write the text or the error as JSON to the file descriptor that the environment names."""
    reply = int(os.environ[REPLY_TO])
    os.set_inheritable(reply, False)
    isolate(_NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_time(limits["cpu"], limits["longest"])
    limit_file_size(limits["written"])
    limit_memory(limits["memory"])
    with open(reply, "wb") as stream:
        try:
            stream.write(_read(path))
        except MemoryError:
            stream.write(b'{"memory": true}')


def _read(path: Path) -> bytes:
    from pydantic import TypeAdapter

    from kg.intake.media_type import media_type
    from kg.intake.pages import ReadText
    from kg.intake.readers import reader_of
    from kg.intake.several import other_documents

    try:
        read = reader_of(media_type(path)).read(path)
        read = replace(read, doubts=(*read.doubts, *other_documents(read.text)))
        return b'{"text": ' + TypeAdapter(ReadText).dump_json(read) + b"}"
    except MemoryError:
        raise
    except ZhengmaiError as error:
        return _json({"error": error.code, "values": error.parameters, "told": str(error)})
    except Exception:
        return _json({"unexpected": traceback.format_exc()})


def _json(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply).encode("ascii", "replace")


def _end_with_parent() -> None:
    """The parent keeps standard input open as long as it lives. What this process started ends with it."""
    os.read(0, 1)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
