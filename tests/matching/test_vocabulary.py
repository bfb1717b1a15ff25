"""Each part of the vocabulary reads the words that it names as examples."""

from __future__ import annotations

from typing import Any

import pytest

from kg.matching.vocabulary import is_asked, read_employer, read_level, vocabulary, within


@pytest.mark.parametrize("example", vocabulary()["degree"]["examples"], ids=lambda example: example["value"])
def test_degrees(example: dict[str, Any]) -> None:
    found = read_level("degree", example["value"])
    assert (found.level, found.study, found.rest) == (example["level"], example["study"], example["rest"])


@pytest.mark.parametrize("example", vocabulary()["title"]["examples"], ids=lambda example: example["value"])
def test_titles(example: dict[str, Any]) -> None:
    found = read_level("title", example["value"])
    assert (found.level, found.rest) == (example["level"], example["rest"])


@pytest.mark.parametrize("example", vocabulary()["employer_examples"], ids=lambda example: example["value"])
def test_employers(example: dict[str, Any]) -> None:
    found = read_employer(example["value"])
    assert (sorted(found.kinds), found.rest) == (example["kinds"], example["rest"])


@pytest.mark.parametrize("example", vocabulary()["asked"], ids=lambda example: example["value"])
def test_what_a_person_is_asked(example: dict[str, Any]) -> None:
    assert is_asked("other", example["value"]) is example["asked"]


def test_a_university_is_a_public_institution_and_no_enterprise() -> None:
    assert within("university") == {"university", "public_institution"}
