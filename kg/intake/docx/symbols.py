"""Characters of symbol fonts (Symbol, Wingdings) as Unicode, and characters that Word draws a circle around."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

UNKNOWN = "\ufffd"
"""A symbol that nobody knows here."""
_SYMBOL = dict(
    zip(
        range(0x22, 0xFF),
        "∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
        + "\ufffd" * 33
        + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
"""The encoding of the font Symbol."""
_WINGDINGS = dict(
    zip(
        [*range(0x80, 0x96), *bytes.fromhex("22282a466c6d6e6f70717274757677 9e9fa1a4a7a8abb2d8e0dfe1e2e8f0fbfcfdfe")],
        "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿" + "✂☎✉☞●❍■□□❑❒◆◆❖◆" + "·•○◉▪□★☆➢→←↑↓➔⇨✗✓☒☑",
        strict=True,
    )
)
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⊗", 0x97: "●", 0xA3: "□", 0xA4: "□", 0x98: "●", 0xAE: "◆"}
_FONTS: dict[str, dict[int, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_USUAL = {0xB7: "•", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xA8: "□", 0xFE: "☑"}
"""What stands at these places in the fonts that bullets come from, where no font is named."""
_PRIVATE = re.compile(r"[\uf000-\uf0ff]")
_CIRCLED = re.compile(r"\bEQ\s*\\o\s*(?:\\a[clr]\s*)?\(\s*(.+?)\s*[,，]\s*(.+?)\s*\)", re.IGNORECASE | re.DOTALL)
_CIRCLES = "○〇◯"


def symbol(code: str, font: str) -> str:
    """The character of `w:sym` with a hexadecimal code, or UNKNOWN."""
    try:
        point = int(code, 16)
    except ValueError:
        return UNKNOWN
    own = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    if (table := _FONTS.get(font.lower())) is not None:
        return table.get(own, UNKNOWN)
    if own != point:
        return _USUAL.get(own, UNKNOWN)
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000 else UNKNOWN


def from_symbol_font(text: str, font: str) -> str:
    """`text` with the characters of a symbol font in the private area as Unicode, UNKNOWN for those nobody knows."""
    if font.lower() in _FONTS and font.lower() != "symbol" and text.isascii():
        return "".join(character if character.isspace() else symbol(f"{ord(character):x}", font) for character in text)
    return _PRIVATE.sub(lambda match: symbol(f"{ord(match[0]):x}", font), text)


def circled(code: str) -> str:
    r"""What a field shows that draws a circle around characters, `eq \o\ac(○,11)`: ⑪, or the characters. Empty for other fields."""
    match = _CIRCLED.search(code)
    if match is None:
        return ""
    first, second = match[1].strip(), match[2].strip()
    inner = second if first in _CIRCLES else first if second in _CIRCLES else ""
    return _enclosed().get(inner, inner)


@cache
def _enclosed() -> dict[str, str]:
    """11 -> ⑪, 一 -> ㊀, by the compatibility decompositions of Unicode."""
    blocks = (range(0x2460, 0x2474), range(0x24B6, 0x24EA), range(0x3251, 0x3260), range(0x3280, 0x32C0))
    return {unicodedata.normalize("NFKD", chr(point)): chr(point) for block in blocks for point in block}
