"""A Word document in one XML file, with its parts in it (`pkg:package`, "Flat OPC"), made a package of parts."""

from __future__ import annotations

import base64
import binascii
import zipfile
from pathlib import Path

from lxml import etree

from kg.i18n import message
from kg.intake.archives import damaged
from kg.intake.xml import parse_xml

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def is_flat(data: bytes) -> bool:
    """Whether a file begins as such a document."""
    return b"<pkg:package" in data[:4096].replace(b"\x00", b"")


def unpack(path: Path, target: Path) -> None:
    """Write the parts of the document `path` to the archive `target`. Raises UnreadableFile."""
    written: set[str] = set()
    with zipfile.ZipFile(target, "w") as archive:
        for part in parse_xml(path.read_bytes(), path.name).findall(f"{_PACKAGE}part"):
            name = (part.get(f"{_PACKAGE}name") or "").lstrip("/")
            if name and name not in written:
                written.add(name)
                archive.writestr(name, _content(path, name, part))


def _content(path: Path, name: str, part: etree._Element) -> bytes:
    tree, binary = part.find(f"{_PACKAGE}xmlData/*"), part.findtext(f"{_PACKAGE}binaryData")
    try:
        return etree.tostring(tree) if tree is not None else base64.b64decode(binary or "")
    except binascii.Error as error:
        raise damaged(path, message("intake.part.broken", part=name)) from error
