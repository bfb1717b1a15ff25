"""When something is, was or shall be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.extraction import times
from kg.extraction.vocabulary import word_file
from tests.extraction.drafting import source_of

WORDS = word_file(Path(times.__file__).with_name("words.yaml"))


@pytest.mark.parametrize("example", WORDS["examples"], ids=lambda example: example["text"][:16])
def test_examples(example: dict[str, Any]) -> None:
    source = source_of(f"云泽市人才规划\n一、人才\n{example['text']}\n")
    sentence = list(source.all_sentences())[-1]
    assert times.is_past(source, sentence, sentence.end - 3) == example["past"]
    if "year" in example or "span" in example:
        (frame,) = times.frames(source.text, sentence.span, source.year)
        assert (frame.year, frame.span, frame.inferred) == (example.get("year"), example.get("span"), example.get("inferred", False))


@pytest.mark.parametrize(("heading", "achieved"), WORDS["headings"].items())
def test_headings(heading: str, achieved: bool) -> None:
    assert times.heads_achievements(heading) == achieved


def test_a_part_about_what_was_reached_tells_the_past() -> None:
    source = source_of("云泽市人才规划\n一、发展基础\n人才总量达10万人。\n二、发展目标\n人才总量达12万人。\n")
    first, second = (sentence for sentence in source.all_sentences() if "总量" in source.words(sentence.span))
    assert times.is_past(source, first, first.start)
    assert not times.is_past(source, second, second.start)
    assert times.goal_part(source, second.clause)
