"""Statistics: learnt from curated rows, the same each time, and committed as the data give them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg import paths
from kg.extraction.statistics.committed import Statistics, committed_statistics
from kg.extraction.statistics.linear import LinearModel, Sample, train
from kg.extraction.statistics.training import fingerprint_of

LABELS = ("housing", "medical", "tax")
SAMPLES = [Sample({word: 1.0, "the": 1.0}, label) for label, word in ((0, "flat"), (1, "doctor")) for _ in range(4)]


def test_words_of_the_samples_decide() -> None:
    model = train(SAMPLES, LABELS)
    assert model.probabilities({"flat": 1.0, "the": 1.0}).argmax() == 0
    assert model.probabilities({"doctor": 1.0, "unseen": 1.0}).argmax() == 1
    assert np.isclose(model.probabilities({}).sum(), 1)


def test_cue_words_decide_for_a_label_that_no_sample_has() -> None:
    model = train(SAMPLES, LABELS)
    assert model.probabilities({"the": 1.0}, np.array([0, 0, 4], np.float32)).argmax() == 2


def test_rare_features_and_small_weights_are_left_out() -> None:
    assert set(train(SAMPLES, LABELS, least=5).index) == {"the"}
    assert len(train(SAMPLES, LABELS, most=2).index) == 2


def test_the_same_samples_give_the_same_file_and_it_is_read_back(tmp_path: Path) -> None:
    for name in ("one", "other"):
        Statistics({"model": train(SAMPLES, LABELS)}, "abc").write(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    model = train(SAMPLES, LABELS)
    read = LinearModel.from_json(model.as_json())
    assert read.index == model.index
    assert np.array_equal(read.weights, model.weights)


def test_the_committed_statistics_are_those_of_the_data() -> None:
    """Where this fails, curated rows or cue words have changed: run `make learn`, and commit what it writes."""
    assert committed_statistics().fingerprint == fingerprint_of(paths.DATA)
