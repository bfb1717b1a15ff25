"""What all engines share: a query is translated, run, and its rows given as those of DuckDB."""

from __future__ import annotations

import re
import socket
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any

from kg.errors import EngineFailed, EngineMissing, EngineUnreachable
from kg.store.parquet import table_files

_SECONDS = 5
"""To connect to an engine elsewhere."""
Row = dict[str, Any]


class EngineTables(ABC):
    """The Parquet tables of a folder, each a view of its files. Threads may share it: one query runs at a time."""

    dialect: str

    def __init__(self, folder: Path, engine: str) -> None:
        self.engine = engine
        self._lock = Lock()
        with needing(engine):
            self._connect()
            for name in sorted({path.name.split(".")[0] for path in folder.glob("*.parquet")}):
                self._make_view(name, [str(Path(file).resolve()) for file in table_files(folder, name)])

    def rows(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a query of DuckDB's SQL. Raises EngineFailed where the engine cannot run it."""
        from kg.queries.engines.translation import translate

        with self._lock:
            try:
                return [{name: _plain(value) for name, value in row.items()} for row in self._run(translate(query, values, self.dialect))]
            except Exception as error:  # each engine has exceptions of its own
                raise EngineFailed(self.engine, reason(error)) from error

    @abstractmethod
    def _connect(self) -> None: ...

    @abstractmethod
    def _make_view(self, name: str, files: list[str]) -> None: ...

    @abstractmethod
    def _run(self, sql: str) -> Iterator[Row]: ...


@contextmanager
def needing(engine: str) -> Iterator[None]:
    """Raises EngineMissing for a package that is not installed, EngineUnreachable for anything else that an engine says at its start."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise EngineMissing(engine, error.name or "") from error
    except EngineUnreachable:
        raise
    except Exception as error:
        raise EngineUnreachable(engine, reason(error)) from error


def check_listening(engine: str, address: str) -> None:
    """Raises EngineUnreachable where nothing takes connections at `//host:port`. An engine would try for a minute."""
    host, _, port = address.removeprefix("//").partition("/")[0].rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS).close()
    except (OSError, ValueError) as error:
        raise EngineUnreachable(engine, str(error)) from error


def reason(error: Exception) -> str:
    """The first sentence of what an engine says."""
    said = re.split(r"\n|; line \d|\. In (?:scope|query)|: In (?:scope|query)", str(error).strip())[0]
    return " ".join(said.split())[:200]


def _plain(value: Any) -> Any:
    """A value as DuckDB gives it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
