"""What the statistics see of phrases and of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from kg.extraction.measures import cues
from kg.extraction.measures.phrases import Phrase, matches
from kg.extraction.statistics.linear import Features, Vector

_FOR_PERSONS = ("housing", "schooling", "medical", "spouse", "household_registration", "post_and_quota", "title", "pay", "tax")
_SURE = 2.5
"""The weight of cue words that are sure."""
_SUM = re.compile(r"\d[\d.]*\s*[万亿]?元")
_COUNT = re.compile(r"\d[\d.]*\s*[%％万名人个家项]")
_ACTION_PART, _HEADING_PART, _ABOVE_PART = 0.5, 0.4, 0.2


def phrase_features(sentence: Sequence[Phrase], place: int) -> Features:
    """Of a phrase in its sentence: whether it is part of a measure, and whether it begins one."""
    phrase = sentence[place]
    before = sentence[place - 1] if place else None
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    found: dict[str, float] = dict.fromkeys(_letters("w", phrase.plain, 1, 2), 1.0)
    found |= dict.fromkeys([f"^{phrase.plain[:size]}" for size in (1, 2, 3, 4)] + [f"${phrase.plain[-size:]}" for size in (2, 3)], 1.0)
    found |= dict.fromkeys(_letters("h", phrase.heading, 2, 2), 0.4) | dict.fromkeys(_letters("H", "".join(phrase.above[:1]), 2, 2), 0.4)
    found |= {f"order:{_order(phrase)}": 2.0, f"kind:{phrase.kind}": 2.0, f"length:{min(6, len(phrase.plain) // 4)}": 1.0}
    found |= {f"mark:{phrase.mark_after}": 1.0, f"place:{min(place, 4)}": 1.0, f"left:{min(len(sentence) - 1 - place, 4)}": 1.0}
    found |= {f"phrases:{min(6, len(sentence))}": 1.0, f"order before:{_order(before)}>{_order(phrase)}": 1.5}
    found |= {f"order after:{_order(after)}": 1.5}
    if phrase.background:
        found["background"] = 4.0
    if phrase.heading_words:
        found["heading"] = 4.0
    if _SUM.search(phrase.words):
        found["sum"] = 3.0
    elif _COUNT.search(phrase.words):
        found["count"] = 2.0
    if matches("aim", phrase.words):
        found |= {"aim": 2.0, f"aim:{bool(before)}{bool(after)}": 2.0}
    found |= _beside("before", before) | _beside("after", after) | _cue_features(phrase.words, phrase.heading)
    if matches("topic", phrase.words):
        found["topic"] = 2.0
    if before:
        found[f"mark before:{phrase.mark_before}"] = 1.5
        found[f"topic before:{bool(matches('topic', before.words))}"] = 2.0
        found |= _likeness(phrase.words, before.words)
    return found


def _order(phrase: Phrase | None) -> str:
    found = matches("order", phrase.words) if phrase else None
    return found[1] if found else ""


def _beside(name: str, phrase: Phrase | None) -> dict[str, float]:
    if phrase is None:
        return {f"{name}:none": 1.5}
    found = dict.fromkeys(_letters(f"{name}:", phrase.plain, 2, 2), 0.4)
    found |= {f"{name}^{phrase.plain[:2]}": 1.0, f"{name}${phrase.plain[-2:]}": 1.0}
    if _SUM.search(phrase.words):
        found[f"{name}:sum"] = 1.5
    return found


def _cue_features(words: str, heading: str) -> dict[str, float]:
    strongest, of_heading = cues.strongest(words), cues.strongest(heading)
    found = {f"heading cue:{one}": 1.0 for one in of_heading[:1]}
    if not strongest:
        return found | {"cue:none": 1.5}
    weights = cues.weights(words)
    found |= {f"cue:{strongest[0]}": 1.0, f"cue weight:{min(3, int(weights[strongest[0]]))}": 1.5}
    if weights[strongest[0]] >= _SURE:
        found["sure cue"] = 2.5
    if names_what_people_get(words):
        found["cue for persons"] = 2.5
    return found


def names_what_people_get(words: str) -> bool:
    """Whether cue words are sure of an instrument for persons: housing, schooling, titles ..."""
    weights = cues.weights(words)
    return any(weights.get(instrument, 0) >= _SURE for instrument in _FOR_PERSONS)


def is_plainly_a_measure(phrase: Phrase) -> bool:
    """What people get, named where something is ordered, and neither a sum nor a document. Of 202 such phrases 193 were measures."""
    if phrase.background or phrase.heading_words or _SUM.search(phrase.words) or "《" in phrase.words:
        return False
    return names_what_people_get(phrase.words)


def _likeness(words: str, before: str) -> dict[str, float]:
    one, other = _vector(words), _vector(before)
    lengths = float(np.sqrt((one @ one) * (other @ other)))
    if not lengths:
        return {}
    same = "same" if one.argmax() == other.argmax() else "other"
    return {f"instrument:{same}": 2.0, f"likeness:{int(5 * float(one @ other) / lengths)}": 2.0}


def measure_features(phrases: Sequence[Phrase]) -> Features:
    """Of the phrases of a measure: which instrument it is."""
    words, heading = joined(phrases), phrases[0].heading
    found: dict[str, float] = dict.fromkeys(_letters("w", words, 1, 3), 1.0)
    found |= {f"^{words[:size]}": 1.0 for size in (2, 3)} | {f"${words[-size:]}": 1.0 for size in (2, 3)}
    found |= dict.fromkeys(_letters("h", heading, 2, 2), 0.5)
    strongest = cues.strongest(words)
    for name, part in (("cue", strongest[:1]), ("second cue", strongest[1:2]), ("heading cue", cues.strongest(heading)[:1])):
        found |= {f"{name}:{one}": 1.0 for one in part}
    if len(strongest) > 1:
        found[f"cues:{strongest[0]} {strongest[1]}"] = 1.0
    return found


def prior(phrases: Sequence[Phrase]) -> Vector:
    """The scores that cue words give to each instrument: what is done first counts more, headings above count a part."""
    first = phrases[0]
    action = next((phrase for phrase in phrases if not matches("topic", phrase.words)), first)
    parts = ((1.0, joined(phrases)), (_ACTION_PART, action.plain), (_HEADING_PART, first.heading), (_ABOVE_PART, "".join(first.above[:1])))
    scores: Vector = np.sum([np.float32(part) * _vector(words) for part, words in parts], axis=0, dtype=np.float32)
    return scores


def joined(phrases: Sequence[Phrase]) -> str:
    """The words of phrases with commas between them, figures as 0."""
    return "，".join(phrase.plain for phrase in phrases)


def _vector(words: str) -> Vector:
    found = cues.weights(words)
    return np.array([found.get(instrument, 0.0) for instrument in cues.instruments()], np.float32)


def _letters(name: str, words: str, least: int, most: int) -> Iterator[str]:
    for size in range(least, most + 1):
        for start in range(len(words) - size + 1):
            yield f"{name}{words[start : start + size]}"
