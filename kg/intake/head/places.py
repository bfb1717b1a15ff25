"""The place that a document belongs to: from the names of its issuers, its title, the places its text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.intake.divisions import Division, division, divisions_named, longest_name, parents, within
from kg.text.quotes import Span

_ZONE = re.compile(r"开发区|高新区|经开区|新区|园区|自由贸易|自贸|示范区|管理区|片区|度假区|保税|产业园|科技园|园管|科学城|副中心|生态城")
_TOWNSHIP = re.compile(r"街道|镇人民政府|乡人民政府|镇政府|乡政府")
_CENTRAL = re.compile(r"国务院|中共中央|中央|全国|国家|(?![省市区县州]).*部$|.*部办公厅$")
_FREE_TRADE = re.compile(r"中国[（(](?P<place>[\u4e00-\u9fa5]{2,4})[）)]自由贸易试验区")
_BEGINNING = 16
"""Of a name, in letters: a zone that it names later is only its subject."""


@dataclass(frozen=True)
class PlaceFound:
    """`code` is one of GB/T 2260. `inferred`: no name in title or issuer says it, or it only lies there (a development zone)."""

    code: str
    name: str
    level: str
    span: Span | None
    inferred: bool


def read_place(text: str, title: str, full_title: str, issuers: Sequence[str]) -> PlaceFound | None:
    """Where the document belongs. None where no name of a place decides it."""
    around = _mentions(text)
    for words in (*issuers, full_title, title, re.sub(r".*?(?:关于|印发)", "", full_title)):
        chain = places_of(words, around)
        if chain:
            return _found(text, words, chain[-1], issuers, full_title)
    if issuers and all(_CENTRAL.match(name) for name in issuers):
        return PlaceFound("100000", "中华人民共和国", "national", None, True)
    likely = _likely(around, issuers, title)
    return PlaceFound(likely.code, likely.name, _level(likely, issuers, full_title), None, True) if likely else None


def place_named(name: str) -> tuple[Division, ...]:
    """What somebody may mean by `name`: a code, a name, or names from the wide to the narrow: 深圳市罗湖区."""
    if re.fullmatch(r"\d{6}", name):
        found = division(name)
        return (found,) if found else ()
    if whole := divisions_named(name):
        return _of_gb(whole)
    chain = places_of(name, Counter())
    return (chain[-1],) if chain and "".join(name).endswith((chain[-1].name, chain[-1].short)) else ()


def _of_gb(found: Sequence[Division]) -> tuple[Division, ...]:
    return tuple(one for one in found if one.level != "zone")


def _found(text: str, words: str, place: Division, issuers: Sequence[str], title: str) -> PlaceFound:
    at = text.find(place.name)
    short = at if at >= 0 else text.find(place.short)
    span = (at, at + len(place.name)) if at >= 0 else (short, short + len(place.short)) if short >= 0 else None
    level = _level(place, issuers, title)
    if place.level == "zone":
        place = next(parents(place.code))
        return PlaceFound(place.code, place.name, "other", span, True)
    return PlaceFound(place.code, place.name, level, span, span is None or level == "other")


def _level(place: Division, issuers: Sequence[str], title: str) -> str:
    """That of the place, unless the first issuer, else the title, names a zone, a town or a street in it."""
    name = (issuers[0] if issuers else title).split("关于")[0]
    rest = name.replace(place.name, "", 1) if place.name in name else name.replace(place.short, "", 1)
    if place.level == "zone" or _TOWNSHIP.search(rest) or _ZONE.search(rest[:_BEGINNING]):
        return "other"
    return place.level


def places_of(words: str, around: Counter[str]) -> list[Division]:
    """The places that `words` begin with, from the wide to the narrow, each in the one before: 深圳市, 罗湖区 of 深圳市罗湖区公安局."""
    words = re.sub(r"^(?:中共|《|关于)+", "", words)
    if match := _FREE_TRADE.search(words):
        words = match["place"] + words[match.end() :]
    chain: list[Division] = []
    while True:
        found, length = _next(words, chain[-1] if chain else None, around)
        if found is None:
            break
        chain.append(found)
        words = words[length:]
    if chain and (inner := re.search(r"[（(]([\u4e00-\u9fa5]{2,4})[）)]|科技园区([\u4e00-\u9fa5]{2,3})园", words[:16])):
        narrow = [one for one in divisions_named(inner[1] or inner[2]) if within(one.code, chain[-1].code) and one.code != chain[-1].code]
        chain += narrow[:1]
    if not chain and (inner := re.match(r"中关村科技园区([\u4e00-\u9fa5]{2,3})园", words)):
        chain += [one for one in divisions_named(inner[1]) if one.code.startswith("11")][:1]
    return chain


def _next(words: str, above: Division | None, around: Counter[str]) -> tuple[Division | None, int]:
    for length in range(min(longest_name(), len(words)), 1, -1):
        name = words[:length]
        candidates = [one for one in divisions_named(name) if above is None or (within(one.code, above.code) and one.code != above.code)]
        if not candidates:
            continue
        if len(name) == 2 and candidates[0].name != name and above is None and not _short_is_meant(words[length:], candidates):
            continue
        letter = words[length : length + 1]
        of_kind = [one for one in candidates if one.name != name and one.name[-1] == letter]
        best = _most_mentioned(of_kind or candidates, around)
        if best is not None:
            return best, length + bool(of_kind)
    return None, 0


def _short_is_meant(rest: str, candidates: Sequence[Division]) -> bool:
    """Whether a short name is that of a place: 太原 in 太原市委; not 和平 in 和平发展, where only a district has the name."""
    return any(one.level in ("province", "city") for one in candidates) or rest[:1] in ("市", "县", "区")


def _most_mentioned(candidates: Sequence[Division], around: Counter[str]) -> Division | None:
    """Of several places of one name that whose surroundings the text names most; None where that decides nothing."""
    if len(candidates) == 1:
        return candidates[0]
    scores = {one.code: sum(around[name] for above in parents(one.code) for name in (above.name, above.short)) for one in candidates}
    wide = [one for one in candidates if one.level in ("province", "city")]
    best = max(scores.values())
    first = [one for one in candidates if scores[one.code] == best]
    if best and len(first) == 1:
        return first[0]
    return wide[0] if len(wide) == 1 else None


def _mentions(text: str) -> Counter[str]:
    """How often the text names each province and city, whole or short."""
    return Counter(name for name in _wide_names() for _ in range(min(text.count(name), 20)))


def _wide_names() -> Iterator[str]:
    from kg.intake.divisions import wide_names

    yield from wide_names()


def _likely(around: Counter[str], issuers: Sequence[str], title: str) -> Division | None:
    for name, count in around.most_common(3):
        for one in divisions_named(name):
            if count > 1 and one.level in ("province", "city"):
                return one
    return None
