"""The encodings of curated files: UTF-8 with or without byte order mark, or GB18030, as Excel and editors save them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from kg.i18n import Message, message

_SIGNATURES = {
    b"\x00\x00\xfe\xff": message("issues.encoding.known", name="UTF-32"),
    b"\xff\xfe\x00\x00": message("issues.encoding.known", name="UTF-32"),
    b"\xff\xfe": message("issues.encoding.known", name="UTF-16"),
    b"\xfe\xff": message("issues.encoding.known", name="UTF-16"),
    b"PK\x03\x04": message("issues.encoding.workbook", suffix=".xlsx"),
    b"\xd0\xcf\x11\xe0": message("issues.encoding.workbook", suffix=".xls"),
}
_GB18030_MARK = "\ufeff".encode("gb18030")


@dataclass(frozen=True)
class Encoding:
    """A codec of Python, and the byte order mark that the file begins with, or nothing."""

    codec: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        return self.mark + text.encode(self.codec)


UTF8_WITH_MARK = Encoding("utf-8", codecs.BOM_UTF8)


class UnknownEncoding(ValueError):
    """Bytes in an encoding that is not read. `name` is what they seem to be."""

    def __init__(self, name: Message) -> None:
        self.name = name
        super().__init__(name)


def decode(data: bytes) -> tuple[str, Encoding]:
    """The text without its byte order mark, and its encoding. Raises UnknownEncoding."""
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnknownEncoding(name)
    if b"\x00" in data:
        raise UnknownEncoding(message("issues.encoding.without_mark", name="UTF-16"))
    for encoding in (Encoding("utf-8"), Encoding("gb18030")):
        mark = {"utf-8": codecs.BOM_UTF8, "gb18030": _GB18030_MARK}[encoding.codec]
        try:
            text = data.removeprefix(mark).decode(encoding.codec)
        except UnicodeDecodeError:
            continue
        if encoding.codec == "utf-8" or _is_simplified(text):
            return text, Encoding(encoding.codec, mark if data.startswith(mark) else b"")
    raise UnknownEncoding(_guess(data))


def _is_simplified(text: str) -> bool:
    """Big5 and Shift-JIS bytes often decode as GB18030 too, but into characters that simplified Chinese does not use."""
    foreign = [c for c in text if c > "\x7f"]
    return sum(not in_gb2312(c) for c in foreign) <= len(foreign) // 10


def in_gb2312(character: str) -> bool:
    """Whether simplified Chinese uses the character, or one of the marks that official texts have beside GB 2312."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "—·〔〕①②③④⑤⑥⑦⑧⑨⑩"
    return True


def _guess(data: bytes) -> Message:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return message("issues.encoding.known", name=best.encoding) if best else message("issues.encoding.unknown")
