"""The encodings that Chinese texts come in, told from the bytes alone."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.loaders.encoding import in_gb2312

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实"
    "加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军"
    "這為個國時來們對會發動過說產種後經進著電裡現實兩體機當點從業應還開與關線內數見長門處務議區總權萬員給號單規計設辦項縣級類團據"
    "规定办法通知意见市县区省人才政府部门单位管理工作服务企业项目资金万元以上按照根据"
)
"""The characters that one in four of a Chinese text are, in both scripts."""
_PUNCTUATION = frozenset("，。、；：（）《》“”？！〔〕—…·　")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MOST_CONTROLS = 0.005
_PLAUSIBLE = 0.9
_LIKELY = 0.08
"""The least share of frequent characters in a text that is Chinese."""
_MOST_BROKEN = 0.01
_SAMPLE = 200_000
"""Characters that are enough to tell an encoding."""


class Decoded(NamedTuple):
    """`broken`: places in `text` where U+FFFD stands for bytes that are no character of the encoding."""

    text: str
    encoding: str
    broken: tuple[int, ...] = ()


def decode_text(data: bytes, *, whole: bool = True) -> Decoded | None:
    """The text without its byte order mark; nothing where no encoding fits well. `whole`: the last character is not cut."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _with_holes(data[len(mark) :], codec, whole=whole)
    if b"~{" in data and data.isascii() and (text := _strict(data, "hz", whole=whole)) is not None:
        return Decoded(text, "hz")
    if b"\x00" not in data and (text := _strict(data, "utf-8", whole=whole)) is not None:
        return Decoded(text, "utf-8")
    found = _chinese(data, whole=whole) if b"\x00" not in data else None
    if found := found or _wide(data, whole=whole):
        return found
    return next(_damaged(data, whole=whole), None)


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file are a text in some encoding, not those of a program or an image."""
    decoded = decode_text(head, whole=False)
    if decoded:
        return _is_text(decoded.text)
    return b"\x00" not in head and len(_CONTROL.findall(head.decode("latin-1"))) <= len(head) * _MOST_CONTROLS


def _is_text(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= len(text) * _MOST_CONTROLS


def _strict(data: bytes, codec: str, *, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(data, whole)
    except UnicodeDecodeError:
        return None


def _with_holes(data: bytes, codec: str, *, whole: bool) -> Decoded | None:
    """The text with U+FFFD where bytes are broken; nothing where many are."""
    if (text := _strict(data, codec, whole=whole)) is not None:
        return Decoded(text, codec)
    text = codecs.getincrementaldecoder(codec)("replace").decode(data, whole)
    broken = tuple(match.start() for match in re.finditer("\ufffd", text))
    return Decoded(text, codec, broken) if len(broken) <= max(1, len(text) * _MOST_BROKEN) and _is_text(text) else None


def _chinese(data: bytes, *, whole: bool) -> Decoded | None:
    """GB18030 or Big5: the one whose characters are those in use."""
    scored: list[tuple[float, Decoded]] = []
    for codec, in_use in _IN_USE.items():
        text = _strict(data, codec, whole=whole)
        foreign = _foreign(text or "")
        if text is None or not foreign:
            continue
        share = sum(map(in_use, foreign)) / len(foreign)
        frequent = _frequent(foreign)
        if share >= _PLAUSIBLE or frequent >= _LIKELY:
            scored.append((frequent + (share >= _PLAUSIBLE) / 2, Decoded(text, codec)))
    return max(scored, key=lambda each: each[0])[1] if scored else None


def _in_big5(character: str) -> bool:
    """Whether Big5 has it among its frequent characters and symbols, not on its second level."""
    try:
        return character.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False


_IN_USE: dict[str, Callable[[str], bool]] = {"gb18030": in_gb2312, "big5hkscs": _in_big5}


def _wide(data: bytes, *, whole: bool) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: the one in which nearly all characters are ASCII or Chinese."""
    scored: list[tuple[float, Decoded]] = []
    for codec in _WIDE:
        text = _strict(data, codec, whole=whole)
        sample = (text or "")[:_SAMPLE]
        if text and (share := sum(map(_is_usual, sample)) / len(sample)) >= _PLAUSIBLE and _is_text(sample):
            frequent = _frequent(_foreign(text))
            if b"\x00" in data or frequent >= _LIKELY:
                scored.append((share + frequent, Decoded(text, codec)))
    return max(scored, key=lambda each: each[0])[1] if scored else None


def _foreign(text: str) -> list[str]:
    """The characters of the beginning that are not ASCII."""
    return [c for c in text[:_SAMPLE] if c > "\x7f"]


def _frequent(foreign: Sequence[str]) -> float:
    """The share of characters that Chinese texts have most."""
    return sum(c in _FREQUENT or c in _PUNCTUATION for c in foreign) / max(1, len(foreign))


def _is_usual(character: str) -> bool:
    return (
        " " <= character <= "~"
        or character in "\t\r\n\f"
        or "\u3000" <= character <= "\u303f"
        or "\u4e00" <= character <= "\u9fa5"
        or ("\uff00" <= character <= "\uffef" or character in _PUNCTUATION)
    )


def _damaged(data: bytes, *, whole: bool) -> Iterator[Decoded]:
    """A text with few broken bytes: its encoding is that in which it stays Chinese."""
    for codec in ("utf-8", *_IN_USE):
        decoded = _with_holes(data, codec, whole=whole)
        foreign = _foreign(decoded.text) if decoded else []
        if decoded and foreign and _frequent(foreign) >= _LIKELY:
            yield decoded
