"""The confidence in a draft is the share of right ones among those like it, and committed as the data give it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg import paths
from kg.extraction.confidence import Confidence, Features, Judged, committed_confidence, features_of, fingerprint_of, learn
from kg.extraction.confidence.committed import write
from kg.extraction.tables import draft_tables
from tests.extraction.drafting import drafted, shared

TEXT = "云泽市人才措施\n\n一、引进人才\n\n（一）支持企业引才。对引进的博士，给予20万元补贴。\n\n（二）建设人才公寓。为博士提供人才公寓，优先安排子女入学。\n"
SURE, UNSURE = ("funding", "funding.given"), ("measures", "measures.high")


def _document(right_of_low: int) -> list[Judged]:
    """A document of 40 drafts of a rule that is right, and of 120 drafts of one that is right where its score is high."""
    high, low = {"measures: score": 2.0}, {"measures: score": -2.0}
    drafts = [Judged(SURE, {}, True)] * 40 + [Judged(UNSURE, high, True)] * 60
    return drafts + [Judged(UNSURE, low, number < right_of_low) for number in range(60)]


@pytest.fixture(scope="module")
def learnt() -> Confidence:
    return learn([_document(20), _document(25), _document(15)], "abc")


@pytest.mark.parametrize(
    ("origin", "features", "expected"),
    [(SURE, {}, 1.0), (UNSURE, {"measures: score": 2.0}, 1.0), (UNSURE, {"measures: score": -2.0}, 60 / 180)],
)
def test_the_confidence_is_the_share_of_right_ones_among_drafts_like_it(
    learnt: Confidence, origin: tuple[str, str], features: Features, expected: float
) -> None:
    assert learnt.of(origin, features) == pytest.approx(expected, abs=0.001)


def test_a_rule_that_was_not_measured_has_none(learnt: Confidence) -> None:
    assert learnt.of(("measures", "model.name"), {}) is None


def test_a_rule_with_few_drafts_is_taken_for_one_of_its_kind() -> None:
    few = [Judged(("funding", "funding.rare"), {}, True)]
    found = learn([[*few, *[Judged(SURE, {}, number % 2 == 0) for number in range(20)]] for _ in range(3)])
    assert found.of(("funding", "funding.rare"), {}) == found.of(SURE, {}) < 0.6


def test_a_higher_score_never_has_less_confidence() -> None:
    for bands in committed_confidence().bands.values():
        assert [band.least for band in bands] == sorted({band.least for band in bands}) and bands[0].least == 0
        assert [band.precision for band in bands] == sorted(band.precision for band in bands)


def test_the_same_drafts_give_the_same_file_and_it_is_read_back(learnt: Confidence, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(learn([_document(20), _document(25), _document(15)], "abc"), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert Confidence.from_json(learnt.as_json()) == learnt


def test_what_a_draft_is_judged_by_is_of_its_kind() -> None:
    drafts = drafted(TEXT).drafts
    for draft in drafts:
        assert all(name.startswith(f"{draft.kind}: ") for name in features_of(drafts)[draft.fact.id])
    measures = [features_of(drafts)[one.fact.id] for one in drafts if one.kind == "measures"]
    assert any("measures: over categories" in found and "measures: score" in found for found in measures)


def test_rows_of_drafts_have_the_confidence() -> None:
    found = drafted(TEXT)
    expected = committed_confidence().of_drafts(found.drafts)
    rows = [row for of_kind in draft_tables(found, shared()).values() for row in of_kind]
    assert {row["id"]: row["confidence"] for row in rows} == expected
    unknown = replace(found, drafts=tuple(replace(one, origin="model.name") for one in found.drafts))
    assert set(committed_confidence().of_drafts(unknown.drafts).values()) == {None}


def test_the_committed_confidence_is_that_of_the_data() -> None:
    """Where this fails, curated rows or texts have changed: run `make evaluate WRITE=--write`, and commit what it writes."""
    assert committed_confidence().fingerprint == fingerprint_of(paths.DATA)
