"""The real documents are curated whole."""

from __future__ import annotations

import pytest

from kg.curation.gaps import find_gaps
from tests.datasets import REAL


@pytest.mark.parametrize("document", ["shizuishan-2020-32", "taiyuan-2018-2"])
def test_no_clause_and_no_assignment_was_overlooked(document: str) -> None:
    assert [gap for gap in find_gaps(REAL, document) if gap.what in ("neither read nor holding a fact", "assignment")] == []
