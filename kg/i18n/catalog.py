"""A catalog: YAML files that hold each message in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.i18n.language import Language


class Catalog(Mapping[str, Mapping[Language, str]]):
    """The messages of a folder: `<file>.<name>` -> language -> template. A file is read when a key of it is first asked for.

    A template is a format string (`str.format`): `{name}` stands for a value.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, dict[str, dict[Language, str]]] = {}

    def text(self, key: str, language: Language, /, **values: object) -> str:
        """The message `key` in `language`, with its values. Raises KeyError for a key or value that is missing."""
        template = self[key][language]
        return template.format(**values) if values else template

    def __getitem__(self, key: str) -> dict[Language, str]:
        file, _, name = key.partition(".")
        if file not in self._names:
            raise KeyError(key)
        return self._read(file)[name]

    def __contains__(self, key: object) -> bool:
        file, _, name = str(key).partition(".")
        return file in self._names and name in self._read(file)

    def __iter__(self) -> Iterator[str]:
        return (f"{file}.{name}" for file in self._names for name in self._read(file))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def files(self, *names: str) -> list[Path]:
        """The files of that name, to be hashed with what is made of them."""
        return [self._folder / f"{name}.yaml" for name in names]

    @cached_property
    def _names(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*.yaml"))

    def _read(self, file: str) -> dict[str, dict[Language, str]]:
        if file not in self._files:
            import yaml

            loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            self._files[file] = yaml.load((self._folder / f"{file}.yaml").read_text(encoding="utf-8"), Loader=loader) or {}
        return self._files[file]
