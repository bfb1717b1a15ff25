"""The words of a phrase that ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.conditions.phrases import Phrase
from kg.extraction.conditions.recognition import Found, kind_of, recognise
from kg.extraction.conditions.vocabulary import pattern

_PREFIX = re.compile("(?:其中|同时|并且?|且|再|另外?|此外|如果?|若|凡是?|对于?|针对|面向|在(?=.*(?:情况|前提|条件)下$))*")
_SUFFIX = re.compile("(?:的(?:情况下|前提下|条件下)?|情况下|前提下)$")
_NO_MODIFIERS = ("设立", "建设", "急需", "全球", "全市", "全省", "全国", "我市", "本市", "相关", "有关", "各类", "更多", "一定", "当地")
_FIRST_OF = re.compile("的(?![^的]{0,8}的)")
"""的 behind which a noun stands and no further 的 of the same modifier: 较强的创新能力的企业 has one at 能力."""
_BEFORE_SUM = re.compile(r"(?:人才|毕业生|研究生|学历|学位)*(?:每[人年月]|给予|\d)")
"""What follows a degree whose sum stands right behind it: 博士1万元、硕士5000元."""
_TITLES = re.compile("《[^》]*》|[（(][^（）()]*[)）]")
_NAMED_BY_RULE = re.compile("(?:符合|满足)[^，的]{2,}(?:规定|条件|要求|标准)")
"""Those who are meant, by what they fulfil: 对|符合本办法第三条规定|，首次备案的企业."""
_TURNS = re.compile("并(?=在[^，]{4})|(?<=[才业队目位构])或(?=拥有|具有|具备|取得|获得)")
"""Where another condition begins: 在大赛中获奖|并|在云泽经营的企业."""
_LEAST_REST = 5
"""From so many characters on that its items do not cover, a condition in words of its own says more than they."""


@dataclass(frozen=True)
class Setting:
    """Where a phrase stands. offered: it says what is offered. money: which is money."""

    following: Phrase | None
    offered: bool
    money: bool

    @property
    def given_next(self) -> bool:
        """Whether the next phrase begins with what is given."""
        return bool(self.following and self.following.gives)

    @property
    def may_next(self) -> bool:
        """Whether the next phrase says what those get who do what this one says."""
        if self.following is None:
            return False
        may = self.following.gives and (self.money or self.following.words.startswith(("可", "享受")))
        return may or (self.money and self.following.bounds)

    @property
    def chained(self) -> bool:
        """Whether the next phrase goes on with the case: 在云泽就业，且签订合同的."""
        return bool(self.following and self.following.words.endswith("的") and not self.following.recipient)


def requirements(phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """The conditions that the words of a phrase hold, with places in the sentence."""
    cut = phrase.offered_at if setting.offered or phrase.words[: phrase.recipient].endswith(("为", "给")) else len(phrase.words)
    given = setting.offered and bool(pattern("giving").match(phrase.words, cut))
    speaks = phrase.recipient or phrase.conditional or given or setting.given_next or (setting.money and not phrase.contextual)
    found = recognise(phrase.words, bool(speaks))
    items = [one for one in found if one.start < cut or not one.subject or _BEFORE_SUM.match(phrase.words, one.value_end)]
    own = _own_words(phrase, phrase.words[:cut], given, setting)
    yield from (one.moved(phrase.start) for one in _joined(phrase.words, items, own))


def requirement(words: str, start: int, end: int, origin: str) -> Iterator[Found]:
    """The conditions of a stretch of words that is known to be one."""
    stretch = words[start:end]
    yield from (one.moved(start) for one in _joined(stretch, recognise(stretch), _clause(stretch, origin)))


def _joined(words: str, items: Sequence[Found], own: Iterable[Found]) -> list[Found]:
    """Items, and conditions in words of their own that say more than the items in them."""
    found = list(items)
    for one in own:
        if pattern("procedure").search(one.value):
            continue
        if any(item.start < one.start < item.value_end for item in items):
            continue
        inside = [item for item in items if one.start <= item.start < one.value_end]
        rest = _rest(words, one, inside)
        if not inside or len(rest) >= _LEAST_REST:
            found = [item for item in found if item not in inside or not _is_said_better(item, one)]
            found.append(_of_kind(one, kind_of(rest)) if inside else one)
        else:
            found = [replace(item, end=max(item.end, one.end)) if item in inside else item for item in found]
    return sorted(found, key=lambda one: one.start)


def _is_said_better(item: Found, one: Found) -> bool:
    """Whether a condition says in which case 符合条件 or 获奖 holds, which stands in it: 在大赛中获奖."""
    return item.origin == "other.eligible" or (item.origin == "other.winner" and item.end == one.value_end)


def _of_kind(one: Found, kind: str) -> Found:
    return replace(one, kind=kind, origin=f"{kind}.{one.origin.partition('.')[2]}")


def _rest(words: str, one: Found, items: Sequence[Found]) -> str:
    """What is left of the words of a condition beside the items in it and words that say little."""
    taken = {place for item in items for place in range(item.start, item.end)}
    return pattern("filling").sub("", "".join(words[place] for place in range(one.start, one.value_end) if place not in taken))


def _own_words(phrase: Phrase, subject: str, given: bool, setting: Setting) -> Iterator[Found]:
    """Conditions in words of their own: modifiers of a recipient, conditional clauses, what must be done.

    subject: the words of the phrase before what is offered. given: whether what follows them is given.
    """
    words, recipient = phrase.words, phrase.recipient if phrase.recipient < len(subject) else 0
    support = pattern("support").match(words)
    says = not pattern("context").match(words, recipient)
    if (match := pattern("basis").match(words)) and (setting.money or pattern("merit").search(match[0])):
        yield _found(words, match.start(), match.end(), "basis")
    elif match := pattern("demanding").search(words):
        yield _found(words, match.start(), len(words), "must")
    elif words.endswith("的") and says:
        yield from _clause(words, "conditional")
    elif recipient and _NAMED_BY_RULE.fullmatch(words, recipient):
        yield _found(words, recipient, len(words), "required")
    elif recipient and "的" in subject[recipient:]:
        yield from _members(subject, recipient)
    elif recipient:
        if (given or setting.given_next or setting.chained) and pattern("action").search(subject, recipient + 1):
            yield from _clause(subject, "action")
    elif support and pattern("qualified").match(words, support.end()):
        yield from _modifier(words, support.end(), "qualified", first=True)
    elif says and ((given and subject.endswith("的")) or phrase.conditional or (setting.chained and not given)):
        yield from _clause(subject if given else words, "conditional")
    elif pattern("required").match(words) and not given:
        fits = words.startswith("符合") and "的" in words[2:-1]
        yield from _modifier(words, 0, "required") if fits else _clause(words, "required")
    elif says and (given or setting.given_next) and not support and _describes(subject):
        yield from _modifier(subject, 0, "subject")
    elif setting.money and not setting.offered and phrase.bounds:
        yield from _clause(words, "bound")
    elif says and setting.may_next and not given and pattern("action").search(words):
        yield from _clause(words, "action")


def _describes(subject: str) -> bool:
    """Whether a phrase without 对 begins with words that describe who is meant: 入驻园区的企业."""
    return "的" in subject[3:-1] and bool(pattern("qualified_subject", "qualified", "action").match(subject))


def _members(words: str, start: int) -> Iterator[Found]:
    """The modifier of a recipient; of a list in which some member is an item, each member."""
    for one in _modifier(words, start, "recipient"):
        parts = one.value.split("、")
        if not any(recognise(part) for part in parts[1:]):
            yield one
            continue
        for part in parts:
            end = one.start + len(part)
            yield replace(_found(words, one.start, end, "recipient"), end=one.end if end == one.value_end else end)
            one = replace(one, start=end + 1)


def _modifier(words: str, start: int, origin: str, first: bool = False) -> Iterator[Found]:
    """The words before the last 的 that a noun follows, or before the first. The quote holds the noun."""
    end = words.rfind("的", start, len(words) - 1)
    if first:
        end = match.start() if (match := _FIRST_OF.search(words, start, end)) else end
    able = words[start:end].endswith("条件") and pattern("place").match(words, end + 1)
    if end - start >= 2 and not words[start:end].isascii() and words[start:end] not in _NO_MODIFIERS and not able:
        for turn in _TURNS.finditer(words, start + _LEAST_REST, end):
            yield _found(words, start, turn.start(), origin)
            start = turn.end()
        yield replace(_found(words, start, end, origin), end=len(words))


def _clause(words: str, origin: str) -> Iterator[Found]:
    """The whole clause; of one with a modifier that is long, the modifier and the rest."""
    start = match.end() if (match := _PREFIX.match(words)) else 0
    end = match.start() if (match := _SUFFIX.search(words)) else len(words)
    inner = _outside_titles(words).find("的", start + 6, end - 6)
    if origin == "conditional" and inner > 0:
        if words[inner - 1] != "中":
            yield _found(words, start, inner, origin)
        start = inner + 1
    if end - start >= 3:
        yield _found(words, start, end, origin)


def _outside_titles(words: str) -> str:
    """The words with blanks for titles and brackets, in which no 的 is that of the clause."""
    return _TITLES.sub(lambda found: " " * len(found[0]), words)


def _found(words: str, start: int, end: int, origin: str) -> Found:
    value = words[start:end]
    kind = kind_of(value)
    return Found(start, end, kind, "eq", (value,), f"{kind}.{origin}", end)
