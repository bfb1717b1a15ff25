"""A saved file as an HTML tree: its encoding, the main part of a page saved with all it shows, the address it came from."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message as MimePart
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

from kg.errors import UnreadableFile, reading
from kg.i18n import message
from kg.intake.archives import damaged
from kg.intake.charset import decode_text
from kg.intake.markup import is_saved_page

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FRONT_MATTER = re.compile(r"^\s*---\r?\n(?:[^\n]{0,500}\n){1,60}?---\r?\n(?=\s*<)")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(https?://[^\s>]+)|Page saved with SingleFile\s+url:\s*(https?://\S+)")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
"""Encodings that pages declare, and the larger ones that browsers take for them (WHATWG Encoding)."""
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
"""What libxml2 says of elements nested 2048 deep; it drops what is deeper."""
_MOST_BROKEN = 0.001
_HIGH = [bytes([byte]) for byte in range(0xA1, 0xFF)]
_PLAIN = 100
"""Bytes of Chinese characters that tell an encoding for sure."""


class Page(NamedTuple):
    """A page as a tree. `address`: where it was saved from, as the file says; else empty."""

    root: html.HtmlElement
    address: str


def read_page(path: Path) -> Page:
    """The page. Raises UnreadableFile where it has no encoding or no elements, CannotRead."""
    with reading(path):
        data = path.read_bytes()
    address, declared = "", ""
    if is_saved_page(data):
        data, address, declared = _main_part(data)
    text = _decoded(path, data, declared)
    root = _parsed(path, text)
    return Page(root, address or _address(root, text))


def _main_part(data: bytes) -> tuple[bytes, str, str]:
    """The page of an MHTML file, its address and its encoding."""
    whole = message_from_bytes(data, policy=policy.compat32)
    parts = [part for part in whole.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    address = str(whole.get("Snapshot-Content-Location") or "")
    if not parts:
        return b"", address, ""
    main = next((part for part in parts if address and part.get("Content-Location") == address), parts[0])
    content = main.get_payload(decode=True)
    return content if isinstance(content, bytes) else b"", address or _location(main), str(main.get_content_charset() or "")


def _location(part: MimePart) -> str:
    location = str(part.get("Content-Location") or "")
    return location if location.startswith(("http://", "https://")) else ""


def _decoded(path: Path, data: bytes, declared: str) -> str:
    """The text: by content where that is plain, else as declared."""
    found = decode_text(data)
    if found and not found.broken and (found.encoding.startswith("utf") or sum(map(data.count, _HIGH)) > _PLAIN):
        return found.text
    name = (declared or (match[1].decode("ascii") if (match := _DECLARED.search(data[:8192])) else "")).lower()
    try:
        text = data.decode(_WIDER.get(name, name or "utf-8"), "replace")
    except LookupError:
        text = "\ufffd"
    if text.count("\ufffd") <= len(text) * _MOST_BROKEN:
        return text
    if found is None:
        raise UnreadableFile(str(path), message("intake.fault.encoding"), message("intake.remedy.encoding"))
    return found.text


def _parsed(path: Path, text: str) -> html.HtmlElement:
    text = _XML_DECLARATION.sub("", _FRONT_MATTER.sub("", text, count=1), count=1).replace("\x00", "")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(str(path), message("intake.fault.page_empty"), message("intake.remedy.page_empty")) from error
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
        raise damaged(path, message("intake.part.too_deep"))
    return root


def _address(root: html.HtmlElement, text: str) -> str:
    """Where a page says it was saved from, or what it calls its own address."""
    if saved := _SAVED_FROM.search(text[:4096]):
        return saved[1] or saved[2]
    named = [
        *root.xpath("//meta[translate(@name, 'URL', 'url') = 'url' or @property = 'og:url']/@content"),
        *root.xpath("//link[@rel = 'canonical']/@href"),
    ]
    return next((str(address).strip() for address in named if re.match(r"\s*https?://[^/\s]+/\S", str(address))), "")
