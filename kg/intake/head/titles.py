"""The title of a document: its own, not that of the letter that issues it; and where letter and body begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.intake.head.issued import SUFFIX, issued_title, quoted
from kg.intake.head.lines import NUMBER, Line

_NOTICE = re.compile(r"(?:的|意见)(?:通知|公告|通告|函|决定|命令|启事|公示)(?:[（(].*[）)])?$")
_END = re.compile(
    r"(?:通知|意见|办法|细则|措施|方案|规划|计划|规定|条例|决定|公告|通告|批复|指引|指南|清单|纲要|要点|举措|政策|规则|标准|目录|报告|[一二三四五六七八九十\d]+条|行动|制度|章程|准则|规范|守则|名单|纪要|通报|规程|预案|若干|函)"
    r"(?:[（(][^（）()]*[）)])*$"
)
_ANNEX = re.compile(r"附件[\d一二三四五六]*[：:]")
_FEWEST_LETTERS = 4
_LONGEST_TITLE = 300
_LONGEST_TOP = 30
_LONGEST_TITLE_LINES = 6
_LONGEST_LINE = 60
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Block:
    """Lines that make one title: `lines[first:last]`, joined in `words`."""

    words: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Titles:
    """The title at the top, and, where that is of a letter, the title of what it issues, and where that stands."""

    top: Block | None
    own: str | None
    """The document's own title."""
    body: Block | None
    """The heading of what a letter issues."""
    letter: bool
    """Whether the text at the top is a letter that issues or puts up for comment another text."""


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u3000\u200b\ufeff]+", "", words)


def read_titles(lines: Sequence[Line], stated: str | None) -> Titles:
    """`stated` is the title that the file states outside its text."""
    top = _top_block(lines, stated)
    if ordered := _ordered_title(lines):
        body = _body_heading(lines, ordered, 0)
        return Titles(None, _bare(body.words if body else ordered), body, True)
    words = top.words if top else (stated or "").strip() if len(re.findall(r"[\u4e00-\u9fff]", stated or "")) >= _FEWEST_LETTERS else ""
    if not words:
        return Titles(None, None, None, False)
    words = _without_number(words[:_LONGEST_TITLE])
    issued = issued_title(words)
    if issued is None:
        return Titles(top, _bare(words), None, False)
    body = _body_heading(lines, issued, top.last if top else 0)
    if body is None and not _holds_a_body(lines, top.last if top else 0):
        return Titles(top, _bare(words), None, False)
    return Titles(top, _bare(body.words if body else issued), body, True)


def _ordered_title(lines: Sequence[Line]) -> str | None:
    """The title that an order names: 甲市人民政府令 第9号 《乙办法》已经…通过，现予公布."""
    for at, line in enumerate(lines[:_LONGEST_TOP]):
        if line.is_order:
            sentence = next((one.words for one in lines[at + 1 : at + 5] if one.is_sentence), "")
            return quoted(sentence)[0] if sentence.startswith("《") and re.search(r"公布|发布|施行", sentence) else None
    return None


def _bare(words: str) -> str:
    """Without 《》 around the whole, or around all but a remark in brackets."""
    if words.startswith("《"):
        inner, rest = quoted(words)
        if not rest or SUFFIX.fullmatch(rest):
            return inner + rest
    return words


def _without_number(words: str) -> str:
    return re.sub(rf"\s*[（(]?\s*{NUMBER.pattern}\s*[）)]?$", "", words)


def joined(parts: Sequence[str]) -> str:
    """Lines of one title as one: a blank stays only between letters and digits of the Latin alphabet."""
    words = ""
    for part in parts:
        part = re.sub(r"[ \t\u3000\u00a0]+", " ", part)
        words += (" " if words and _LATIN.match(words[-1]) and _LATIN.match(part) else "") + part
    return words


def _top_block(lines: Sequence[Line], stated: str | None) -> Block | None:
    block = _same_words(lines, stated) if stated else None
    shown = _first_block(lines)
    if block is None or (shown and shown.last <= block.first and _issues(shown, block.words)):
        return shown
    return _with_bodies(lines, block)


def _issues(letter: Block, title: str) -> bool:
    """Whether `letter` is the title of a letter that issues the text of this title: the file may name that alone."""
    issued = issued_title(letter.words)
    core = SUFFIX.sub("", squeezed(title).translate(_ALIKE))
    return issued is not None and SUFFIX.sub("", squeezed(issued).translate(_ALIKE)) == core


def _with_bodies(lines: Sequence[Line], block: Block) -> Block:
    """With the bodies in the lines above, where the title goes on from them: 甲市委 甲市人民政府 / 关于…的决定."""
    first = block.first
    while first and lines[first - 1].bodies and _title_goes_on(lines, first):
        first -= 1
    return _block(lines, first, block.last)


