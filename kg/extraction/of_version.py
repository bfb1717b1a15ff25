"""The drafts of a document that a version holds: made of the data that the version was built from, and kept in its home.

`<home>/drafts/<version>/<document>-<rules>.json`.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.build.fingerprint import version_of
from kg.curation.files import replace_file
from kg.errors import OtherData
from kg.extraction.fingerprint import rules_digest
from kg.store.versions import Version


def drafts_of_version(version: Version, document: str, data: Path) -> dict[str, Any]:
    """What `kg draft` gives of the document with that id, by the rules alone, with `version` and `status`, which is `draft`.

    Takes seconds at the first call. Raises OtherData where `data` are not what the version was built from, and its drafts are not kept.
    """
    kept = version.home / "drafts" / version.id / f"{document}-{rules_digest()[:8]}.json"
    with suppress(OSError, ValueError):
        content: dict[str, Any] = json.loads(kept.read_bytes())
        return content
    from kg.extraction.report import draft_document

    if version_of(data) != version.id:
        raise OtherData(document, version.id)
    content = {"version": version.id, "status": "draft", **draft_document(document, data).as_json()}
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_file(kept, json.dumps(content, ensure_ascii=False).encode())
    return content
