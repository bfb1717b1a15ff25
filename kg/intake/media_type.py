"""What a file is, by its content: the ending says nothing, but that a plain text is Markdown."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from kg.errors import UnreadableFile, reading
from kg.i18n import Message, message
from kg.intake.archives import Archive, open_archive
from kg.intake.markup import has_tags, is_html, is_markdown

_HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {b"{\\rtf": "rtf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"II*\x00": "tiff", b"MM\x00*": "tiff"}
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (rb"Rar!\x1a\x07", "archive"),
    (rb"7z\xbc\xaf\x27\x1c", "archive"),
    (rb"\x1f\x8b|BZh|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|.{257}ustar", "archive"),
    (rb"MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "program"),
    (rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}(?:AVI |WAVE)|ID3|\xff[\xfb\xf3\xf2]|OggS|fLaC|FLV\x01|\x00\x00\x01\xba|0&\xb2u", "recording"),
    (rb"GIF8|BM.{12}[\x0c\x28\x7c]\x00|RIFF.{4}WEBP|\x00\x00\x01\x00.\x00|\x00\x00\x00\x0cjP|AT&TFORM", "image"),
    (rb"SQLite format 3\x00|PAR1", "data"),
    (rb"%!PS|\x04%!PS", "postscript"),
)
"""What files begin with that no reader knows, and what they are."""
_WORD_XML = re.compile(rb"^[^<]{0,8}<\?xml\b.{0,2000}?<(?:w:wordDocument|pkg:package)\b", re.DOTALL)
"""A Word document as one XML file, of 2003 or of today."""
_MARKDOWN = (".md", ".markdown")
_MAIN = re.compile(r"^(?:word/document\d*\.xml)$", re.IGNORECASE)
_OLE_STREAMS = {
    "WordDocument": "doc",
    "EncryptedPackage": "encrypted",
    "Workbook": "workbook",
    "Book": "workbook",
    "PowerPoint Document": "slides",
    "CONTENTS": "wps",
    "HwpSummaryInformation": "hwp",
}


def media_type(path: Path) -> str:
    """A key of `kg.intake.readers.READERS`. Raises UnreadableFile, which says what other file it is; CannotRead."""
    with reading(path), path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise UnreadableFile(str(path), message("intake.fault.empty"), message("intake.remedy.empty"))
    if found := next((kind for signature, kind in _SIGNATURES.items() if head.startswith(signature)), None):
        return found
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _of_archive(path, open_archive(path))
    if head.startswith(_OLE):
        return _of_compound(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, kind in _OTHERS:
        if re.match(signature, head, re.DOTALL):
            raise _other(path, kind)
    return _of_text(path, head)


def _of_archive(path: Path, archive: Archive) -> str:
    names = set(archive.names)
    if "mimetype" in names:
        kind = archive.read("mimetype")[:80].decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            if b"encryption-data" in (archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""):
                raise _encrypted(path)
            return "odt"
        raise _other(path, {"spreadsheet": "workbook", "presentation": "slides"}.get(kind.rpartition(".")[2], "archive"))
    if any(name.strip("/").lower() == "ofd.xml" for name in names):
        return "ofd"
    if any(map(_MAIN.match, names)):
        return "docx"
    for folder, kind in (("xl/", "workbook"), ("ppt/", "slides"), ("word/", "docx")):
        if any(name.startswith(folder) for name in names):
            if kind == "docx":
                return kind
            raise _other(path, kind)
    raise _other(path, "archive")


def _of_compound(path: Path) -> str:
    """A Microsoft compound file ([MS-CFB]) is what its streams are named."""
    with reading(path):
        data = path.read_bytes()
    for stream, kind in _OLE_STREAMS.items():
        if _names_stream(data, stream):
            if kind == "encrypted" or (kind == "doc" and _is_encrypted_word(data)):
                raise _encrypted(path)
            if kind not in ("doc", "wps"):
                raise _other(path, kind)
            return kind
    raise _other(path, "unknown")


def _names_stream(data: bytes, name: str) -> bool:
    """Whether a directory entry has that name: 64 bytes of UTF-16 filled with zeros, then its length in bytes with the last zero."""
    written = (name + "\x00").encode("utf-16-le")
    return written.ljust(64, b"\x00") + struct.pack("<H", len(written)) in data


def _is_encrypted_word(data: bytes) -> bool:
    """The bit fEncrypted of the Fib ([MS-DOC] 2.5.2), which begins with 0xA5EC at the start of a sector."""
    for start in range(512, min(len(data) - 12, 1 << 22), 512):
        if data[start : start + 2] == b"\xec\xa5":
            return bool(struct.unpack_from("<H", data, start + 10)[0] & 0x0100)
    return False


def _of_text(path: Path, head: bytes) -> str:
    from kg.intake.charset import looks_like_text

    if not looks_like_text(head):
        raise _other(path, "unknown")
    if _WORD_XML.search(head.replace(b"\x00", b"")[:4096]):
        return "xml"
    if is_html(head):
        return "html"
    if path.suffix.lower() in _MARKDOWN:
        return "markdown"
    if has_tags(head):
        return "html"
    return "markdown" if is_markdown(head) else "text"


def _encrypted(path: Path) -> UnreadableFile:
    return UnreadableFile(str(path), message("intake.fault.encrypted"), message("intake.remedy.encrypted"))


def _other(path: Path, kind: str) -> UnreadableFile:
    return UnreadableFile(str(path), message("intake.fault.other", kind=_KINDS[kind]), message("intake.remedy.other"))


_KINDS: dict[str, Message] = {
    "archive": message("intake.kind.archive"),
    "data": message("intake.kind.data"),
    "hwp": message("intake.kind.hwp"),
    "image": message("intake.kind.image"),
    "postscript": message("intake.kind.postscript"),
    "program": message("intake.kind.program"),
    "recording": message("intake.kind.recording"),
    "slides": message("intake.kind.slides"),
    "unknown": message("intake.kind.unknown"),
    "workbook": message("intake.kind.workbook"),
}
