"""The manifest of a version: what it was built from, the records of its files, and a checksum of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.i18n import message
from kg.store.integrity import Records, records_from_json, write_synced

MANIFEST = "manifest.json"
_FILES, _SEAL = "files", "sha256"
_BEFORE_SEAL = f',\n "{_SEAL}": "'


def write_manifest(folder: Path, content: Mapping[str, Any], files: Records) -> None:
    """Write the manifest of a version. Its last member is the SHA-256 of the text before it."""
    text = json.dumps({**content, _FILES: files}, indent=1, ensure_ascii=False).removesuffix("\n}")
    write_synced(folder / MANIFEST, f'{text}{_BEFORE_SEAL}{_seal(text)}"\n}}\n'.encode())


def read_manifest(path: Path) -> dict[str, Any]:
    """The content of a manifest. Those of older programs record no files and have no checksum. Raises OSError, ValueError."""
    text = path.read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    if isinstance(content, dict) and (_FILES in content or _SEAL in content):
        before, _, seal = text.rpartition(_BEFORE_SEAL)
        if seal != f'{_seal(before)}"\n}}\n':
            raise ValueError(str(message("errors.damaged-version.seal")))
        del content[_SEAL]
    return content


def records_of(manifest: Mapping[str, Any]) -> Records:
    """The records of all files but the manifest; none in a version of an older program."""
    return records_from_json(manifest.get(_FILES, {}))


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
