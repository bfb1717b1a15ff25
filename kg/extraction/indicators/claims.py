"""Claims of a sentence: an indicator and its value, in the two orders that Chinese has: 人才达12万人, 引进8名人才."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extraction.compact import compact_text, inward
from kg.extraction.indicators.claim import Claim, Rule, figures_of, outside
from kg.extraction.indicators.naming import Name, act_at_end, begin_of_name, end_of_stem, name_after
from kg.extraction.indicators.totals import total_behind, totals
from kg.extraction.indicators.vocabulary import words
from kg.extraction.sentences import Sentence, members, phrases
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import any_of
from kg.model.records import Span
from kg.text.figures import Figure

_BOUND_AFTER = re.compile(r"(?:[（(][^（）()]{1,6}[）)])?(?:余|多)?(?:及?以上|及?以下|以内|之内|左右|上下)?(?:[（(][^（）()]{0,8}[）)])?")
_JOINER = re.compile(r"\s*(?:[、和及与或]|以及|并)\s*")
_JOINER_END = re.compile(r"(?:[、和及与]|以及)(?:[\u4e00-\u9fa5]{0,3}(?:不少于|超过|至少|约|近|超))?$")
_GROWTH = re.compile(r"^(?:分别|均)?(?:[较比][^，；。]{1,16}?)?(?:同比)?(?:分别)?(?:增长|提高|增加|提升|上升)了?(?:约|近|了)?\s*$")
_GROWTH_ONLY = re.compile(r"(?:同比|年均)?(?:增长|提高|增加|提升|上升|下降|降低|上浮|下浮|占|占比|比例|比重)了?")
"""What is left of a name where only a rate of change is told: 年均增长5%."""
_MYRIAD = 10_000
_COUNTED = re.compile(r"(?:总量|总数|人数|规模|数量)[^，、]{0,4}$")
"""The end of an indicator whose values need no unit: 人才总量达到50万."""
_STOCK = re.compile(r"(?:总量|总数|规模|数量|人数|拥有量|率|比例|比重|占比)$")
_CHANGE = re.compile(r"^[比较][^，。；]{1,16}?(?:净?增加|增长|净增|多)了?$")
_FROM = re.compile(r"(?P<name>.*?)(?:由|从)[^，；。]{0,12}$")
_TO = re.compile(r"\s*(?:左右)?(?:逐步|稳步)?(?:提高|增加|增长|提升|上升|扩大)(?:到|至)(?:(?:19|20)\d\d年(?:底|末)?的?)?$")
_APART = re.compile(r"[（(][^（）()]*[）)]|《[^《》]*》")
"""What stands apart from the sentence: brackets and titles."""
_MEETING = re.compile(r"(?:[、和]\w{1,4}次)*(?:全会|会议|全国|代表大会|党代会)")


def claims(source: DraftSource, sentence: Sentence) -> list[Claim]:
    """The claims of a sentence, in order."""
    text, found, carried = compact_text(source), list[Claim](), ""
    for phrase in phrases(text, inward(source, sentence.span)):
        figures = [figure for figure in figures_of(source, phrase) if _is_value(text, phrase, figure)]
        if not figures:
            carried = ""
            continue
        if _GROWTH.match(text[phrase[0] : figures[0].start]) and all(figure.kind == "rate" for figure in figures):
            found = _grown(found, figures, phrase)
            continue
        new = list(totals(text, phrase, figures)) or total_behind(text, phrase, figures, found[-1] if found else None)
        new = new or _changed(text, phrase, figures, found) or list(_shared(text, phrase, figures))
        new = new or list(_of_phrase(text, phrase, figures, carried)) or _again(text, phrase, figures, found)
        carried = new[-1].verb if new else ""
        found += new
    kept = (claim for claim in found if not _is_label(text, claim, found) and not _GROWTH_ONLY.fullmatch(text[slice(*claim.name)]))
    return [outside(source, claim) for claim in kept]


def _is_label(text: str, claim: Claim, found: Sequence[Claim]) -> bool:
    """Whether it only announces another: 培育百家企业：孵化出100家以上企业."""
    after = text[claim.phrase[1] : claim.phrase[1] + 1] in ("：", ":")
    return after and any(other.phrase > claim.phrase and other.figure.low == claim.figure.low for other in found)


def _is_value(text: str, phrase: Span, figure: Figure) -> bool:
    if any(match.start() < figure.start < match.end() for match in _APART.finditer(text, *phrase)):
        return False
    if "番" in text[figure.start : figure.end]:
        return False
    if figure.kind == "count":
        return figure.unit not in words("no_units") and not (figure.unit == "次" and _MEETING.match(text, figure.end))
    if figure.kind == "number":
        return figure.scale >= _MYRIAD and bool(_COUNTED.search(text, phrase[0], figure.start))
    return figure.kind in ("rate", "ordinal") or (figure.kind == "money" and figure.scale >= _MYRIAD)


def _grown(found: list[Claim], figures: Sequence[Figure], phrase: Span) -> list[Claim]:
    """The claims, the last of them with the growth that the phrase states: 分别增长3.2%、21.4%."""
    count = len(figures)
    if len(found) < count:
        return found
    last = [
        replace(claim, growth=(figure.low * 100, phrase)) if claim.growth is None else claim
        for claim, figure in zip(found[-count:], figures, strict=True)
    ]
    return [*found[:-count], *last]


def _shared(text: str, phrase: Span, figures: Sequence[Figure]) -> Iterator[Claim]:
    """甲、乙、丙分别达到1、2、3万人: as many names as values."""
    at = text.find("分别", phrase[0], figures[0].start)
    if at < 0 or len(figures) < 2:
        return
    begins = begin_of_name(text, (phrase[0], at)).start
    names = [name for part in members(text, (begins, at)) for name in members(text, part, "和及与")]
    if len(names) != len(figures):
        names = members(text, (begins, at))
    if len(names) == len(figures):
        for name, figure in zip(names, figures, strict=True):
            yield Claim("shared", (begins, _end(text, figures[-1], phrase)), name, figure, phrase)


def _changed(text: str, phrase: Span, figures: Sequence[Figure], found: Sequence[Claim]) -> list[Claim]:
    """By how many the indicator named last has changed: 比2015年增加2万人."""
    if not found or len(figures) > 1 or figures[0].kind != "count" or not _CHANGE.match(text[phrase[0] : figures[0].start]):
        return []
    return [Claim("change", (phrase[0], _end(text, figures[0], phrase)), found[-1].name, figures[0], phrase)]


def _again(text: str, phrase: Span, figures: Sequence[Figure], found: Sequence[Claim]) -> list[Claim]:
    """A value of the indicator named last, where the phrase names none: 每个区建设1个社区，全市建成30个."""
    stem = end_of_stem(text, (phrase[0], figures[0].start))
    if not found or len(figures) > 1:
        return []
    name = begin_of_name(text, (phrase[0], stem.end))
    verb = text[name.start : name.end] if text[name.start : name.end] in words("act") else ""
    after = _end(text, figures[0], phrase)
    if after < phrase[1] or not (verb or (name.start >= name.end and stem.reached)):
        return []
    return [Claim("act" if verb else "state", (phrase[0], after), found[-1].name, figures[0], phrase, verb)]


def _of_phrase(text: str, phrase: Span, figures: Sequence[Figure], carried: str) -> Iterator[Claim]:
    at, earlier = phrase[0], None
    for place, figure in enumerate(figures):
        limit = figures[place + 1].start if place + 1 < len(figures) else phrase[1]
        begins = match.end() if (match := _JOINER.match(text, at, figure.start)) else at
        after = _end(text, figure, phrase)
        if place + 1 < len(figures) and (_FROM.match(text[begins : figure.start]) and _TO.match(text[figure.end : limit])):
            earlier = figure
            continue
        if at > figure.start:
            continue
        claim, at = _claim(text, phrase, (begins, limit), figure, after, carried, earlier)
        earlier = None
        if claim is not None:
            carried = claim.verb
            yield claim


def _claim(
    text: str, phrase: Span, piece: Span, figure: Figure, after: int, carried: str, earlier: Figure | None
) -> tuple[Claim | None, int]:
    """The claim of one figure, and where the words of the next begin."""
    last = piece[1] == phrase[1]
    head, tail = (piece[0], earlier.start if earlier else figure.start), (after, piece[1])
    between = text[slice(*tail)]
    closed = not _APART.sub("", between).strip('”"」）') or (not last and _JOINER.match(between) is not None)
    stem = end_of_stem(text, head)
    if not closed:
        verb = act_at_end(text, (head[0], stem.end)) or (carried if stem.end <= head[0] else None)
        quota = stem.goal and begin_of_name(text, (head[0], stem.end)).start >= stem.end
        if verb or quota:
            until, following = _name_end(text, tail, phrase)
            name = name_after(text, (after, until))
            begins = stem.end - len(verb) if verb and stem.end > head[0] else piece[0]
            return (
                (Claim("act" if verb else "quota", (begins, until), name, figure, phrase, verb or ""), following)
                if name
                else (None, following)
            )
        if not (stem.reached or between.startswith("实现")) or between.startswith("的"):
            return None, after
    found = begin_of_name(text, (head[0], _without_from(text, head, stem.end) if earlier else stem.end))
    if found.start >= found.end or (not found.verb and text[found.start : found.end] in words("act")):
        return None, after
    until = phrase[1] if last and between.startswith("实现") else after
    stock = figure.kind == "rate" or _STOCK.search(text, found.start, found.end)
    acts = bool(found.verb) and figure.kind != "rate"
    if stock and found.verb:
        found = Name(found.verb_start, found.end, "", found.verb_start)
    verb = found.verb or (carried if not (stem.reached or stock) else "")
    kind: Rule = "act" if verb or acts else "state"
    named = (found.verb_start, found.end) if found.verb else None
    return Claim(kind, (found.verb_start, until), (found.start, found.end), figure, phrase, verb, named, earlier), after


def _without_from(text: str, head: Span, end: int) -> int:
    match = _FROM.match(text[head[0] : end])
    return head[0] + match.end("name") if match and match["name"] else end


def _name_end(text: str, tail: Span, phrase: Span) -> Span:
    """Where the name behind a figure ends, and where the next begins. A figure within the name belongs to it: 10家面积1万平方米的社区."""
    if tail[1] == phrase[1]:
        return tail[1], tail[1]
    if another := _next_act().search(text, *tail):
        return another.start(), another.end()
    match = _JOINER_END.search(text, *tail)
    return (match.start(), match.start()) if match else (phrase[1], phrase[1])


@cache
def _next_act() -> re.Pattern[str]:
    return re.compile(rf"(?:[、和及并]|以及)(?=(?:{any_of(words('act'))}))")


def _end(text: str, figure: Figure, phrase: Span) -> int:
    match = _BOUND_AFTER.match(text, figure.end, phrase[1])
    return match.end() if match else figure.end