def _first_block(lines: Sequence[Line]) -> Block | None:
    """The first line that may be one of a title, with those that belong to it."""
    for at, line in enumerate(lines[:_LONGEST_TOP]):
        if line.is_mark or line.is_number or line.is_date or line.label or line.letterhead:
            continue
        if line.bodies and not _title_goes_on(lines, at + 1):
            continue
        if line.is_address or line.is_sentence or line.is_numbered:
            return None
        return block_at(lines, at)
    return None


def _title_goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether bodies named in a line begin a title: 关于 follows them, after more bodies perhaps."""
    for line in lines[at : at + 4]:
        if not line.bodies:
            return line.words.startswith(("关于", "印发", "转发"))
    return False


def _same_words(lines: Sequence[Line], title: str) -> Block | None:
    """The lines near the top that together are `title`."""
    wanted = squeezed(title)
    for first in range(min(len(lines), _LONGEST_TOP)):
        words = ""
        for last in range(first, min(first + _LONGEST_TITLE_LINES, len(lines))):
            words += squeezed(lines[last].words)
            if words == wanted and (first == last or not lines[first].is_number):
                return _block(lines, first, last + 1)
            if not wanted.startswith(words):
                break
    return None


def block_at(lines: Sequence[Line], first: int) -> Block:
    """The title that begins with this line. It goes on over lines until its words are those of a title."""
    last = first + 1
    limit = min(len(lines), first + _LONGEST_TITLE_LINES)
    while last < limit and _belongs(lines[last]):
        if _complete(joined([line.words for line in lines[first:last]])) and not _continues(lines, first, last, limit):
            break
        last += 1
    return _block(lines, first, last)


def _belongs(line: Line) -> bool:
    plain = not (
        line.is_mark
        or line.is_issue
        or line.is_number
        or line.is_date
        or line.label
        or line.is_address
        or line.is_sentence
        or line.is_numbered
    )
    return (plain or (bool(SUFFIX.fullmatch(line.words)) and not line.is_date and not line.is_mark and not line.is_issue)) and len(
        line.words
    ) <= _LONGEST_LINE


def is_title(line: Line) -> bool:
    """Whether the words of a line are those of a whole title: 甲市人才公寓管理办法."""
    return _belongs(line) and len(line.words) > _FEWEST_LETTERS and _complete(line.words) and not SUFFIX.fullmatch(line.words)


def _complete(words: str) -> bool:
    return bool(_END.search(words)) and words.count("《") == words.count("》")


def _continues(lines: Sequence[Line], first: int, last: int, limit: int) -> bool:
    """A remark in brackets follows, or the line that ends a notice: 关于印发…办法 / 实施细则的通知."""
    if SUFFIX.fullmatch(lines[last].words):
        return not lines[last].is_adoption and not lines[last].is_issue
    words = joined([line.words for line in lines[first:last]])
    if _NOTICE.search(words) or not re.search(r"关于|印发|转发|发布|公布", words):
        return False
    for at in range(last, limit):
        if not _belongs(lines[at]):
            return False
        if _NOTICE.search(lines[at].words):
            return True
    return False


def _block(lines: Sequence[Line], first: int, last: int) -> Block:
    return Block(joined([line.words for line in lines[first:last]]), first, last, lines[first].start, lines[last - 1].end)


def _body_heading(lines: Sequence[Line], issued: str, after: int) -> Block | None:
    """The title of the issued text where it stands as a heading below the letter."""
    wanted = squeezed(issued).translate(_ALIKE)
    core = SUFFIX.sub("", wanted) or wanted
    for at in range(after, len(lines)):
        line = lines[at]
        words = squeezed(line.words).translate(_ALIKE).strip("《》")
        if (
            len(words) < 4
            or _ANNEX.match(words)
            or line.is_sentence
            or line.is_address
            or not (words.startswith(core[:6]) or core in words or words in wanted)
        ):
            continue
        block = block_at(lines, at)
        found = squeezed(block.words).translate(_ALIKE).strip("《》")
        if found.startswith(core) or (core in found and len(found) < len(core) + 20):
            return block
    return None


_ALIKE = str.maketrans({"(": "（", ")": "）", "“": '"', "”": '"', "～": "-", "—": "-", "–": "-", "－": "-", "〈": "《", "〉": "》"})


def _holds_a_body(lines: Sequence[Line], after: int) -> bool:
    """Whether more than a letter follows: numbered parts, after a date in a line of its own."""
    dates = [at for at in range(after, len(lines)) if lines[at].is_date]
    rest = lines[dates[0] + 1 :] if dates else lines[after:]
    return sum(line.is_numbered for line in rest) > 2
