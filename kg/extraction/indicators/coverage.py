"""Goals without a figure: 社区服务全覆盖, 人才总量翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.compact import compact_text, inward, outward
from kg.extraction.indicators.naming import begin_of_name
from kg.extraction.indicators.registry import Sense, indicator
from kg.extraction.proposal import Cell, Proposal
from kg.extraction.sentences import Sentence, phrases
from kg.extraction.source import DraftSource
from kg.extraction.times import frames, goal_part, is_past

_WHOLE = re.compile(r"(?:.*(?:实现|做到))?(?P<name>.{2,40}?)(?:实现|基本实现)?(?P<words>全覆盖|翻一番|翻两番|翻番)(?=$|[”\"）)])")


def coverages(source: DraftSource, sentence: Sentence) -> Iterator[Proposal]:
    """The goals of a sentence whose value is words."""
    text = compact_text(source)
    for phrase in phrases(text, inward(source, sentence.span)):
        match = _WHOLE.search(text, *phrase)
        if not match or is_past(source, sentence, outward(source, match.span())[0]):
            continue
        name = begin_of_name(text, match.span("name"))
        written = match["words"]
        quote = outward(source, (name.verb_start, match.end("words")))
        before = [frame for frame in frames(source.text, (sentence.start, quote[1]), source.year) if frame.year]
        if name.start >= name.end or (written != "全覆盖" and not (before or goal_part(source, sentence.clause))):
            continue
        span = outward(source, (name.start, name.end))
        values: dict[str, Cell] = {
            "indicator": indicator(source, span, None, Sense("coverage" if written == "全覆盖" else "state")),
            "indicator_name": source.words(span),
            "value_text": written,
            "target_year": before[-1].year if before else None,
            "inferred": ["target_year"] if before and before[-1].inferred else None,
        }
        context = (before[-1].at,) if before and before[-1].at[0] < quote[0] else ()
        yield Proposal("targets", sentence.clause, quote, values, f"targets.{'coverage' if written == '全覆盖' else 'doubling'}", context)
