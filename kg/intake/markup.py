"""Whether the beginning of a text is HTML or Markdown."""

from __future__ import annotations

import re

_PROLOG = re.compile(rb"(?:\s+|<!--.{0,20000}?-->|<\?xml[^>]{0,200}\?>)", re.DOTALL)
_FIRST_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|base|frameset"
    rb"|(?:table|div|p|span|h[1-6]|center|font|ul|ol|article|section|header|nav|main|b|strong|br|a|img)[\s/>])",
    re.IGNORECASE,
)
_END_TAG = re.compile(rb"</(?:p|div|td|tr|table|span|li|h[1-6]|a|body|html|style|script)\s*>", re.IGNORECASE)
_LEAST_END_TAGS = 5
_SAVED_PAGE = re.compile(rb"^content-type:\s*multipart/related\b|^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)
_HTML_PART = re.compile(rb"^content-type:\s*text/html", re.IGNORECASE | re.MULTILINE)
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"
_HEADING = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_RULE_OF_TABLE = re.compile(rb"^\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:? *)?\|? *\r?$", re.MULTILINE)
_LEAST_HEADINGS = 3


def is_html(head: bytes) -> bool:
    """Whether the first bytes of a text are those of a page, in any encoding, or of a page saved with all it shows (MHTML)."""
    plain = head.lstrip(_BYTE_ORDER_MARKS).replace(b"\x00", b"")
    at = 0
    while prolog := _PROLOG.match(plain, at):
        at = prolog.end()
    return bool(_FIRST_TAG.match(plain, at)) or is_saved_page(plain)


def has_tags(head: bytes) -> bool:
    """Whether the first bytes of a text have many tags, whatever stands before them."""
    return len(_END_TAG.findall(head.replace(b"\x00", b""))) >= _LEAST_END_TAGS


def is_saved_page(head: bytes) -> bool:
    """Whether the first bytes are those of a page saved with all that it shows (MHTML, RFC 2557)."""
    return bool(_SAVED_PAGE.search(head[:4096]) and _HTML_PART.search(head))


def is_markdown(head: bytes) -> bool:
    """Whether the first bytes of a text have several headings or a table as Markdown writes them."""
    plain = head.replace(b"\x00", b"")
    return len(_HEADING.findall(plain)) >= _LEAST_HEADINGS or bool(_RULE_OF_TABLE.search(plain))
