"""`python -m kg.extraction.statistics` learns from `data/` and writes `statistics.json`."""

from __future__ import annotations

from kg import paths
from kg.extraction.statistics.committed import FILE
from kg.extraction.statistics.training import fingerprint_of, labelled_documents, train


def main() -> None:
    statistics = train(labelled_documents(paths.DATA), fingerprint_of(paths.DATA))
    statistics.write()
    features = sum(len(model.index) for model in statistics.models.values())
    print(f"{FILE}: {len(statistics.models)} models, {features} features")


if __name__ == "__main__":
    main()
